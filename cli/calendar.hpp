// Which kinds of day dates are.
#pragma once

#include <string>

#include "sim/scenario/load.hpp"

namespace crossflow {

struct CalendarOptions {
  std::string scenario;
  LoadOptions load;
  std::string from, to;  ///< dates; empty: the scenario's own
  bool json = false;
};

/// `crossflow calendar`: a line for each date with its kind and why, and the kinds under which the scenario's values
/// for it stand.
void print_calendar(const CalendarOptions& options);

}  // namespace crossflow

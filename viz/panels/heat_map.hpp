// A table of coloured numbers: a row for each place, a column for each half-hour.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/base/tick.hpp"

namespace crossflow::viz {

struct HeatRow {
  std::string name;
  std::vector<double> values;  ///< by half-hour from 00:00
};

/// Blue where a value is below 0 and orange above, both the darker the further from it; rows in the order given. What
/// was clicked: the row, and when its half-hour begins. Scrolls where it has no room.
struct HeatClick {
  std::size_t row = 0;
  Tick tick = 0;
};
std::optional<HeatClick> heat_map(const char* id, const std::vector<HeatRow>& rows, Tick now);

}  // namespace crossflow::viz

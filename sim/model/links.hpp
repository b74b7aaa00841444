// Which stations lie one behind the other on somebody's way: from the doors, through all choices and failures, to where
// the port is left.
#pragma once

#include <vector>

#include "sim/record/directory.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// In order, each once; stations are numbered as in the directory. What disruptions change for a time is left out, but
/// where one may stop the other side, links lead there from wherever people leave in its direction.
std::vector<LinkEntry> links_of(const Scenario& scenario);

}  // namespace crossflow

// What is probably not meant by a scenario in which nothing is wrong.
#pragma once

#include "sim/base/problem.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// Of a scenario that `validate` finds nothing wrong with: places that nothing leads to, servers that never open, posts
/// that are never manned, lists of very large parties.
Problems warnings(const Scenario& scenario);

}  // namespace crossflow

// What is probably not meant by a scenario in which nothing is wrong.
#pragma once

#include "sim/base/problem.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// Of a scenario that `validate` finds nothing wrong with: places that nothing leads to, servers that never open, posts
/// that are never manned, lists of very large parties, people who come while the doors are closed, more work than a
/// station can do, failures that another one hides.
Problems warnings(const Scenario& scenario);

}  // namespace crossflow

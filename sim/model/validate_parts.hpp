// The pieces that `validate` is put together from; for sim/model alone.
#pragma once

#include "sim/base/problem.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// Who comes by which way: vehicles to stations for vehicles, people on foot to stations for people, goods nowhere
/// without a vehicle; and what vehicles may carry.
void check_ways(const Scenario& scenario, const Port& port, const Source& source, Problems& problems);

/// Whether what targeting does to carriers can be told from what it does to others.
void check_risk(const Scenario& scenario, Problems& problems);

}  // namespace crossflow

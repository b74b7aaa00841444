// The pieces that `validate` is put together from; for sim/model alone.
#pragma once

#include "sim/base/problem.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// Who comes by which way: vehicles to stations for vehicles, people on foot to stations for people, goods nowhere
/// without a vehicle; and what vehicles may carry.
void check_ways(const Scenario& scenario, const Port& port, const Source& source, Problems& problems);
/// The ways alone, of those whom `from` brings through the door of another source.
void check_passage(const Scenario& scenario, const Port& port, const Source& door, const Source& from,
                   Problems& problems);

/// What must hold across the sources that can stand for one another.
void check_network(const Scenario& scenario, Problems& problems);

/// Officers and the posts that need them: skills, stations, desks that face either way, and how many there may be.
void check_people(const Scenario& scenario, Problems& problems);

/// Whether what targeting does to carriers can be told from what it does to others.
void check_risk(const Scenario& scenario, Problems& problems);

}  // namespace crossflow

// What a supervisor asks of the duty room and of desks that turn, where there are any.
#pragma once

#include <string>

#include "sim/model/effect_kind.hpp"

namespace crossflow {

/// Officers with the skill who are on duty and have no post; none where the port has no pools.
long spare_officers(const PortControls& port, const std::string& skill);
/// Calls so many of the pool's reserves; says how many could be called.
long call_reserves(PortControls& port, std::size_t pool, long officers);

/// Desks of a group of contra-flow that face the station; and so many are to.
long desks_facing(const PortControls& port, std::size_t group, std::size_t station);
void face_desks(PortControls& port, std::size_t group, std::size_t station, long desks);

}  // namespace crossflow

// Pools, officers and supervisors as the directory names them.
#pragma once

#include <cstdint>

#include "sim/record/directory.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// Adds those of a port. Officers stand pool by pool, in each by shift and number, then those of its table in order of
/// name, then its reserves: who they are depends on the scenario alone, not on who is absent.
void add_people(const Port& port, std::uint16_t port_index, Directory& directory);

}  // namespace crossflow

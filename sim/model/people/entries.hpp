// Pools, officers and supervisors as the directory names them.
#pragma once

#include <cstddef>

#include "sim/record/directory.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// Adds those of a port, officers in the order of its roster, and their times on duty: who they are depends on the
/// scenario alone, not on who is absent.
void add_people(const Scenario& scenario, std::size_t port_index, Directory& directory);

}  // namespace crossflow

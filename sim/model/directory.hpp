// The directory of a scenario: what the numbers in its log will mean.
#pragma once

#include "sim/record/directory.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// Stations are numbered port by port: the sources of a port, then its stations, each in order of name; after those of
/// all ports the other sides that a disruption may stop.
Directory make_directory(const Scenario& scenario);

/// For each station of a port, which directions' travellers can come to it by any route or failure.
std::vector<std::vector<bool>> directions_reaching(const Scenario& scenario, const Port& port);

}  // namespace crossflow

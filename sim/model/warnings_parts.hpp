// The pieces that `warnings` is put together from; for sim/model alone.
#pragma once

#include <cstddef>

#include "sim/base/problem.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// Whether a supervisor, or desks that turn, may open more than a station's plan says.
bool may_open_otherwise(const Port& port, std::size_t station);

/// What sources bring beside what is open: people who come while the doors are closed; stations to which, for more than
/// two hours, more work comes than the servers can do that are open by plan.
void warn_of_demand(const Scenario& scenario, std::size_t port, Problems& warnings);

/// `failed at` asks for the last failure: a station between, at which one may fail as well, hides the first.
void warn_of_failures(const Port& port, Problems& warnings);

}  // namespace crossflow

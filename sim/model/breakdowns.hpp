// Devices that fail and are repaired.
#pragma once

#include <memory>

#include "sim/base/distribution.hpp"
#include "sim/model/server_states.hpp"
#include "sim/scenario/record.hpp"

namespace crossflow {

/// How the servers of a station fail, each for itself.
struct Breakdowns {
  Distribution every = Distribution::constant(0);   ///< seconds from repair to the next failure, by the clock
  Distribution repair = Distribution::constant(0);  ///< seconds
};

std::shared_ptr<const Record<Breakdowns>> breakdown_keys();

/// Adds the actor that breaks and repairs the servers of one station. What happens to a server hangs on its station and
/// number and on how often it has failed, on nothing else. As with plans, the last failures are on the day after the
/// last date.
void add_breakdowns(ControlPlane& control, const std::shared_ptr<ServerStates>& states, const Breakdowns& breakdowns,
                    const Station& station, const Build& build);

}  // namespace crossflow

// `crossflow live`: what a viewer starts to watch a scenario while it is simulated. Not for people: docs/live.md.
#pragma once

#include <string>

#include "sim/scenario/load.hpp"

namespace crossflow {

struct LiveOptions {
  std::string scenario;
  LoadOptions load;
  std::string seed = "1";
  int socket = -1;  ///< to the viewer; already open
};

/// Simulates the first replication in this process, no further than the viewer grants. What is wrong goes to the
/// viewer. Returns whether the run came to its end; does not return if the viewer is gone.
bool live(const LiveOptions& options);

}  // namespace crossflow

// Which stations are roads.
#pragma once

#include "sim/record/directory.hpp"

namespace crossflow {

/// Vehicles follow one another here, and wait at the end for their turn to go on: without servers, and yet with a
/// queue. In the log `ended` says that one is at the end, or would be if nobody were before it; from then on it waits,
/// until it is elsewhere.
inline bool is_road(const StationEntry& station) {
  return station.shape == Shape::lane && station.servers == 0;
}

}  // namespace crossflow

// Where playing stops by itself.
#pragma once

#include <cstdint>
#include <optional>

#include "viz/replay/overview.hpp"

namespace crossflow::viz {

/// What is waited for, and what it came to.
struct StopWhen {
  bool pledge = false;     ///< the next pledge that is missed
  std::int32_t queue = 0;  ///< more than so many wait at one place; 0: not asked

  bool asked() const { return pledge || queue > 0; }
};

struct Stopped {
  Tick tick = 0;
  std::uint16_t station = no_station;  ///< whose queue has passed the number; none: a pledge was missed
};

/// The first instant after that of `state`, which is `from`, and up to `until` at which playing is to stop. A queue
/// that is longer already must have become shorter before it passes the number again.
std::optional<Stopped> first_stop(const StopWhen& when, Recording& recording, const Overview& overview,
                                  const PortState& state, Tick from, Tick until);

}  // namespace crossflow::viz

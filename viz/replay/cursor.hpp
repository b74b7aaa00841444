// The state of a recording at an instant that moves: a little on, by applying what happened; elsewhere, by a jump.
#pragma once

#include "viz/replay/recording.hpp"

namespace crossflow::viz {

class Cursor {
 public:
  /// Before the first event.
  explicit Cursor(Recording& recording);

  /// After all events up to and with those of `tick`; no further than what is known.
  void go_to(Tick tick);
  Tick tick() const { return tick_; }
  const PortState& state() const { return state_; }

 private:
  Recording& recording_;
  PortState state_;
  Tick tick_ = -1;
  std::uint64_t next_ = 0;  // number of the first event that the state does not hold
};

}  // namespace crossflow::viz

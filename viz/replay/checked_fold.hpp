// Folding events of which nobody knows whether they make sense: those of a file, or of another process.
#pragma once

#include <span>

#include "sim/base/problem.hpp"
#include "sim/record/event_check.hpp"
#include "sim/record/port_state.hpp"

namespace crossflow::viz {

/// An InputError if the event cannot happen in this state.
inline void check_follows(const Event& event, const PortState& state) {
  if (!can_follow(event, state)) [[unlikely]]
    throw InputError(Place{}, "the recording is damaged: an event cannot follow the one before it",
                     "a result file as it was written: run the scenario again with --trace");
}

/// The same, of each of them.
template <class Watcher>
void fold_checked(PortState& state, std::span<const Event> events, Watcher& watcher) {
  for (const Event& event : events) {
    check_follows(event, state);
    state.apply(event, watcher);
  }
}

}  // namespace crossflow::viz

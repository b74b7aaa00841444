// Whether an event that came from outside (a stored trace, a stream) may be given to a fold.
#pragma once

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/port_state.hpp"

namespace crossflow {

/// False for kinds of a later minor version: to be skipped and counted.
bool is_known(EventKind kind);

/// Every number of the event is within the directory; `entities` bounds Event::entity.
bool is_within(const Event& event, const Directory& directory, std::uint32_t entities);

/// The event can happen in this state: nobody ends who has not started. Wants an event that is known and within.
bool can_follow(const Event& event, const PortState& state);

}  // namespace crossflow

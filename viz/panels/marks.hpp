// Missed pledges and incidents: what each says, and going from one to the next.
#pragma once

#include <string>
#include <vector>

#include "viz/app/session.hpp"

namespace crossflow::viz {

enum class MarkKind : std::uint8_t { breach, incident };

/// One of either, of a run.
struct Mark {
  std::uint8_t run = 0;
  MarkKind kind = MarkKind::breach;
  std::size_t index = 0;  ///< into the overview's breaches or incidents
  Tick tick = 0;
};

/// "Arrival e-Channels gate 4: out of order".
std::string incident_text(const Directory& directory, const Incident& incident);
/// "Hong Kong residents 1,234 at Arrival counters: the pledge of 15 min is missed".
std::string breach_text(const Run& run, const Breach& breach);

/// Goes to the next (or previous) one of all runs, selects whom or what it is about, and brings that into view.
void go_to_mark(Session& session, MarkKind kind, bool forward);
void show_mark(Session& session, const Mark& mark);

/// What there is to be told while time stands still at the very instant of a missed pledge or an incident, or where
/// playing was asked to stop: who, where, by how much, one of how many. Empty: nothing.
std::string notice_text(Session& session);

}  // namespace crossflow::viz

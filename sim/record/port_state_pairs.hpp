// Pairs of transitions that most customers go through at one instant: included by port_state.hpp alone.
#pragma once

namespace crossflow {

// Both leave everything as `apply` of one after the other does, and tell the watcher of the same events. What would be
// written only to be taken back is left out, so a watcher must not look at the entity's phase, nor, while it joins, at
// its place: who joins stands there as waiting already, who leaves as still being served.

// Arrived and, with nobody outside, joined a queue.
template <class Watcher>
inline void PortState::arrive_and_join(const Event& arrived, const Event& joined, Watcher& watcher) {
  const Tick tick = joined.tick;
  const std::uint16_t at = joined.station;
  watcher.arrived(arrived);
  EntityState& e = entity(arrived.entity);
  e.since = tick;
  e.clock_start = 0;
  e.station = at;
  e.server = joined.server;
  e.target = no_station;
  e.source = fixed_[arrived.station].source;
  e.traveller_class = arrived.aux;
  e.phase = Phase::waiting;
  e.clock_authority = no_authority;
  e.cleared_authorities = 0;
  e.kind = kinds_[arrived.aux];
  e.risk = 0;
  watcher.touch(at, tick);
  const std::uint16_t joined_half_hour = half_hour_of(tick);
  e.joined_half_hour = joined_half_hour;
  const bool counts = e.kind == fixed_[at].unit;
  watcher.joined(joined, joined_half_hour, counts);
  if (counts) add<Count::waiting>(at, 1, tick, watcher);
  start_clock(e, at, tick, watcher);
}

// Done, and gone from the port.
template <class Watcher>
inline void PortState::end_and_leave(const Event& ended, const Event& left, Watcher& watcher) {
  const Tick tick = ended.tick;
  const std::uint16_t at = ended.station;
  EntityState& e = entities_[ended.entity];
  watcher.touch(at, tick);
  const bool counts = e.kind == fixed_[at].unit;
  StationStatus& s = stations_[at];
  ServerStatus* const server = ended.server == no_server ? nullptr : &servers_[s.first_server + ended.server];
  watcher.ended(ended, e, counts, server != nullptr && server->serving == 1);
  if (counts) --s.serving;
  if (server != nullptr && --server->serving == 0) add<Count::busy>(at, -1, tick, watcher);
  e.since = tick;
  if (fixed_[at].road) [[unlikely]] {
    e.joined_half_hour = half_hour_of(tick);
    watcher.left_road(e, tick, counts);
  }
  watcher.left(left, e);
  e.phase = Phase::gone;
}

template <class Watcher>
inline void PortState::apply_all(std::span<const Event> events, Watcher& watcher) {
  if (events.empty()) return;
  const Event* event = events.data();
  const Event* const end = event + events.size();
  const Event* const last = end - 1;
  while (event != end) {
    const Event& next = event[1];  // looked at where there is one
    if (event->kind == EventKind::arrived) {
      if (event != last && next.kind == EventKind::joined && at_once(*event, next) && !fixed_[next.station].outside) {
        arrive_and_join(*event, next, watcher);
        event += 2;
        continue;
      }
    } else if (event->kind == EventKind::ended) {
      if (event != last && next.kind == EventKind::left && at_once(*event, next)) {
        end_and_leave(*event, next, watcher);
        event += 2;
        continue;
      }
    }
    apply(*event++, watcher);
  }
}

}  // namespace crossflow

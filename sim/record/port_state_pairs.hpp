// Pairs and triples of transitions that most customers go through at one instant: included by port_state.hpp alone.
#pragma once

#include <algorithm>
#include <cstddef>

namespace crossflow {

// All leave everything as `apply` of one after the other does, and tell the watcher of the same events. What would be
// written only to be taken back is left out, and so is a count that rises and falls at once: a watcher must not look at
// the entity's phase, nor, while it joins, at its place: who joins stands there as waiting already, who leaves as still
// being served.

// It comes to a queue, and, if `started` is not null, is served at once. It is no longer counted where it was.
template <class Watcher>
inline void PortState::come_to(EntityState& e, const Event& joined, const Event* started, Watcher& watcher) {
  const Tick tick = joined.tick;
  const std::uint16_t at = joined.station;
  const std::uint16_t joined_half_hour = half_hour_of(tick);
  e.since = tick;
  e.station = at;
  e.server = joined.server;
  e.joined_half_hour = joined_half_hour;
  e.phase = Phase::waiting;
  const bool counts = e.kind == fixed_[at].unit;
  watcher.joined(joined, joined_half_hour, counts);
  if (started == nullptr) {
    if (counts) add<Count::waiting>(at, 1, tick, watcher);
    start_clock(e, at, tick, watcher);
    return;
  }
  start_clock(e, at, tick, watcher);
  watcher.started(*started, e, counts);
  StationStatus& s = stations_[at];
  if (counts) ++s.serving;
  ServerStatus& server = servers_[s.first_server + started->server];
  if (server.serving++ == 0) add<Count::busy>(at, 1, tick, watcher);
  server.entity = started->entity;
  e.server = started->server;
  e.phase = Phase::serving;
}

// Arrived and, with nobody outside, joined a queue.
template <class Watcher>
inline void PortState::arrive_and_join(const Event& arrived, const Event& joined, const Event* started,
                                       Watcher& watcher) {
  watcher.arrived(arrived);
  EntityState& e = entity(arrived.entity);
  e.clock_start = 0;
  e.target = no_station;
  e.source = fixed_[arrived.station].source;
  e.traveller_class = arrived.aux;
  e.clock_authority = no_authority;
  e.cleared_authorities = 0;
  e.kind = kinds_[arrived.aux];
  e.risk = 0;
  watcher.touch(joined.station, joined.tick);
  come_to(e, joined, started, watcher);
}

// Done at a place where it does not stay. Whether the place counts it.
template <class Watcher>
inline bool PortState::end_without_staying(EntityState& e, const Event& ended, Watcher& watcher) {
  const Tick tick = ended.tick;
  const std::uint16_t at = ended.station;
  watcher.touch(at, tick);
  const bool counts = e.kind == fixed_[at].unit;
  StationStatus& s = stations_[at];
  ServerStatus* const server = ended.server == no_server ? nullptr : &servers_[s.first_server + ended.server];
  watcher.ended(ended, e, counts, server != nullptr && server->serving == 1);
  if (counts) --s.serving;
  if (server != nullptr && --server->serving == 0) add<Count::busy>(at, -1, tick, watcher);
  return counts;
}

// Done, of all but a road, and joined the next queue.
template <class Watcher>
inline void PortState::end_and_join(const Event& ended, const Event& joined, const Event* started, Watcher& watcher) {
  EntityState& e = entities_[ended.entity];
  end_without_staying(e, ended, watcher);
  watcher.touch(joined.station, joined.tick);
  e.phase = Phase::held;
  watcher.goes_on(joined, e);
  come_to(e, joined, started, watcher);
}

// Joined a queue in which it does not wait.
template <class Watcher>
inline void PortState::join_and_start(const Event& joined, const Event& started, Watcher& watcher) {
  EntityState& e = entities_[joined.entity];
  depart(e, joined.tick, watcher);
  watcher.touch(joined.station, joined.tick);
  watcher.goes_on(joined, e);
  come_to(e, joined, &started, watcher);
}

// Done, and gone from the port.
template <class Watcher>
inline void PortState::end_and_leave(const Event& ended, const Event& left, Watcher& watcher) {
  EntityState& e = entities_[ended.entity];
  const bool counts = end_without_staying(e, ended, watcher);
  const Tick tick = ended.tick;
  e.since = tick;
  if (fixed_[ended.station].road) [[unlikely]] {
    e.joined_half_hour = half_hour_of(tick);
    watcher.left_road(e, tick, counts);
  }
  watcher.left(left, e);
  e.phase = Phase::gone;
}

template <class Watcher>
inline void PortState::apply_all(std::span<const Event> events, Watcher& watcher) {
  const Event* event = events.data();
  const Event* const end = event + events.size();
  // Of the event so many further on: whether it is of this kind, and of the same one at once.
  const auto then = [&event, end](std::ptrdiff_t by, EventKind kind) {
    return end - event > by && event[by].kind == kind && at_once(*event, event[by]);
  };
  const auto joins = [this, &event, &then](std::ptrdiff_t by) {
    return then(by, EventKind::joined) && !fixed_[event[by].station].outside;
  };
  const auto starts = [&event, &then](std::ptrdiff_t by) {
    const bool so = then(by, EventKind::started) && event[by].server != no_server;
    return so && event[by].station == event[by - 1].station ? event + by : nullptr;
  };
  while (event != end) {
    std::ptrdiff_t taken = 0;  // events
    if (event->kind == EventKind::arrived) {
      if (joins(1)) {
        const Event* const started = starts(2);
        arrive_and_join(event[0], event[1], started, watcher);
        taken = started == nullptr ? 2 : 3;
      }
    } else if (event->kind == EventKind::ended) {
      if (then(1, EventKind::left)) {
        end_and_leave(event[0], event[1], watcher);
        taken = 2;
      } else if (joins(1) && !fixed_[event->station].road) {
        const Event* const started = starts(2);
        end_and_join(event[0], event[1], started, watcher);
        taken = started == nullptr ? 2 : 3;
      }
    } else if (event->kind == EventKind::joined && !fixed_[event->station].outside && starts(1) != nullptr) {
      join_and_start(event[0], event[1], watcher);
      taken = 2;
    }
    if (taken == 0) apply(event[0], watcher);
    event += std::max<std::ptrdiff_t>(1, taken);  // setting it to 1 above takes 5% more instructions of the fold
  }
}

}  // namespace crossflow

// Transitions that most customers go through at one instant, taken together: included by port_state.hpp alone.
#pragma once

namespace crossflow {

// All leave everything as `apply` of one after the other does, and tell the watcher of the same events. What would be
// written only to be taken back at the same instant is left out, counts that go up and down again above all. So a
// watcher must not look at the entity's phase, nor, while it joins, at its place: who joins stands there as waiting
// already, who leaves as still being served; and while one starts it may not look at how many are served.

// Somebody joins a queue, `events[0]`; if he `starts`, `events[1]`, without having waited.
template <bool starts, class Watcher>
inline void PortState::join_anew(EntityState& e, const Event* events, Watcher& watcher) {
  const Event& joined = events[0];
  const Tick tick = joined.tick;
  const std::uint16_t at = joined.station;
  e.since = tick;
  e.station = at;
  e.server = joined.server;
  e.phase = Phase::waiting;
  e.entered = true;
  watcher.touch(at, tick);
  const std::uint16_t joined_half_hour = half_hour_of(tick);
  e.joined_half_hour = joined_half_hour;
  const bool counts = e.kind == fixed_[at].unit;
  watcher.joined(joined, joined_half_hour, counts);
  if constexpr (!starts) {
    if (counts) add<Count::waiting>(at, 1, tick, watcher);
  }
  start_clock(e, at, tick, watcher);
  if constexpr (starts) start(e, events[1], counts, watcher);
}

// Arrived and, with nobody outside, joined a queue; if he `starts`, went straight on to a server.
template <bool starts, class Watcher>
inline void PortState::arrive_and_join(const Event* events, Watcher& watcher) {
  const Event& arrived = events[0];
  watcher.arrived(arrived);
  EntityState& e = entity(arrived.entity);
  e.clock_start = 0;
  e.target = no_station;
  e.traveller_class = arrived.aux;
  e.direction = fixed_[arrived.station].direction;
  e.clock_authority = no_authority;
  e.cleared_authorities = 0;
  e.kind = kinds_[arrived.aux];
  e.risk = 0;
  join_anew<starts>(e, events + 1, watcher);
}

// Done, and joined the next queue.
template <bool starts, class Watcher>
inline void PortState::end_and_join(const Event* events, Watcher& watcher) {
  const Event& ended = events[0];
  EntityState& e = entities_[ended.entity];
  end(e, ended, watcher);
  join_anew<starts>(e, events + 1, watcher);
}

// Done, and gone from the port.
template <class Watcher>
inline void PortState::end_and_leave(const Event* events, Watcher& watcher) {
  const Event& ended = events[0];
  EntityState& e = entities_[ended.entity];
  end(e, ended, watcher);
  e.since = ended.tick;
  watcher.left(events[1], e);
  e.phase = Phase::gone;
}

// The same, and the server takes the next in its queue: it stays busy.
template <class Watcher>
inline void PortState::end_leave_and_start(const Event* events, Watcher& watcher) {
  const Event &ended = events[0], &started = events[2];
  const Tick tick = ended.tick;
  const std::uint16_t at = ended.station;
  EntityState& e = entities_[ended.entity];
  watcher.touch(at, tick);
  const bool counted = e.kind == fixed_[at].unit;
  watcher.ended(ended, e, counted);
  e.since = tick;
  watcher.left(events[1], e);
  e.phase = Phase::gone;
  EntityState& next = entities_[started.entity];
  const bool counts = next.kind == fixed_[at].unit;
  if (counts) add<Count::waiting>(at, -1, tick, watcher);
  watcher.started(started, next, counts);
  StationStatus& s = stations_[at];
  s.serving += static_cast<int>(counts) - static_cast<int>(counted);
  servers_[s.first_server + started.server].entity = started.entity;
  put_into_service(next, started);
}

template <class Watcher>
inline void PortState::end(const EntityState& e, const Event& ended, Watcher& watcher) {
  const std::uint16_t at = ended.station;
  watcher.touch(at, ended.tick);
  const bool counts = e.kind == fixed_[at].unit;
  watcher.ended(ended, e, counts);
  StationStatus& s = stations_[at];
  if (counts) --s.serving;
  if (ended.server == no_server) return;
  ServerStatus& server = servers_[s.first_server + ended.server];
  if (--server.serving == 0) add<Count::busy>(at, -1, ended.tick, watcher);
}

inline bool PortState::is_next_there(const Event& ended, const Event& then) const {
  if (then.kind != EventKind::started || then.tick != ended.tick || then.station != ended.station ||
      then.server != ended.server || ended.server == no_server)
    return false;
  const EntityState& next = entities_[then.entity];
  return next.phase == Phase::waiting && next.station == ended.station &&
         server(ended.station, ended.server).serving == 1;
}

template <class Watcher>
inline void PortState::apply_all(std::span<const Event> events, Watcher& watcher) {
  const Event* const end = events.data() + events.size();
  for (const Event* event = events.data(); event != end;) {
    const Event* const then = event + 1;
    const bool both =
        (event->kind == EventKind::arrived || event->kind == EventKind::ended) && then != end && at_once(*event, *then);
    const Event* const third = both && then + 1 != end ? then + 1 : nullptr;
    if (both && then->kind == EventKind::joined && !fixed_[then->station].outside) {
      const bool starts = third != nullptr && third->kind == EventKind::started && at_once(*then, *third) &&
                          third->station == then->station;
      if (event->kind == EventKind::arrived) {
        starts ? arrive_and_join<true>(event, watcher) : arrive_and_join<false>(event, watcher);
      } else {
        starts ? end_and_join<true>(event, watcher) : end_and_join<false>(event, watcher);
      }
      event += starts ? 3 : 2;
    } else if (both && event->kind == EventKind::ended && then->kind == EventKind::left) {
      const bool starts = third != nullptr && is_next_there(*event, *third);
      starts ? end_leave_and_start(event, watcher) : end_and_leave(event, watcher);
      event += starts ? 3 : 2;
    } else {
      apply(*event++, watcher);
    }
  }
}

}  // namespace crossflow

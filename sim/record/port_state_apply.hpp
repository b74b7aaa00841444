// The transitions of PortState: included by port_state.hpp alone.
#pragma once

#include <utility>

namespace crossflow {

template <Count count, class Watcher>
inline void PortState::add(std::uint16_t station, std::int32_t by, Tick tick, Watcher& watcher) {
  watcher.template change<count>(station, tick, by);
  StationStatus& s = stations_[station];
  if constexpr (count == Count::waiting) s.waiting += by;
  if constexpr (count == Count::held) s.held += by;
  if constexpr (count == Count::busy) s.busy += by;
  if constexpr (count == Count::blocked) s.blocked += by;
  if constexpr (count == Count::open) s.servers[0] += by;
}

template <class Watcher>
inline void PortState::start_clock(EntityState& e, std::uint16_t station, Tick tick, Watcher& watcher) {
  const std::uint8_t authority = fixed_[station].authority;
  if (authority == no_authority || e.clock_authority != no_authority) return;
  if ((static_cast<unsigned>(e.cleared_authorities) >> authority & 1U) != 0) return;
  e.clock_authority = authority;
  e.clock_start = tick;
  watcher.clock_started(e);
}

// It no longer waits for its target to have room.
template <class Watcher>
void PortState::no_longer_blocked(const EntityState& e, Tick tick, Watcher& watcher) {
  ServerStatus* const at = e.server == no_server ? nullptr : &servers_[stations_[e.station].first_server + e.server];
  if (at == nullptr ? bars(e) : at->blocked == 1) {
    watcher.before_states_change(e.station, tick);
    if (root_moves_without(e.station, at == nullptr ? e.target : at->held_by))
      watcher.before_root_changes(e.station, tick);
  }
  watcher.touch(e.target, tick);
  if (e.kind == fixed_[e.target].unit) add<Count::held>(e.target, -1, tick, watcher);
  if (at == nullptr) {
    if (bars(e)) unblock(e.station, e.target);
  } else if (--at->blocked == 0) {
    add<Count::blocked>(e.station, -1, tick, watcher);
    unblock(e.station, std::exchange(at->held_by, no_station));
  }
}

template <class Watcher>
inline void PortState::depart(const EntityState& e, Tick tick, Watcher& watcher) {
  if (e.phase == Phase::outside) return;  // counted nowhere yet
  const std::uint16_t at = e.station;
  const bool counts = e.kind == fixed_[at].unit;
  watcher.touch(at, tick);
  if (e.phase == Phase::waiting) {
    if (counts) add<Count::waiting>(at, -1, tick, watcher);
    if (fixed_[at].road) [[unlikely]]
      watcher.left_road(e, tick, counts);
    return;
  }
  StationStatus& s = stations_[at];
  if (e.phase == Phase::blocked) [[unlikely]] {
    no_longer_blocked(e, tick, watcher);
    if (waits(e)) {
      if (counts) add<Count::waiting>(at, -1, tick, watcher);
      if (fixed_[at].road) watcher.left_road(e, tick, counts);
      return;
    }
  }
  if (counts) --s.staying;
  if (e.server != no_server) --servers_[s.first_server + e.server].staying;
}

template <class Watcher>
inline void PortState::apply(const Event& event, Watcher& watcher) {
  const Tick tick = event.tick;
  const std::uint16_t at = event.station;
  switch (event.kind) {
    case EventKind::arrived: {
      watcher.arrived(event);
      EntityState& e = entity(event.entity);
      e = EntityState{};
      e.since = tick;
      e.station = at;
      e.server = 0;
      e.traveller_class = event.aux;
      e.kind = kinds_[event.aux];
      e.source = fixed_[at].source;
      e.phase = Phase::outside;
      break;
    }
    case EventKind::joined: {
      EntityState& e = entities_[event.entity];
      depart(e, tick, watcher);
      watcher.touch(at, tick);
      watcher.goes_on(event, e);
      const std::uint16_t joined_half_hour = half_hour_of(tick);
      const bool counts = e.kind == fixed_[at].unit;
      watcher.joined(event, joined_half_hour, counts);
      if (counts) add<Count::waiting>(at, 1, tick, watcher);
      e.since = tick;
      e.joined_half_hour = joined_half_hour;
      e.station = at;
      e.server = event.server;
      e.phase = Phase::waiting;
      start_clock(e, at, tick, watcher);
      if (fixed_[at].outside && stations_[at].blocked > 0) start_clock(e, queue_behind(at), tick, watcher);
      break;
    }
    case EventKind::started: {
      EntityState& e = entities_[event.entity];
      depart(e, tick, watcher);
      if (at != e.station) watcher.touch(at, tick);
      const bool counts = e.kind == fixed_[at].unit;
      watcher.started(event, e, counts);
      StationStatus& s = stations_[at];
      if (counts) ++s.serving;
      if (event.server != no_server) {
        ServerStatus& server = servers_[s.first_server + event.server];
        if (server.serving++ == 0) add<Count::busy>(at, 1, tick, watcher);
        server.entity = event.entity;
      }
      e.since = tick;
      e.station = at;
      e.server = event.server;
      e.phase = Phase::serving;
      break;
    }
    case EventKind::ended: {
      EntityState& e = entities_[event.entity];
      watcher.touch(at, tick);
      const bool counts = e.kind == fixed_[at].unit;
      StationStatus& s = stations_[at];
      ServerStatus* const server = event.server == no_server ? nullptr : &servers_[s.first_server + event.server];
      watcher.ended(event, e, counts, server != nullptr && server->serving == 1);
      if (counts) --s.serving;
      e.since = tick;
      if (fixed_[at].road) [[unlikely]] {
        if (counts) add<Count::waiting>(at, 1, tick, watcher);
        e.joined_half_hour = half_hour_of(tick);
        e.phase = Phase::waiting;
        break;
      }
      if (counts) ++s.staying;
      if (server != nullptr) {
        if (--server->serving == 0) add<Count::busy>(at, -1, tick, watcher);
        ++server->staying;
      }
      e.phase = Phase::held;
      break;
    }
    case EventKind::left: {
      EntityState& e = entities_[event.entity];
      depart(e, tick, watcher);
      watcher.left(event, e);
      e.phase = Phase::gone;
      break;
    }
    case EventKind::cleared: {
      EntityState& e = entities_[event.entity];
      watcher.cleared(event, e);
      e.cleared_authorities = static_cast<std::uint8_t>(e.cleared_authorities | 1U << event.aux);
      if (e.clock_authority == event.aux) e.clock_authority = no_authority;
      break;
    }
    case EventKind::lodged:
      watcher.lodged(event, entities_[event.entity]);
      break;
    case EventKind::carries:
      watcher.carries(event, entities_[event.entity]);
      entities_[event.entity].risk = event.aux;
      break;
    case EventKind::checked: {
      EntityState& e = entities_[event.entity];
      watcher.was_checked(event, e);
      e.risk = RiskCounts::after_check(e.risk, event.aux);
      break;
    }
    case EventKind::chance:
      watcher.chance(event, entities_[event.entity]);
      break;
    case EventKind::chose_port:
      watcher.chose_port(event, entities_[event.entity]);
      break;
    case EventKind::team:
      watcher.team(event);
      teams_[event.server] = {static_cast<TeamState>(event.aux), at, event.value};
      break;
    case EventKind::moved:
      entities_[event.entity].server = event.server;
      break;
    case EventKind::blocked: {
      EntityState& e = entities_[event.entity];
      const auto target = static_cast<std::uint16_t>(event.value);
      watcher.blocked(event, e);
      if (!has_entered(e)) e.server = 0;  // stands in the door, even if it was in the line outside before
      watcher.touch(e.station, tick);
      watcher.touch(target, tick);
      watcher.before_states_change(e.station, tick);
      if (e.phase == Phase::blocked) no_longer_blocked(e, tick, watcher);
      ServerStatus* const server =
          e.server == no_server ? nullptr : &servers_[stations_[e.station].first_server + e.server];
      const bool blocks = server == nullptr ? bars(e) : server->blocked++ == 0;
      if (blocks && root_moves_with(e.station, target)) watcher.before_root_changes(e.station, tick);
      if (e.kind == fixed_[target].unit) add<Count::held>(target, 1, tick, watcher);
      if (blocks && server != nullptr) {
        server->held_by = target;
        add<Count::blocked>(e.station, 1, tick, watcher);
      }
      if (blocks) block(e.station, target);
      if (e.phase == Phase::outside && e.kind == fixed_[e.station].unit)
        add<Count::waiting>(e.station, 1, tick, watcher);
      if (!fixed_[e.station].road) e.since = tick;
      e.target = target;
      e.phase = Phase::blocked;
      start_clock(e, queue_behind(target), tick, watcher);
      break;
    }
    case EventKind::server: {
      watcher.touch(at, tick);
      watcher.before_states_change(at, tick);
      watcher.server(event);
      if (event.aux != 0) break;
      ServerStatus& server = servers_[stations_[at].first_server + event.server];
      const auto state = static_cast<ServerState>(event.value);
      if (server.state == ServerState::open) add<Count::open>(at, -1, tick, watcher);
      if (state == ServerState::open) add<Count::open>(at, 1, tick, watcher);
      if (server.state != ServerState::open) --stations_[at].servers[static_cast<std::size_t>(server.state)];
      if (state != ServerState::open) ++stations_[at].servers[static_cast<std::size_t>(state)];
      server.state = state;
      watcher.server_changed(event);
      break;
    }
    case EventKind::port:
      watcher.port(event);
      break;
    case EventKind::disruption:
      break;
    case EventKind::elsewhere:
      watcher.elsewhere(event);
      break;
    case EventKind::stayed_away:
      watcher.stayed_away(event);
      break;
    case EventKind::interrupted: {
      EntityState& e = entities_[event.entity];
      watcher.touch(at, tick);
      const bool counts = e.kind == fixed_[at].unit;
      watcher.interrupted(event, e, counts);
      StationStatus& s = stations_[at];
      if (counts) --s.serving;
      if (--servers_[s.first_server + event.server].serving == 0) add<Count::busy>(at, -1, tick, watcher);
      if (counts) add<Count::waiting>(at, 1, tick, watcher);
      e.since = tick;
      e.server = no_server;
      e.phase = Phase::waiting;
      break;
    }
    case EventKind::officer:
      watcher.officer(event);
      officers_[event.server] = {static_cast<OfficerState>(event.aux), at, event.value};
      break;
    case EventKind::order:
      watcher.order(event);
      break;
  }
}

}  // namespace crossflow

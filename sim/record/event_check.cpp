#include "sim/record/event_check.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace crossflow {
namespace {

// A server of the station, or none.
bool has_server(const StationEntry& station, std::uint16_t server) {
  return server == no_server || server < station.servers;
}

bool is_outside(const Directory& d, std::size_t station) {
  return station < d.stations.size() && d.stations[station].shape == Shape::outside;
}

// The place that the entity waits for blocks the one where it is, as the counts say.
bool can_unblock(const EntityState& e, const PortState& state) {
  if (e.phase != Phase::blocked) return true;
  const auto& by = state.stations()[e.station].blocked_by;
  const auto blocks = [&by](std::uint16_t place) {
    return std::any_of(by.begin(), by.end(), [place](const auto& each) { return each.first == place; });
  };
  if (e.server == no_server) return !state.bars(e) || blocks(e.target);
  const ServerStatus& server = state.server(e.station, e.server);
  return server.blocked > 1 || (server.blocked == 1 && blocks(server.held_by));
}

}  // namespace

bool is_known(EventKind kind) {
  return kind >= EventKind::arrived && kind <= EventKind::order;
}

bool is_within(const Event& event, const Directory& d, std::uint32_t entities) {
  if (event.tick < 0) return false;
  if (event.kind == EventKind::port) {
    return event.value >= 0 && static_cast<std::size_t>(event.value) < d.ports.size();
  }
  if (event.kind == EventKind::disruption) {
    return event.value >= 0 && static_cast<std::size_t>(event.value) < d.disruptions.size() &&
           event.server < d.ports.size();
  }
  if (event.kind == EventKind::team)
    return event.server < d.teams.size() && event.aux < team_states && event.value >= 0 &&
           (event.station < d.stations.size() || event.station == no_station);
  const bool somewhere = event.station < d.stations.size();
  if (event.kind == EventKind::officer)
    return event.entity == no_entity && event.server < d.officers.size() && event.aux < officer_states &&
           (somewhere || event.station == no_station) && event.value >= -1;
  if (event.kind == EventKind::order)
    return event.entity == no_entity && event.server < d.supervisors.size() && event.aux < orders &&
           (somewhere || event.station == no_station) && event.value >= -1;
  if (!somewhere) return false;
  const StationEntry& station = d.stations[event.station];
  if (event.kind == EventKind::server) {
    return event.server < station.servers && event.value >= 0 && event.value < server_states && event.aux <= 1;
  }
  const auto of_source = [&](bool with_option) {
    return std::any_of(d.sources.begin(), d.sources.end(), [&](const SourceEntry& source) {
      return source.station == event.station && (!with_option || !source.option.empty());
    });
  };
  if (event.kind == EventKind::stayed_away)
    return event.entity == no_entity && event.aux < d.classes.size() && event.value >= 0 && event.value < absences &&
           of_source(true);
  if (event.entity >= entities) return false;
  switch (event.kind) {
    case EventKind::arrived:
      return event.aux < d.classes.size() && station.servers >= 1 && of_source(false);
    case EventKind::elsewhere:
      return of_source(true);
    case EventKind::joined:
    case EventKind::started:
    case EventKind::moved:
      return has_server(station, event.server);
    case EventKind::ended:
      return has_server(station, event.server) && event.aux <= 1;
    case EventKind::interrupted:
      return event.server < station.servers;
    case EventKind::blocked:
      return event.value >= 0 && static_cast<std::size_t>(event.value) < d.stations.size();
    case EventKind::lodged:
      return event.value >= 0;
    case EventKind::carries:
      return event.aux >= 1 && event.aux <= contraband_kinds;
    case EventKind::checked:
      return has_server(station, event.server) &&
             event.aux <= (check_bits::alarm | check_bits::found | check_bits::search) && event.value >= 0 &&
             static_cast<std::size_t>(event.value) <= d.teams.size();
    case EventKind::chance: {
      const auto chance = std::bit_cast<float>(event.value);
      return event.aux >= 1 && event.aux <= contraband_kinds && std::isfinite(chance) && chance >= 0;
    }
    case EventKind::chose_port:
      return event.aux < chose_because && event.value >= 0 && is_outside(d, static_cast<std::size_t>(event.value)) &&
             is_outside(d, event.server) && is_outside(d, event.station);
    case EventKind::cleared:
      return event.aux < d.authorities.size();
    case EventKind::left:
      return event.aux < leavings;
    default:
      return false;
  }
}

bool can_follow(const Event& event, const PortState& state) {
  if (event.kind == EventKind::server || event.kind == EventKind::port || event.kind == EventKind::disruption ||
      event.kind == EventKind::stayed_away || event.kind == EventKind::team || event.kind == EventKind::officer ||
      event.kind == EventKind::order)
    return true;
  const auto& entities = state.entities();
  const EntityState nobody;
  const EntityState& e = event.entity < entities.size() ? entities[event.entity] : nobody;
  if (event.kind == EventKind::arrived) return e.phase == Phase::gone;
  if (e.phase == Phase::gone || !can_unblock(e, state)) return false;
  switch (event.kind) {
    case EventKind::ended:
    case EventKind::interrupted:
      return e.phase == Phase::serving && e.station == event.station && e.server == event.server;
    case EventKind::moved:
      return e.phase == Phase::waiting && e.station == event.station;
    case EventKind::blocked:
      return e.phase != Phase::serving;
    case EventKind::chose_port:
      return e.phase == Phase::outside && e.station == event.station;
    default:
      return true;
  }
}

}  // namespace crossflow

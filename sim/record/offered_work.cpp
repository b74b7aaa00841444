#include "sim/record/offered_work.hpp"

#include <algorithm>

#include "sim/record/road.hpp"

namespace crossflow {
namespace {

// The time since when a place was open for so long until now.
Tick back(const std::vector<std::pair<Tick, Tick>>& closings, Tick closed_since, Tick now, Tick open_time) {
  Tick at = std::min(now, closed_since) - open_time;
  for (auto c = closings.rbegin(); c != closings.rend() && at < c->second; ++c) at -= c->second - c->first;
  return at;
}

}  // namespace

OfferedWork::OfferedWork(const Directory& directory) : links_(directory.links), beyond_(directory.stations.size()) {
  for (const StationEntry& station : directory.stations) {
    Place place;
    place.outside = station.shape == Shape::outside;
    place.road = is_road(station);
    place.rated = station.rated && !place.road;
    place.unit = station.unit;
    place.all_is_delay = place.rated && !place.outside;
    place.servers = static_cast<std::int32_t>(station.servers);
    places_.push_back(std::move(place));
  }
}

void OfferedWork::Place::set(bool Place::*reason, bool on, Tick now) {
  const Tick until_now = stopped_until(now);
  this->*reason = on;
  stopped = until_now;
  stopped_since = now;
}

Tick OfferedWork::Place::closed_between(Tick from, Tick until) const {
  Tick sum = closed_since < until ? until - std::max(from, closed_since) : 0;
  for (auto c = closings.rbegin(); c != closings.rend() && c->second > from; ++c)
    sum += std::min(until, c->second) - std::max(from, c->first);
  return sum;
}

Tick OfferedWork::Place::first_open(Tick at) const {
  for (auto c = closings.rbegin(); c != closings.rend() && c->second > at; ++c)
    if (at >= c->first) return c->second;
  return at;
}

void OfferedWork::delayed(std::uint32_t entity, const EntityState& e, Tick now, const PortState& state) {
  Place& at = places_[e.station];
  if (at.outside) {
    // Whoever waited for the opening, or for a maximum flow, would have waited anyhow; a night that somebody was held
    // over is all delay.
    const Tick stopped = delays_[entity] + at.stopped_until(now);
    delays_[entity] = stopped > 0 ? now - back(at.closings, at.closed_since, now, stopped) : 0;
    if (at.is_blocked && state.stations()[e.station].blocked == 0) at.set(&Place::is_blocked, false, now);
    return;
  }
  const bool queued = e.phase == Phase::waiting;
  if (queued && !at.rated) return;
  const Tick closed = queued ? at.closed_between(e.since, now) : 0;
  const Tick waited = now - e.since - closed;
  // Whoever waited for the opening alone has come with it, and so is told from those who never waited.
  delays_[entity] += std::max<Tick>(1, queued ? now - back(at.closings, at.closed_since, now, waited) : waited);
}

void OfferedWork::blocked(std::uint32_t entity, const EntityState& e, Tick now) {
  Place& at = places_[e.station];
  if (!at.outside) {
    // On a road `since` stays when it came to the end.
    if (e.phase == Phase::blocked && !at.road) delays_[entity] += now - e.since;
    return;
  }
  // Who comes straight into the door has been in no line.
  if (e.phase == Phase::outside) delays_[entity] -= at.stopped_until(now);
  if (!at.is_blocked) at.set(&Place::is_blocked, true, now);
}

Tick OfferedWork::undelayed(Tick now, Tick delay) {
  return std::max<Tick>(0, now - delay);
}

std::size_t OfferedWork::half_hour_of(std::uint16_t station, Tick now, Tick delay) const {
  return static_cast<std::size_t>(places_[station].first_open(undelayed(now, delay)) / half_hour);
}

void OfferedWork::find_half(const Event& event, const EntityState& e) {
  Place& place = places_[event.station];
  const Tick delay = delays_[event.entity];
  place.half = delay == 0 && !place.all_is_delay ? e.joined_half_hour : half_hour_of(event.station, e.since, delay);
  if (place.half >= place.halves.size()) place.halves.resize(place.half + 1);
  if (place.all_is_delay) place.half_from = static_cast<Tick>(place.half) * half_hour;
}

OfferedWork::Half& OfferedWork::half_of(std::uint16_t station, std::size_t half) {
  std::vector<Half>& halves = places_[station].halves;
  if (half >= halves.size()) halves.resize(half + 1);
  return halves[half];
}

void OfferedWork::interrupted(const Event& event, const EntityState& e, bool last) {
  if (!last) return;
  half_of(event.station, half_hour_of(event.station, e.since, delays_[event.entity])).work += event.tick - e.since;
}

void OfferedWork::left(const Event& event, const EntityState& e, const PortState& state) {
  const auto how = static_cast<Leaving>(event.aux);
  if (how == Leaving::done || how == Leaving::diverted || how == Leaving::left_behind) return;
  const Tick delay = delays_[event.entity];
  const bool balked = how == Leaving::balked;
  const Place& at = places_[event.station];
  if ((balked || e.phase == Phase::waiting) && !at.outside && e.kind == at.unit)
    ++half_of(event.station, half_hour_of(event.station, event.tick, delay)).not_served;
  if (balked || delay > 0 || state.has_entered(e)) never_came(event.station, e, event.tick, delay);
}

void OfferedWork::server_changed(const Event& event, const PortState& state) {
  Place& place = places_[event.station];
  const auto closed_by_hours = static_cast<std::size_t>(ServerState::closed_by_hours);
  // A door that a supervisor holds is closed to the crowd, and not by hours.
  const bool closed = state.stations()[event.station].servers[closed_by_hours] == place.servers && !place.is_held;
  if (closed == (place.closed_since != never)) return;
  if (!closed) place.closings.emplace_back(place.closed_since, event.tick);
  place.closed_since = closed ? event.tick : never;
  place.all_is_delay = false;
  place.half_from = never;
}

void OfferedWork::ordered(const Event& event) {
  const auto order = static_cast<Order>(event.aux);
  if (event.station == no_station) return;
  if (order == Order::hold || order == Order::let_in)
    places_[event.station].set(&Place::is_held, order == Order::hold, event.tick);
}

void OfferedWork::finish(Tick end, const PortState& state) {
  for (std::size_t i = 0; i < state.entities().size(); ++i) {
    const EntityState& e = state.entities()[i];
    if (e.phase == Phase::gone) continue;
    Tick since = end;
    if (e.phase == Phase::waiting || e.phase == Phase::blocked) {
      delayed(static_cast<std::uint32_t>(i), e, end, state);
    } else {
      since = e.since;
    }
    const Tick delay = delays_[i];
    const bool here = e.phase == Phase::waiting || (e.phase == Phase::serving && e.server != no_server);
    if (here && state.has_entered(e) && e.kind == places_[e.station].unit)
      ++half_of(e.station, half_hour_of(e.station, since, delay)).not_served;
    if (delay > 0) never_came(e.station, e, since, delay);
  }
}

// He might have come to any place behind this one.
void OfferedWork::never_came(std::uint16_t from, const EntityState& e, Tick now, Tick delay) {
  const Tick at = undelayed(now, delay);
  for (const std::uint16_t station : beyond(from))
    if (places_[station].unit == e.kind) ++half_of(station, static_cast<std::size_t>(at / half_hour)).kept_away;
}

std::span<const std::uint16_t> OfferedWork::beyond(std::uint16_t station) {
  std::vector<std::uint16_t>& found = beyond_[station];
  if (!found.empty()) return found;
  std::vector<bool> seen(places_.size());
  std::vector<std::uint16_t> next{station};
  while (!next.empty()) {
    const std::uint16_t from = next.back();
    next.pop_back();
    for (const LinkEntry& link : links_)
      if (link.from == from && !seen[link.to]) {
        seen[link.to] = true;
        next.push_back(link.to);
        if (places_[link.to].servers > 0) found.push_back(link.to);
      }
  }
  return found;
}

void OfferedWork::add_rows(std::uint32_t replication, ResultRows& rows) const {
  for (std::size_t i = 0; i < places_.size(); ++i)
    for (std::size_t h = 0; h < places_[i].halves.size(); ++h) {
      const Half& half = places_[i].halves[h];
      if (half.not_served + half.served + half.work + half.kept_away == 0) continue;
      rows.of<WorkRow>().push_back({replication, static_cast<std::uint16_t>(i),
                                    to_seconds(static_cast<Tick>(h) * half_hour), half.not_served + half.served,
                                    half.served, to_seconds(half.work), half.kept_away});
    }
}

}  // namespace crossflow

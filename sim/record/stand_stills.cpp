#include "sim/record/stand_stills.hpp"

#include <algorithm>

namespace crossflow {

StandStills::StandStills(const Directory& directory) : next_(directory.officers.empty() ? never : minute) {
  for (const StationEntry& station : directory.stations) posts_.push_back(!station.post_skill.empty());
  for (const OfficerEntry& officer : directory.officers) {
    std::vector<bool>& stations = has_skill_.emplace_back();
    for (const StationEntry& station : directory.stations)
      stations.push_back(!station.post_skill.empty() && has_skill(directory.pools[officer.pool], station.post_skill));
  }
}

bool StandStills::is_held(const StationStatus& s, std::uint16_t station) const {
  return posts_[station] && s.blocked > 0 && s.blocked == s.open();
}

bool StandStills::is_unmanned(const StationStatus& s, std::uint16_t station) const {
  return posts_[station] && s.open() == 0 && s.waiting + s.held > 0 &&
         s.servers[static_cast<std::size_t>(ServerState::no_officer)] > 0;
}

bool StandStills::waits_for(std::uint16_t from, std::uint16_t to, const PortState& state) const {
  const StationStatus& a = state.stations()[from];
  const StationStatus& b = state.stations()[to];
  if (is_held(a, from) && is_unmanned(b, to))
    return std::any_of(a.blocked_by.begin(), a.blocked_by.end(),
                       [&](const auto& by) { return state.root_of(by.first) == to; });
  if (!is_unmanned(a, from) || !is_held(b, to)) return false;
  for (std::size_t o = 0; o < state.officers().size(); ++o) {
    const OfficerStatus& officer = state.officers()[o];
    const bool there = officer.state == OfficerState::at_post || officer.state == OfficerState::finishing;
    if (there && officer.station == to && has_skill_[o][from]) return true;
  }
  return false;
}

// From the lowest unmanned place on, each the first that the one before waits for; empty if that comes back nowhere.
std::vector<std::uint16_t> StandStills::ring(const PortState& state) const {
  std::vector<std::uint16_t> places;
  bool any_unmanned = false, any_held = false;
  for (std::uint16_t s = 0; s < state.stations().size(); ++s) {
    const bool unmanned = is_unmanned(state.stations()[s], s), held = is_held(state.stations()[s], s);
    any_unmanned = any_unmanned || unmanned;
    any_held = any_held || held;
    if (unmanned || held) places.push_back(s);
  }
  if (!any_unmanned || !any_held) return {};
  // Whoever waits for nobody here is in no ring; when no such place is left, every one leads into a ring.
  for (std::size_t before = 0; before != places.size();) {
    before = places.size();
    std::erase_if(places, [&](std::uint16_t from) {
      return std::none_of(places.begin(), places.end(), [&](std::uint16_t to) { return waits_for(from, to, state); });
    });
  }
  if (places.empty()) return {};
  std::vector<std::uint16_t> way{places.front()};
  for (;;) {
    const auto next =
        std::find_if(places.begin(), places.end(), [&](std::uint16_t to) { return waits_for(way.back(), to, state); });
    const auto again = std::find(way.begin(), way.end(), *next);
    if (again != way.end()) return {again, way.end()};
    way.push_back(*next);
  }
}

void StandStills::look(Tick now, const PortState& state) {
  next_ = now + minute;
  std::vector<std::uint16_t> places = ring(state);
  if (places.empty()) return;
  std::rotate(places.begin(), std::min_element(places.begin(), places.end()), places.end());
  if (!found_.empty() && found_.back().places == places && found_.back().until == now - minute) {
    found_.back().until = now;
  } else {
    found_.push_back({std::move(places), now, now});
  }
}

void StandStills::add_rows(std::uint32_t replication, std::vector<RingRow>& rows) const {
  for (const Found& found : found_) {
    if (found.until == found.from) continue;
    std::uint16_t position = 0;
    for (const std::uint16_t station : found.places)
      rows.push_back({replication, position++, station, to_seconds(found.from), to_seconds(found.until)});
  }
}

}  // namespace crossflow

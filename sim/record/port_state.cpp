#include "sim/record/port_state.hpp"

#include <algorithm>

#include "sim/record/road.hpp"

namespace crossflow {
namespace {

// The first of equals.
std::uint16_t most_blocking(const std::vector<std::pair<std::uint16_t, std::int32_t>>& by) {
  return std::max_element(by.begin(), by.end(), [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

std::int32_t blocks(const std::vector<std::pair<std::uint16_t, std::int32_t>>& by, std::uint16_t place) {
  const auto found = std::find_if(by.begin(), by.end(), [place](const auto& one) { return one.first == place; });
  return found == by.end() ? 0 : found->second;
}

}  // namespace

PortState::PortState(const Directory& directory) {
  std::uint32_t first = 0;
  for (const StationEntry& entry : directory.stations) {
    StationStatus status;
    status.first_server = first;
    status.servers[0] = static_cast<std::int32_t>(entry.servers);
    first += entry.servers;
    stations_.push_back(std::move(status));
    // Only where there is a check can somebody be cleared: a way through customs' hall starts no clock.
    const bool clears = entry.authority >= 0 && entry.servers > 0;
    fixed_.push_back({0, clears ? static_cast<std::uint8_t>(entry.authority) : no_authority,
                      entry.shape == Shape::outside, crossflow::is_road(entry), entry.unit});
  }
  for (const SourceEntry& source : directory.sources) {
    fixed_[source.station].source = static_cast<std::uint16_t>(directions_.size());
    directions_.push_back(source.direction);
  }
  for (const ClassEntry& entry : directory.classes) kinds_.push_back(entry.kind);
  servers_.resize(first);
  officers_.resize(directory.officers.size());
  teams_.resize(directory.teams.size());
}

void PortState::grow(std::uint32_t index) {
  entities_.resize(std::max<std::size_t>(index + std::size_t{1}, entities_.size() * 2));
}

bool PortState::root_moves_with(std::uint16_t at, std::uint16_t by) const {
  const auto& list = stations_[at].blocked_by;
  if (list.empty()) return true;
  const std::uint16_t most = most_blocking(list);
  const std::int32_t more = blocks(list, by) + 1;
  return by != most && std::pair{-more, by} < std::pair{-blocks(list, most), most};
}

bool PortState::root_moves_without(std::uint16_t at, std::uint16_t by) const {
  const auto& list = stations_[at].blocked_by;
  if (by != most_blocking(list)) return false;
  const std::int32_t left = blocks(list, by) - 1;
  return left == 0 || std::any_of(list.begin(), list.end(), [&](const auto& other) {
           return other.first != by && std::pair{-other.second, other.first} < std::pair{-left, by};
         });
}

void PortState::block(std::uint16_t at, std::uint16_t by) {
  StationStatus& s = stations_[at];
  const auto where = std::lower_bound(s.blocked_by.begin(), s.blocked_by.end(), std::pair{by, std::int32_t{0}});
  if (where != s.blocked_by.end() && where->first == by) {
    ++where->second;
  } else {
    s.blocked_by.insert(where, {by, 1});
    stations_[by].blocks.push_back(at);
  }
}

void PortState::unblock(std::uint16_t at, std::uint16_t by) {
  StationStatus& s = stations_[at];
  const auto where = std::lower_bound(s.blocked_by.begin(), s.blocked_by.end(), std::pair{by, std::int32_t{0}});
  CROSSFLOW_CHECK(where != s.blocked_by.end() && where->first == by, "unblocked by a place that did not block");
  if (--where->second > 0) return;
  s.blocked_by.erase(where);
  std::erase(stations_[by].blocks, at);
}

std::uint16_t PortState::mostly_blocked_by(std::uint16_t station) const {
  const auto& by = stations_[station].blocked_by;
  return by.empty() ? no_station : most_blocking(by);
}

std::uint16_t PortState::root_of(std::uint16_t station) const {
  for (std::size_t steps = 0; steps < stations_.size(); ++steps) {
    const auto& by = stations_[station].blocked_by;
    if (by.empty()) break;
    station = most_blocking(by);
  }
  return station;
}

std::uint16_t PortState::queue_behind(std::uint16_t station) const {
  for (std::size_t steps = 0; steps < stations_.size(); ++steps) {
    const auto& by = stations_[station].blocked_by;
    if (fixed_[station].authority != no_authority || by.empty()) break;
    station = most_blocking(by);
  }
  return station;
}

std::vector<std::uint16_t> PortState::ring() const {
  const auto next = [this](std::uint16_t station) { return mostly_blocked_by(station); };
  for (std::uint16_t first = 0; first < stations_.size(); ++first) {
    std::vector<std::uint16_t> places{first};
    for (std::uint16_t at = next(first); at != no_station && places.size() <= stations_.size(); at = next(at)) {
      if (at == first) return places;
      places.push_back(at);
    }
  }
  return {};
}

}  // namespace crossflow

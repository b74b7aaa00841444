#include "viz/replay/wait_sums.hpp"

#include <algorithm>

namespace crossflow::viz {
namespace {

template <class Sum>
Sum& at_minute(std::vector<Sum>& minutes, Tick tick) {
  const auto m = static_cast<std::size_t>(tick / minute);
  if (m >= minutes.size()) minutes.resize(m + 1);
  return minutes[m];
}

template <class Sum>
Sum sum_of(const std::vector<Sum>& minutes, std::size_t from, std::size_t until) {
  Sum sum;
  for (std::size_t m = from; m < std::min(until, minutes.size()); ++m) sum.add(minutes[m]);
  return sum;
}

}  // namespace

void Waits::add(const Waits& other) {
  people += other.people;
  waited += other.waited;
  longest = std::max(longest, other.longest);
}

void Clocks::add(const Clocks& other) {
  joined += other.joined;
  kept += other.kept;
  cleared += other.cleared;
  waited += other.waited;
  longest = std::max(longest, other.longest);
}

WaitSums::WaitSums(const Directory& directory)
    : directions_(std::max<std::size_t>(1, directory.directions.size())),
      classes_(directory.classes),
      stations_(directory.stations.size()),
      groups_(directory.classes.size() * directions_) {
  for (const StationEntry& station : directory.stations) posts_.push_back(!station.post_skill.empty());
}

void WaitSums::note_joining(const Event& event) {
  if (event.entity >= waits_.size()) waits_.resize(event.entity * std::size_t{2} + 1);
  waits_[event.entity] = {event.tick, 0};
}

void WaitSums::add_wait(std::uint16_t station, Tick joined, Tick wait) {
  at_minute(stations_[station], joined).add({1, wait, wait});
}

// As the statistics have it, which tell why.
void WaitSums::started(const Event& event, const EntityState& entity) {
  if (event.server == no_server || entity.phase != Phase::waiting || entity.station != event.station) return;
  const Tick wait = event.tick - entity.since;
  if (!posts_[event.station]) return add_wait(event.station, entity.since, wait);
  if (event.entity < waits_.size()) waits_[event.entity].waited += wait;
}

void WaitSums::ended(const Event& event) {
  if (event.server == no_server || !posts_[event.station] || event.entity >= waits_.size()) return;
  add_wait(event.station, waits_[event.entity].joined, waits_[event.entity].waited);
  waits_[event.entity].waited = 0;
}

void WaitSums::left_road(const EntityState& entity, Tick now) {
  add_wait(entity.station, entity.since, now - entity.since);
}

Clocks& WaitSums::clocks_at(const EntityState& entity, std::size_t direction) {
  return at_minute(groups_[entity.traveller_class * directions_ + direction], entity.clock_start);
}

void WaitSums::clock_started(const EntityState& entity, std::size_t direction) {
  ++clocks_at(entity, direction).joined;
}

void WaitSums::cleared(const EntityState& entity, std::size_t direction, Tick end) {
  const ClassEntry& of = classes_[entity.traveller_class];
  const Tick wait = std::max<Tick>(0, end - entity.clock_start);
  const bool kept = of.pledge_share <= 0 || wait <= of.pledge_limit;
  clocks_at(entity, direction).add({0, kept ? 1 : 0, 1, wait, wait});
}

Waits WaitSums::of_station(std::uint16_t station, std::size_t from, std::size_t until) const {
  return sum_of(stations_[station], from, until);
}

Clocks WaitSums::of_group(std::size_t traveller_class, std::size_t direction, std::size_t from,
                          std::size_t until) const {
  return sum_of(groups_[traveller_class * directions_ + direction], from, until);
}

}  // namespace crossflow::viz

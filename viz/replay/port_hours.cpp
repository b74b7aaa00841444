#include "viz/replay/port_hours.hpp"

#include <algorithm>
#include <utility>

namespace crossflow::viz {
namespace {

auto after(const std::vector<DoorChange>& doors, Tick now) {
  return std::upper_bound(doors.begin(), doors.end(), now, [](Tick t, const DoorChange& d) { return t < d.tick; });
}

/// The times of a span in which something holds that may begin or end at these instants alone; those that touch are
/// one.
template <class Holds>
std::vector<std::pair<Tick, Tick>> times_when(std::vector<Tick> changes, Tick from, Tick until, Holds holds) {
  changes.push_back(from);
  std::erase_if(changes, [&](Tick t) { return t < from || t >= until; });
  std::sort(changes.begin(), changes.end());
  std::vector<std::pair<Tick, Tick>> times;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (!holds(changes[i])) continue;
    const Tick end = i + 1 < changes.size() ? changes[i + 1] : until;
    if (!times.empty() && times.back().second == changes[i])
      times.back().second = end;
    else
      times.emplace_back(changes[i], end);
  }
  return times;
}

void add_changes(const Directory& directory, const Overview& overview, std::size_t port, std::vector<Tick>& changes) {
  changes.push_back(directory.ports[port].open);
  for (const DoorChange& change : overview.doors(port)) changes.push_back(change.tick);
}

}  // namespace

bool lets_in(const Directory& directory, const Overview& overview, std::size_t port, Tick now) {
  const auto& doors = overview.doors(port);
  if (doors.empty()) return now >= directory.ports[port].open;
  const auto next = after(doors, now);
  return next == doors.begin() ? !next->open : std::prev(next)->open;
}

Tick opens_next(const Directory& directory, const Overview& overview, std::size_t port, Tick now) {
  const auto& doors = overview.doors(port);
  for (auto next = after(doors, now); next != doors.end(); ++next)
    if (next->open) return next->tick;
  for (int d = 0; d < directory.days; ++d)
    if (const Tick planned = d * day + directory.ports[port].open; planned > now) return planned;
  return never;
}

bool is_shut(const Directory& directory, const Overview& overview, const PortState& state, std::size_t port, Tick now) {
  if (lets_in(directory, overview, port, now)) return false;
  for (std::size_t s = 0; s < directory.stations.size(); ++s)
    if (directory.stations[s].port == port && directory.stations[s].shape != Shape::outside &&
        state.stations()[s].inside() > 0)
      return false;
  return true;
}

std::vector<std::pair<Tick, Tick>> closed_times(const Directory& directory, const Overview& overview, Tick from,
                                                Tick until) {
  std::vector<Tick> changes;
  for (std::size_t port = 0; port < directory.ports.size(); ++port) add_changes(directory, overview, port, changes);
  return times_when(std::move(changes), from, until, [&](Tick at) {
    for (std::size_t port = 0; port < directory.ports.size(); ++port)
      if (lets_in(directory, overview, port, at)) return false;
    return true;
  });
}

std::vector<std::pair<Tick, Tick>> open_times(const Directory& directory, const Overview& overview, std::size_t port,
                                              Tick from, Tick until) {
  std::vector<Tick> changes;
  add_changes(directory, overview, port, changes);
  return times_when(std::move(changes), from, until, [&](Tick at) { return lets_in(directory, overview, port, at); });
}

}  // namespace crossflow::viz

#include "viz/replay/duties.hpp"

#include <algorithm>

namespace crossflow::viz {

Duties::Duties(Recording& recording) : recording_(recording) {
  const Directory& directory = recording.directory();
  officers_.resize(directory.officers.size());
  teams_.resize(directory.teams.size());
  std::size_t servers = 0;
  for (const StationEntry& station : directory.stations) {
    first_server_.push_back(servers);
    servers += station.servers;
  }
  servers_.resize(servers);
  came_.assign(directory.stations.size(), std::vector<bool>(directory.classes.size()));
}

bool Duties::advance(std::uint64_t events) {
  const std::uint64_t until = std::min(recording_.size(), folded_ + events);
  for (const Event& e : recording_.events(folded_, until)) {
    const auto note = [&e](std::vector<Duty>& duties, std::uint8_t state) {
      duties.push_back({e.tick, e.station, state, e.value});
    };
    if (e.kind == EventKind::joined || e.kind == EventKind::started)
      came_[e.station][recording_.entities()[e.entity].traveller_class] = true;
    if (e.kind == EventKind::officer) note(officers_[e.server], e.aux);
    if (e.kind == EventKind::team) note(teams_[e.server], e.aux);
    if (e.kind == EventKind::server && e.aux == 0)
      note(servers_[first_server_[e.station] + e.server], static_cast<std::uint8_t>(e.value));
  }
  folded_ = until;
  return folded_ == recording_.size();
}

const Duty* duty_at(const std::vector<Duty>& duties, Tick now) {
  const auto after =
      std::upper_bound(duties.begin(), duties.end(), now, [](Tick t, const Duty& d) { return t < d.tick; });
  return after == duties.begin() ? nullptr : &*std::prev(after);
}

}  // namespace crossflow::viz

#include "viz/replay/duties.hpp"

#include <algorithm>
#include <array>

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

namespace {

/// Tells of each state in turn, and from when until when it lasted within this time.
template <class Tell>
void walk(const std::vector<Duty>& duties, std::uint8_t first, Tick from, Tick until, Tell tell) {
  auto next = std::upper_bound(duties.begin(), duties.end(), from, [](Tick t, const Duty& d) { return t < d.tick; });
  std::uint8_t state = next == duties.begin() ? first : std::prev(next)->state;
  while (from < until) {
    const Tick end = next == duties.end() ? until : std::min(until, next->tick);
    if (end > from) tell(state, from, end);
    from = std::max(from, end);
    if (next == duties.end() || next->tick >= until) return;
    state = (next++)->state;
  }
}

}  // namespace

std::vector<Tick> time_by_state(const std::vector<Duty>& duties, std::uint8_t first, Tick from, Tick until) {
  std::vector<Tick> times;
  walk(duties, first, from, until, [&](std::uint8_t state, Tick begin, Tick end) {
    if (state >= times.size()) times.resize(state + std::size_t{1});
    times[state] += end - begin;
  });
  return times;
}

std::vector<std::uint8_t> longest_states(const std::vector<Duty>& duties, std::uint8_t first, Tick from, Tick until,
                                         std::size_t parts) {
  struct Longest {
    Tick lasted = 0;
    std::uint8_t state = 0;
  };
  std::vector<Longest> longest(parts);
  std::array<Tick, 16> in_part{};  // no thing has so many states
  std::size_t part = 0;
  const auto edge = [&](std::size_t i) {
    return from +
           static_cast<Tick>(static_cast<double>(until - from) * static_cast<double>(i) / static_cast<double>(parts));
  };
  walk(duties, first, from, until, [&](std::uint8_t state, Tick begin, Tick end) {
    while (begin < end && part < parts) {
      const Tick stop = std::min(end, edge(part + 1));
      in_part[state % in_part.size()] += stop - begin;
      if (in_part[state % in_part.size()] > longest[part].lasted)
        longest[part] = {in_part[state % in_part.size()], state};
      begin = stop;
      if (stop < edge(part + 1)) continue;
      in_part.fill(0);
      ++part;
    }
  });
  std::vector<std::uint8_t> states;
  for (const Longest& each : longest) states.push_back(each.state);
  return states;
}

const Duty* duty_at(const std::vector<Duty>& duties, Tick now) {
  const auto after =
      std::upper_bound(duties.begin(), duties.end(), now, [](Tick t, const Duty& d) { return t < d.tick; });
  return after == duties.begin() ? nullptr : &*std::prev(after);
}

}  // namespace crossflow::viz

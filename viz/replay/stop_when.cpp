#include "viz/replay/stop_when.hpp"

#include <algorithm>

#include "viz/replay/checked_fold.hpp"

namespace crossflow::viz {
namespace {

bool longer(const PortState& state, std::size_t station, std::int32_t than) {
  return state.stations()[station].waiting > than;
}

/// Stations that may pass the number in this time, by what is known of its minutes.
std::vector<std::uint16_t> candidates(std::int32_t queue, const Overview& overview, const PortState& state, Tick from,
                                      Tick until) {
  std::vector<std::uint16_t> may;
  const auto first = static_cast<std::size_t>(from / minute), last = static_cast<std::size_t>(until / minute);
  for (std::size_t s = 0; s < state.stations().size(); ++s) {
    if (longer(state, s, queue)) continue;
    const auto& waiting = overview.stations()[s].waiting;
    bool possible = last >= overview.minutes();
    for (std::size_t m = first; m <= last && m < overview.minutes() && !possible; ++m) possible = waiting[m] > queue;
    if (possible) may.push_back(static_cast<std::uint16_t>(s));
  }
  return may;
}

std::optional<Stopped> first_long_queue(std::int32_t queue, Recording& recording, const Overview& overview,
                                        const PortState& from_state, Tick from, Tick until) {
  const auto may = candidates(queue, overview, from_state, from, until);
  if (may.empty()) return std::nullopt;
  PortState state = from_state;
  NoWatcher nobody;
  const auto events = recording.events(recording.first_at_or_after(from + 1), recording.first_at_or_after(until + 1));
  // A number that lasted no time does not count: what an instant comes to is asked after all its events.
  for (std::size_t i = 0; i < events.size(); ++i) {
    fold_checked(state, {&events[i], 1}, nobody);
    if (i + 1 < events.size() && events[i + 1].tick == events[i].tick) continue;
    for (const std::uint16_t s : may)
      if (longer(state, s, queue)) return Stopped{events[i].tick, s};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Stopped> first_stop(const StopWhen& when, Recording& recording, const Overview& overview,
                                  const PortState& state, Tick from, Tick until) {
  std::optional<Stopped> first;
  if (when.queue > 0) first = first_long_queue(when.queue, recording, overview, state, from, until);
  if (when.pledge) {
    const auto& breaches = overview.breaches();
    const auto next =
        std::upper_bound(breaches.begin(), breaches.end(), from, [](Tick t, const Breach& b) { return t < b.tick; });
    if (next != breaches.end() && next->tick <= until && (!first || next->tick < first->tick))
      first = Stopped{next->tick, no_station};
  }
  return first;
}

}  // namespace crossflow::viz

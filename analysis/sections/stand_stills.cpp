// Stand-stills of people who wait for officers who wait for people.
#include <algorithm>
#include <map>

#include "analysis/summary_parts.hpp"

namespace crossflow {

std::vector<StandStill> summarise_stand_stills(const ResultRows& rows) {
  std::map<std::vector<std::uint16_t>, StandStill> by_places;
  for (std::size_t i = 0; i < rows.of<RingRow>().size();) {
    const RingRow& first = rows.of<RingRow>()[i];
    std::vector<std::uint16_t> places;
    do {
      places.push_back(rows.of<RingRow>()[i++].station);
    } while (i < rows.of<RingRow>().size() && rows.of<RingRow>()[i].position > 0);
    if (first.from_s < 0) continue;
    StandStill& one = by_places[places];
    one.places = places;
    const Tick from = ticks_from_seconds(first.from_s), until = ticks_from_seconds(first.until_s);
    if (one.times == 0 || until - from > one.until - one.from) {
      one.from = from;
      one.until = until;
    }
    ++one.times;
    one.lasted += until - from;
  }
  std::vector<StandStill> out;
  for (auto& [places, one] : by_places) out.push_back(std::move(one));
  std::stable_sort(out.begin(), out.end(),
                   [](const StandStill& a, const StandStill& b) { return a.lasted > b.lasted; });
  return out;
}

}  // namespace crossflow

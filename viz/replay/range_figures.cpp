#include "viz/replay/range_figures.hpp"

#include <algorithm>

namespace crossflow::viz {
namespace {

RangeOfPlace range_of_place(const Overview& overview, std::uint16_t station, std::size_t from, std::size_t until) {
  RangeOfPlace place{station, overview.waits().of_station(station, from, until)};
  const StationCourse& course = overview.stations()[station];
  for (std::size_t m = from; m < std::min(until, overview.minutes()); ++m) {
    place.waiting_s += static_cast<double>(course.waiting_s[m]);
    if (course.waiting[m] <= place.most) continue;
    place.most = course.waiting[m];
    place.most_at = static_cast<Tick>(m) * minute + minute / 2;
  }
  return place;
}

template <class Counts>
Clocks sum_of(const std::vector<RangeOfGroup>& groups, Counts counts) {
  Clocks sum;
  for (const RangeOfGroup& group : groups)
    if (counts(group)) sum.add(group.clocks);
  return sum;
}

}  // namespace

Clocks RangeFigures::all(const Directory& directory) const {
  return sum_of(groups, [&](const RangeOfGroup& g) {
    return directory.classes[g.traveller_class].kind == EntityKind::traveller;
  });
}

Clocks RangeFigures::promised(const Directory& directory) const {
  return sum_of(groups, [&](const RangeOfGroup& g) {
    const ClassEntry& of = directory.classes[g.traveller_class];
    return of.kind == EntityKind::traveller && of.pledge_share > 0;
  });
}

RangeFigures range_figures(const Overview& overview, const Directory& directory, Tick from, Tick until) {
  const auto first = static_cast<std::size_t>(from / minute);
  const auto end = static_cast<std::size_t>((until + minute - 1) / minute);
  RangeFigures figures;
  for (std::size_t c = 0; c < directory.classes.size(); ++c)
    for (std::size_t d = 0; d < directory.directions.size(); ++d) {
      const Clocks clocks = overview.waits().of_group(c, d, first, end);
      if (clocks.joined > 0) figures.groups.push_back({c, d, clocks});
    }
  for (std::size_t s = 0; s < directory.stations.size(); ++s) {
    const RangeOfPlace place = range_of_place(overview, static_cast<std::uint16_t>(s), first, end);
    figures.waiting_s += place.waiting_s;
    if (place.waiting_s > 0 || place.waits.people > 0) figures.places.push_back(place);
  }
  std::stable_sort(figures.places.begin(), figures.places.end(),
                   [](const RangeOfPlace& a, const RangeOfPlace& b) { return a.waiting_s > b.waiting_s; });
  return figures;
}

}  // namespace crossflow::viz

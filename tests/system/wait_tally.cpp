#include "tests/system/wait_tally.hpp"

#include "sim/base/check.hpp"

namespace crossflow {

WaitTally::WaitTally(const Directory& directory, Tick from, Tick to)
    : directory_(directory), from_(from), to_(to), counts_(directory.stations.size() * directory.classes.size()) {}

void WaitTally::consume(std::span<const Event> block) {
  for (const Event& event : block) {
    if (event.entity == no_entity) continue;
    if (event.entity >= people_.size()) people_.resize(2 * event.entity + 1);
    Person& person = people_[event.entity];
    if (event.kind == EventKind::arrived) {
      person = {-1, event.aux};
      continue;
    }
    Counts& counts = counts_[event.station * directory_.classes.size() + person.traveller_class];
    const bool in_time = event.tick >= from_ && event.tick < to_;
    if (event.kind == EventKind::joined) {
      person.joined = event.tick;
      counts.joined += in_time ? 1 : 0;
      continue;
    }
    const bool balked = event.kind == EventKind::left && event.aux == static_cast<std::uint8_t>(Leaving::balked);
    if (balked && in_time) ++counts.balked;
    if (person.joined < 0 || (event.kind != EventKind::started && event.kind != EventKind::left)) continue;
    if (person.joined >= from_ && person.joined < to_) {
      ++(event.kind == EventKind::started ? counts.started : counts.gave_up);
      if (event.kind == EventKind::started && event.tick > person.joined) ++counts.had_to_wait;
      counts.waited += event.tick - person.joined;
    }
    person.joined = -1;
  }
}

const WaitTally::Counts& WaitTally::of(const std::string& station, std::size_t traveller_class) const {
  return of(station_of(directory_, station), traveller_class);
}

std::uint16_t station_of(const Directory& directory, const std::string& name) {
  for (std::size_t s = 0; s < directory.stations.size(); ++s)
    if (directory.stations[s].name == "theory/" + name) return static_cast<std::uint16_t>(s);
  CROSSFLOW_CHECK(false, "no such station");
  return no_station;
}

}  // namespace crossflow

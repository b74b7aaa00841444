#include "sim/record/releases.hpp"

#include <algorithm>

namespace crossflow {

Releases::Releases(const Directory& directory)
    : classes_(directory.classes.size()), cells_(directory.directions.size() * directory.classes.size()) {
  any_ = std::any_of(directory.classes.begin(), directory.classes.end(),
                     [](const ClassEntry& c) { return c.kind == EntityKind::consignment; });
  for (std::size_t a = 0; a < directory.authorities.size(); ++a)
    if (directory.authorities[a] == release_authority) customs_ = static_cast<int>(a);
  for (const StationEntry& station : directory.stations)
    stations_.push_back({customs_ >= 0 && (station.joint || station.authority == customs_ ||
                                           (static_cast<unsigned>(station.also) >> customs_ & 1U) != 0),
                         station.inspects});
}

void Releases::arrived(const Event& event, std::uint8_t direction) {
  if (event.entity >= clocks_.size()) clocks_.resize(event.entity * std::size_t{2} + 1);
  clocks_[event.entity] = Clock{.arrived = event.tick};
  ++cell(event.aux, direction).arrived;
}

void Releases::note(const Event& event, std::uint8_t traveller_class, std::uint8_t direction) {
  Clock& clock = clocks_[event.entity];
  Cell& c = cell(traveller_class, direction);
  switch (event.kind) {
    case EventKind::lodged:
      ++c.lodged;
      clock.lodged = true;
      clock.lodged_before = event.value * second;
      c.lodged_before += event.value * second;
      break;
    case EventKind::joined:
    case EventKind::started:  // of those who come to a place without a queue
      if (stations_[event.station].customs && clock.presented < 0) {
        clock.presented = event.tick;
        ++c.presented;
      }
      if (stations_[event.station].inspects && !clock.selected) {
        clock.selected = true;
        ++c.selected;
      }
      break;
    case EventKind::cleared:
      if (event.aux == customs_) clock.released = event.tick;
      break;
    case EventKind::left:
      if (event.aux == static_cast<std::uint8_t>(Leaving::diverted)) {  // arrives at another port, and is lodged there
        --c.arrived;
        c.lodged -= clock.lodged ? 1 : 0;
        c.lodged_before -= clock.lodged_before;
        break;
      }
      if (clock.released < 0) break;
      ++c.released;
      c.to_presented += clock.presented - clock.arrived;
      c.to_released += clock.released - clock.presented;
      c.in_all[clock.selected ? 1 : 0].add(clock.released - clock.arrived);
      break;
    default:
      break;
  }
}

void Releases::add_rows(std::uint32_t replication, ResultRows& rows) const {
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const Cell& c = cells_[i];
    if (c.arrived == 0) continue;
    const auto of_class = static_cast<std::uint8_t>(i % classes_);
    const auto direction = static_cast<std::uint8_t>(i / classes_);
    rows.of<ReleaseRow>().push_back({replication, of_class, direction, c.arrived, c.presented, c.selected, c.released,
                                     c.arrived - c.released, c.lodged, to_seconds(c.lodged_before),
                                     to_seconds(c.to_presented), to_seconds(c.to_released)});
    for (const bool selected : {false, true}) {
      const auto number = static_cast<std::uint8_t>(selected ? 1 : 0);
      c.in_all[number].for_each_bin([&](Tick up_to, std::uint32_t count) {
        rows.of<ReleaseTimeRow>().push_back({replication, of_class, direction, number, to_seconds(up_to), count});
      });
    }
  }
}

}  // namespace crossflow

#include "sim/record/passages.hpp"

namespace crossflow {

Passages::Passages(const Directory& directory)
    : classes_(directory.classes.size()),
      any_(has_other_side(directory)),
      cells_(directory.directions.size() * directory.classes.size()) {
  for (const StationEntry& station : directory.stations) outside_.push_back(station.shape == Shape::outside);
}

void Passages::arrived(const Event& event) {
  if (event.entity >= clocks_.size()) clocks_.resize(event.entity * std::size_t{2} + 1);
  clocks_[event.entity] = Clock{event.tick, -1};
}

void Passages::at(const Event& event) {
  Clock& clock = clocks_[event.entity];
  if (clock.let_in < 0 && !outside_[event.station]) clock.let_in = event.tick;
}

void Passages::left(const Event& event, const EntityState& entity, std::uint8_t direction) {
  const Clock& clock = clocks_[event.entity];
  if (static_cast<Leaving>(event.aux) != Leaving::done || clock.let_in < 0) return;
  Cell& cell = cells_[static_cast<std::size_t>(direction) * classes_ + entity.traveller_class];
  ++cell.people;
  cell.outside += clock.let_in - clock.came;
  cell.inside.add(event.tick - clock.let_in);
}

void Passages::add_rows(std::uint32_t replication, ResultRows& rows) const {
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const Cell& c = cells_[i];
    if (c.people == 0) continue;
    const auto of_class = static_cast<std::uint8_t>(i % classes_);
    const auto direction = static_cast<std::uint8_t>(i / classes_);
    rows.of<PassageRow>().push_back(
        {replication, of_class, direction, c.people, to_seconds(c.outside), to_seconds(c.inside.sum())});
    c.inside.for_each_bin([&](Tick up_to, std::uint32_t count) {
      rows.of<PassageTimeRow>().push_back({replication, of_class, direction, to_seconds(up_to), count});
    });
  }
}

}  // namespace crossflow

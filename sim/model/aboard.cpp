#include "sim/model/aboard.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace crossflow {
Aboard::Aboard(const SourceBuild& build)
    : numbers_{build.scenario.days},
      classes_(&build.scenario.classes),
      carries_(&build.source.carries),
      ranks_(build.scenario.classes.size()),
      streams_(build.scenario.classes.size()) {
  for (const Carried& each : *carries_) {
    seats_.emplace_back();
    if (!each.of.empty()) seats_.back().emplace(build, seats_.size() - 1);
    lodged_.emplace_back();
    if (each.lodged) lodged_.back().emplace(*each.lodged);
  }
  std::uint8_t rank = 0;
  for (std::size_t c = 0; c < ranks_.size(); ++c) {
    if (build.scenario.classes[c].kind != EntityKind::vehicle || !brings_on_any_day(build, c)) continue;
    ranks_[c] = ++rank;
    for (std::size_t i = 0; i < carries_->size(); ++i)
      streams_[c].emplace_back(build.run, build.element(c), "aboard " + std::to_string(i));
  }
}

int Aboard::count_of(std::size_t which, std::uint8_t vehicle_class, std::uint32_t number) const {
  if (seats_[which]) return seats_[which]->count(vehicle_class, number);
  return drawn((*carries_)[which].number_share, streams_[vehicle_class][which].uniform(number));
}

int Aboard::count(std::uint8_t vehicle_class, std::uint32_t number) const {
  int sum = 0;
  for (std::size_t i = 0; i < carries_->size(); ++i) sum += count_of(i, vehicle_class, number);
  return sum;
}

Aboard::Seat Aboard::seat_at(const Entity& vehicle, std::uint16_t offset) const {
  int place = offset - 1;
  for (std::size_t i = 0; i < carries_->size(); ++i) {
    const int here = count_of(i, vehicle.traveller_class, vehicle.number);
    if (place < here) return {i, place};
    place -= here;
  }
  CROSSFLOW_CHECK(false, "a place that the vehicle does not have");
  return {};
}

void Aboard::seat(const Entity& vehicle, std::uint16_t offset, Entity& member) const {
  const std::uint8_t of = vehicle.traveller_class;
  CROSSFLOW_CHECK((vehicle.number & ~numbers_.day_mask()) < carried::most_vehicles(numbers_.days),
                  "more vehicles than numbers");
  member.number = carried::number(vehicle.number, ranks_[of] - 1U, offset);
  const Seat seat = seat_at(vehicle, offset);
  const double u = streams_[of][seat.which].uniform(vehicle.number, 0, static_cast<std::uint32_t>(1 + seat.place));
  member.traveller_class = seats_[seat.which] ? seats_[seat.which]->class_at(of, vehicle.number, seat.place, u)
                                              : static_cast<std::uint8_t>(drawn((*carries_)[seat.which].mix, u));
}

int Aboard::travellers(const Entity& member) const {
  Entity vehicle;
  vehicle.number = carried::vehicle_of(member.number, numbers_);
  const auto of_class = std::find(ranks_.begin(), ranks_.end(), member.vehicle_party);
  vehicle.traveller_class = static_cast<std::uint8_t>(of_class - ranks_.begin());
  int sum = 0;
  for (std::uint16_t offset = 1; offset < member.party_size; ++offset) {
    Entity other;
    seat(vehicle, offset, other);
    if ((*classes_)[other.traveller_class].kind == EntityKind::traveller) ++sum;
  }
  return sum;
}

std::optional<std::int32_t> Aboard::lodged(const Entity& vehicle, std::uint16_t offset) const {
  const Seat seat = seat_at(vehicle, offset);
  if (!lodged_[seat.which]) return std::nullopt;
  // The visit 0 is for who is aboard.
  const double u = streams_[vehicle.traveller_class][seat.which].uniform(vehicle.number, 1,
                                                                         static_cast<std::uint32_t>(1 + seat.place));
  return static_cast<std::int32_t>((*lodged_[seat.which])(u));
}

}  // namespace crossflow

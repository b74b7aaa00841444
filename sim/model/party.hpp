// Who belongs together, even when they have parted.
#pragma once

#include <cstdint>
#include <tuple>

#include "sim/kernel/entity.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// The numbers of a day's travellers start here, of a class of a source: eight bits say which day, the others who. A
/// run of more than 128 days has nine, of which the last is the highest of the others: half as many numbers in a day.
constexpr std::uint32_t first_number(int index) {
  return (static_cast<std::uint32_t>(index) & 0xffU) << 24U | (static_cast<std::uint32_t>(index) >> 8U) << 23U;
}

/// How the numbers of a run of so many days are parted.
struct Numbers {
  static constexpr int blocks = 128;  ///< behind all days, of the same size: disruptions take them
  int days;
  constexpr bool many_days() const { return days > blocks; }
  /// Of a class of a source in a day.
  constexpr std::uint32_t in_a_day() const { return many_days() ? 1U << 23U : 1U << 24U; }
  constexpr int first_block() const { return many_days() ? 366 : blocks; }
  constexpr std::uint32_t day_mask() const { return ~(in_a_day() - 1); }
  /// The day or block that a number is of.
  constexpr int index_of(std::uint32_t number) const {
    return static_cast<int>(number >> 24U | (many_days() ? (number >> 23U & 1U) << 8U : 0U));
  }
};

/// A day's vehicles of a class that carry somebody are numbered from 0 to below 2^15, or in a run of many days below
/// 2^14; a source has up to 8 classes of them, and each has up to 63 aboard. Whoever is aboard is numbered by vehicle,
/// the class of the vehicle among those of its source, and place: so he keeps his number whatever else comes, and no
/// two of a source have the same.
namespace carried {
constexpr std::uint32_t place_bits = 6, class_bits = 3;
constexpr std::size_t most_classes = 1U << class_bits;
constexpr std::uint32_t most_vehicles(int days) {
  return Numbers{days}.in_a_day() >> (class_bits + place_bits);
}

/// The number of a vehicle within its day, which is below most_vehicles.
constexpr std::uint32_t within_day(std::uint32_t vehicle) {
  return vehicle & (most_vehicles(1) - 1);
}

constexpr std::uint32_t number(std::uint32_t vehicle, std::uint32_t vehicle_class, std::uint32_t place) {
  return (vehicle - within_day(vehicle)) | within_day(vehicle) << (class_bits + place_bits) |
         vehicle_class << place_bits | place;
}

/// The number of the vehicle in which somebody came, from his own.
constexpr std::uint32_t vehicle_of(std::uint32_t number, Numbers numbers) {
  return (number & numbers.day_mask()) | (number & ~numbers.day_mask()) >> (class_bits + place_bits);
}
}  // namespace carried

/// The same for all members of a party, different for all others. To be used as a key; its order means nothing.
using PartyKey = std::tuple<std::uint16_t, std::uint16_t, std::uint32_t>;

inline PartyKey party_of(const Entity& e) {
  constexpr std::uint16_t of_vehicle = 0x100;
  if (e.vehicle_party == 0) return {e.source, e.traveller_class, e.number - e.party_offset};
  if (e.party_offset > 0) return {e.source, of_vehicle, e.number - e.party_offset};
  return {e.source, of_vehicle, carried::number(e.number, e.vehicle_party - 1U, 0)};
}

}  // namespace crossflow

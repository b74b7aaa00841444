// Who belongs together, even when they have parted.
#pragma once

#include <cstdint>
#include <tuple>

#include "sim/kernel/entity.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// The numbers of a day's travellers start here: 2^24 of a class in a day are enough.
constexpr std::uint32_t first_number(int day_index) {
  return static_cast<std::uint32_t>(day_index) << 24U;
}

/// A day's vehicles of a class that carry somebody are numbered from 0 to below 2^15, a source has up to 8 classes of
/// them, and each has up to 63 aboard. Whoever is aboard is numbered by vehicle, the class of the vehicle among those
/// of its source, and place: so he keeps his number whatever else comes, and no two of a source have the same.
namespace carried {
constexpr std::uint32_t place_bits = 6, class_bits = 3, vehicle_bits = 15;
constexpr std::uint32_t most_vehicles = 1U << vehicle_bits;
constexpr std::size_t most_classes = 1U << class_bits;
constexpr std::uint32_t day_mask = 0xffU << 24U;

constexpr std::uint32_t number(std::uint32_t vehicle, std::uint32_t vehicle_class, std::uint32_t place) {
  return (vehicle & day_mask) | (vehicle & (most_vehicles - 1)) << (class_bits + place_bits) |
         vehicle_class << place_bits | place;
}

/// The number of the vehicle in which somebody came, from his own.
constexpr std::uint32_t vehicle_of(std::uint32_t number) {
  return (number & day_mask) | (number >> (class_bits + place_bits) & (most_vehicles - 1));
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

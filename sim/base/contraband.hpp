// What an entity may carry that customs looks for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace crossflow {

/// Numbers are part of the file format.
enum class Contraband : std::uint8_t {
  none = 0,
  drugs = 1,
  explosives = 2,
  banknotes = 3,
  firearms = 4,
  tobacco = 5,
  other = 6,
};

inline constexpr std::size_t contraband_kinds = 6;  ///< none is no kind

/// As they stand in scenarios and results, by number.
inline constexpr std::array<const char*, contraband_kinds + 1> contraband_words = {
    "none", "drugs", "explosives", "banknotes", "firearms", "tobacco", "other"};

/// A number for each kind but none; 0 where nothing is said.
using ByContraband = std::array<double, contraband_kinds>;

/// The place of a kind, which is not none, in a ByContraband.
constexpr std::size_t index_of(Contraband kind) {
  return static_cast<std::size_t>(kind) - 1;
}
constexpr Contraband contraband_at(std::size_t index) {
  return static_cast<Contraband>(index + 1);
}

}  // namespace crossflow

// Who stands where among those who are at one place at one instant: the people of a train, of a row of a list, of a
// coach.
#pragma once

#include <cstdint>
#include <vector>

namespace crossflow {

/// Each of them has drawn a number, keyed by who he is; those of one class share theirs out in the order in which they
/// stand here. So classes are mixed, whatever they are called, and a class keeps its own order. Gives each one's
/// number: the lowest comes first.
std::vector<std::uint32_t> places_of_one_instant(const std::vector<std::uint8_t>& classes,
                                                 const std::vector<std::uint32_t>& draws);

}  // namespace crossflow

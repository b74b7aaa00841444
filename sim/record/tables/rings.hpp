// Rings of places that wait for each other.
#pragma once

#include <cstdint>

#include "sim/record/tables/layout_of.hpp"

namespace crossflow {

/// A place of a ring, each of which waits for the next and the last for the first: at the end of the run full places,
/// of which none will move again; for a time also places that wait for officers who stand at the next, see
/// stand_stills.hpp.
struct RingRow {
  std::uint32_t replication;
  std::uint16_t position;  ///< in the ring, from 0
  std::uint16_t station;
  double from_s = -1, until_s = -1;  ///< of a stand-still that waits for officers; else -1

  static h5::Layout<RingRow> layout();
};

}  // namespace crossflow

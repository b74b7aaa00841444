// Consignments from clock point to clock point.
#pragma once

#include <cstdint>

#include "sim/record/tables/layout_of.hpp"

namespace crossflow {

/// Consignments by class and direction, from clock point to clock point.
struct ReleaseRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction;
  std::int64_t arrived, presented, selected, released;
  std::int64_t unfinished;  ///< arrived, and not released
  std::int64_t lodged;      ///< of which it is known when their data was lodged
  double lodged_before_s;   ///< sum over these: before their arrival
  double to_presented_s;    ///< sum over those released: from arriving
  double to_released_s;     ///< sum over those released: from being presented

  static h5::Layout<ReleaseRow> layout();
};

/// How long those that were released took from arriving: a histogram.
struct ReleaseTimeRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction;
  std::uint8_t selected;  ///< 1: for a check
  double up_to_s;         ///< upper edge of the bin
  std::uint32_t count;

  static h5::Layout<ReleaseTimeRow> layout();
};

}  // namespace crossflow

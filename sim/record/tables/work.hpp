// Work offered to stations.
#pragma once

#include <cstdint>

#include "sim/record/tables/layout_of.hpp"

namespace crossflow {

/// Work offered to a station: of those who would have come in this half-hour had they waited nowhere before, as
/// offered_work.hpp reckons it.
struct WorkRow {
  std::uint32_t replication;
  std::uint16_t station;
  double from_s;
  std::int64_t offered;        ///< came to its queue, if perhaps later; who turned away at its sight included
  std::int64_t served;         ///< of these
  double work_s;               ///< server-seconds that these took
  std::int64_t kept_away = 0;  ///< never came here, and might have: held or gave up at a place from which people do

  static h5::Layout<WorkRow> layout();
};

}  // namespace crossflow

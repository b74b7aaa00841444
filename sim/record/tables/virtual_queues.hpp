// Those who wait elsewhere before they come.
#pragma once

#include <cstdint>

#include "sim/record/tables/layout_of.hpp"

namespace crossflow {

/// Those who wait elsewhere before they come, by booking or until they are called.
struct VirtualQueueRow {
  std::uint32_t replication;
  std::uint16_t source;
  std::uint8_t traveller_class;
  std::int64_t came;                          ///< of those who wanted to
  std::int64_t no_slot, no_show, not_called;  ///< the others
  double waited_s;                            ///< sum over those who came, elsewhere
  double early_s;                             ///< sum over those who came before the time that they wanted

  static h5::Layout<VirtualQueueRow> layout();
};

/// How long those who came had waited elsewhere: a histogram.
struct VirtualQueueTimeRow {
  std::uint32_t replication;
  std::uint16_t source;
  std::uint8_t traveller_class;
  double up_to_s;  ///< upper edge of the bin; 0 holds those who came early
  std::uint32_t count;

  static h5::Layout<VirtualQueueTimeRow> layout();
};

}  // namespace crossflow

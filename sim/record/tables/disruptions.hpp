// Who had to wait because of disruptions.
#pragma once

#include <cstdint>

#include "sim/record/tables/layout_of.hpp"

namespace crossflow {

/// A disruption at a port: how many of a kind of entity had to wait (in queues, held upstream, outside).
struct DisruptionRow {
  std::uint32_t replication;
  std::uint16_t disruption, port;
  std::uint8_t kind;  ///< EntityKind
  std::int64_t before, most, at_end;
  double cleared_s;  ///< from its end until it was cleared, see disruptions.hpp; -1: that never came

  static h5::Layout<DisruptionRow> layout();
};

}  // namespace crossflow

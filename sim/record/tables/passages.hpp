// The way through both sides' checks.
#pragma once

#include <cstdint>

#include "sim/record/tables/layout_of.hpp"

namespace crossflow {

/// The way of those who went through, from door to door, where both sides clear them.
struct PassageRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction;
  std::int64_t people;  ///< went through
  double outside_s;     ///< sum: from coming to the port to being let in
  double inside_s;      ///< sum: from there to leaving

  static h5::Layout<PassageRow> layout();
};

/// How long they were inside: a histogram.
struct PassageTimeRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction;
  double up_to_s;  ///< upper edge of the bin
  std::uint32_t count;

  static h5::Layout<PassageTimeRow> layout();
};

}  // namespace crossflow

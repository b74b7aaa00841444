// Those who came to another port than they meant.
#pragma once

#include <cstdint>

#include "sim/record/tables/layout_of.hpp"

namespace crossflow {

/// Those of a class who came to another port than they meant, or were sent on from it.
struct PortChoiceRow {
  std::uint32_t replication;
  std::uint16_t from_source, to_source;
  std::uint8_t traveller_class;
  std::uint8_t reason;  ///< ChoseBecause
  std::int64_t count;

  static h5::Layout<PortChoiceRow> layout();
};

}  // namespace crossflow

// What checks found and missed.
#pragma once

#include <cstdint>

#include "sim/record/tables/layout_of.hpp"

namespace crossflow {

/// What checks found of one kind of contraband, by class and direction; in the row of contraband 0 (none), of all
/// kinds together.
struct RiskRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction;
  std::uint8_t contraband;  ///< Contraband
  std::int64_t entities;    ///< clean and carriers
  std::int64_t clean;       ///< came and carried nothing
  std::int64_t carriers;    ///< came with contraband of this kind
  std::int64_t found;       ///< of these
  std::int64_t selected;    ///< of the carriers, or of all where contraband is 0: had at least one check
  std::int64_t searched;    ///< the same: had at least one search
  double chance_sum;        ///< sum over the clean: the chance that each had been found had it carried this kind

  static h5::Layout<RiskRow> layout();
};

/// The checks of a station.
struct CheckRow {
  std::uint32_t replication;
  std::uint16_t station;
  std::uint8_t traveller_class;
  std::uint8_t contraband;  ///< Contraband, none for those who carried nothing
  std::int64_t checked, alarms, found;

  static h5::Layout<CheckRow> layout();
};

}  // namespace crossflow

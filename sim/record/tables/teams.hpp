// What detector dog teams did.
#pragma once

#include <cstdint>

#include "sim/record/tables/layout_of.hpp"

namespace crossflow {

/// What a detector dog team did.
struct TeamRow {
  std::uint32_t replication;
  std::uint16_t team;
  std::int64_t searches, screened, alerts;
  double worked_s;  ///< searching and on patrol
  double walked_s, rested_s, on_duty_s;
  double longest_work_s;    ///< work without a rest between
  double rest_kept_s;       ///< of worked_s, with at most 30 effective minutes of work since a rest
  double most_effective_s;  ///< effective work since a rest, at its most

  static h5::Layout<TeamRow> layout();
};

}  // namespace crossflow

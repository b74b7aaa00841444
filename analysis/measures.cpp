#include "analysis/measures.hpp"

namespace crossflow {

const std::vector<const MeasureKind*>& all_measures() {
  static const std::vector<const MeasureKind*> all{
      &waiting_measure(),       &clearance_time_measure(), &kept_measure(),        &minutes_beyond_measure(),
      &longest_queue_measure(), &throughput_measure(),     &utilisation_measure(), &release_time_measure(),
      &selected_measure(),      &not_cleared_measure(),
  };
  return all;
}

}  // namespace crossflow

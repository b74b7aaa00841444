#include "analysis/measures.hpp"

namespace crossflow {

const std::vector<const MeasureKind*>& all_measures() {
  static const std::vector<const MeasureKind*> all{
      &waiting_measure(),
      &clearance_time_measure(),
      &kept_measure(),
      &minutes_beyond_measure(),
      &longest_queue_measure(),
      &throughput_measure(),
      &utilisation_measure(),
      &release_time_measure(),
      &selected_measure(),
      &not_cleared_measure(),
      &chance_of_finding_measure(),
      &missed_measure(),
      &dog_searches_measure(),
      &rest_kept_measure(),
      &rostered_hours_measure(),
      &officer_hours_measure(),
      &officer_hours_at_post_measure(),
      &overtime_measure(),
      &orders_measure(),
      &last_clearance_measure(),
      &share_of_the_day_measure(),
      &days_over_measure(),
      &busiest_hour_measure(),
  };
  return all;
}

}  // namespace crossflow

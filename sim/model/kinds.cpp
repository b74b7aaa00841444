#include "sim/model/kinds.hpp"

#include "sim/model/dogs/rest_policy.hpp"

namespace crossflow {

const Kinds& all_kinds() {
  static const Kinds kinds{
      {&hall_kind(),
       &corridor_kind(),
       &counter_kind(),
       &e_channel_kind(),
       &red_channel_kind(),
       &green_channel_kind(),
       &baggage_scanner_kind(),
       &search_kind(),
       &regroup_kind(),
       &road_kind(),
       &kiosk_lanes_kind(),
       &coach_set_down_kind(),
       &coach_pick_up_kind(),
       &shuttle_kind(),
       &secondary_kind(),
       &vehicle_scanner_kind(),
       &image_reading_kind(),
       &vehicle_search_kind(),
       &under_vehicle_robot_kind(),
       &data_hold_kind(),
       &dog_search_kind()},
      {&total_kind(), &typical_day_kind(), &timetable_kind(), &rate_kind(), &groups_kind(), &recorded_kind()},
      rest_policies()};
  return kinds;
}

}  // namespace crossflow

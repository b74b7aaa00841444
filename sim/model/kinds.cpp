#include "sim/model/kinds.hpp"

#include "sim/model/dogs/rest_policy.hpp"
#include "sim/model/supervisors/policy.hpp"

namespace crossflow {

const std::vector<const StationKind*>& station_kinds() {
  static const std::vector<const StationKind*> kinds{&hall_kind(),
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
                                                     &dog_search_kind()};
  return kinds;
}

const Kinds& all_kinds() {
  static const Kinds kinds{
      station_kinds(),
      {&total_kind(), &typical_day_kind(), &timetable_kind(), &rate_kind(), &groups_kind(), &recorded_kind()},
      {&servers_down_effect(), &manual_fallback_effect(), &ports_closed_effect(), &demand_effect(),
       &extra_people_effect(), &road_closed_effect(), &other_side_stops_effect()},
      {&booking_option(), &call_option()},
      rest_policies(),
      supervisor_policies()};
  return kinds;
}

}  // namespace crossflow

// The tables of kinds: a new kind of station, of source or of effect is a file of its own, a line here and a row in
// kinds.cpp.
#pragma once

#include "sim/model/effect_kind.hpp"
#include "sim/model/source_kind.hpp"
#include "sim/model/station_kind.hpp"
#include "sim/model/virtual_queue.hpp"
#include "sim/scenario/kinds.hpp"

namespace crossflow {

const ModelStationKind& counter_kind();
const ModelStationKind& red_channel_kind();
const ModelStationKind& search_kind();
const ModelStationKind& e_channel_kind();
const ModelStationKind& hall_kind();
const ModelStationKind& corridor_kind();
const ModelStationKind& green_channel_kind();
const ModelStationKind& baggage_scanner_kind();
const ModelStationKind& regroup_kind();
const ModelStationKind& kiosk_lanes_kind();
const ModelStationKind& road_kind();
const ModelStationKind& coach_set_down_kind();
const ModelStationKind& coach_pick_up_kind();
const ModelStationKind& shuttle_kind();
const ModelStationKind& secondary_kind();
const ModelStationKind& vehicle_scanner_kind();
const ModelStationKind& image_reading_kind();
const ModelStationKind& vehicle_search_kind();
const ModelStationKind& under_vehicle_robot_kind();
const ModelStationKind& data_hold_kind();
const ModelStationKind& dog_search_kind();

const ModelSourceKind& total_kind();
const ModelSourceKind& typical_day_kind();
const ModelSourceKind& timetable_kind();
const ModelSourceKind& rate_kind();
const ModelSourceKind& groups_kind();
const ModelSourceKind& recorded_kind();

const ModelEffectKind& servers_down_effect();
const ModelEffectKind& manual_fallback_effect();
const ModelEffectKind& ports_closed_effect();
const ModelEffectKind& demand_effect();
const ModelEffectKind& extra_people_effect();
const ModelEffectKind& road_closed_effect();
const ModelEffectKind& other_side_stops_effect();

/// Those of stations alone, which effects select by.
const std::vector<const StationKind*>& station_kinds();
const ModelSourceOption& booking_option();
const ModelSourceOption& call_option();

/// All of them, for the loader, the JSON Schema and the reference page.
const Kinds& all_kinds();

}  // namespace crossflow

// The tables of kinds: a new kind of station or of source is a file of its own, a line here and a row in kinds.cpp.
#pragma once

#include "sim/model/source_kind.hpp"
#include "sim/model/station_kind.hpp"
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

/// All of them, for the loader, the JSON Schema and the reference page.
const Kinds& all_kinds();

}  // namespace crossflow

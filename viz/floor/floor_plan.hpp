// Where everything stands on the floor: as the scenario places it, and laid out from the ways that people go where it
// does not.
#pragma once

#include <vector>

#include "sim/record/directory.hpp"
#include "viz/floor/geometry.hpp"

namespace crossflow::viz {

struct StationPlan {
  Rect box;                   ///< the whole place
  Rect queue;                 ///< where its queue stands; empty where it has none
  std::vector<Rect> servers;  ///< a desk, gate, lane or bay each
  bool placed = true;         ///< by the scenario; false: laid out here
  bool upright = false;       ///< servers stand one below the other, people come from the left
};

struct FloorPlan {
  Rect all;
  std::vector<StationPlan> stations;  ///< by station; the outside line of a source before where its people enter
  std::vector<Rect> ports;            ///< around the stations of each
  std::vector<Rect> kennels;          ///< by port, where dog teams rest; empty where there are none
  std::vector<Rect> officers_rooms;   ///< by port, for those without a post; likewise
};

FloorPlan floor_plan(const Directory& directory);

}  // namespace crossflow::viz

// What stations are called and how many wait there, written on the floor: beside the place or in it, never in another
// one's, and never one over another. A number that has no room there stands apart, with a line to its place.
#pragma once

#include "viz/app/session.hpp"
#include "viz/panels/floor_view.hpp"

namespace crossflow::viz {

/// With two runs of one plan the same labels stand in both.
void draw_floor_labels(const Session& session, const Run& run, const FloorBrush& brush);

/// A label, on the screen.
struct FloorLabel {
  std::string words;
  Rect box;
  std::uint16_t station = no_station;  ///< that it tells of; none: of a port or a room
  bool apart = false;                  ///< with a line to the station
};
/// Those of a run as they were drawn last, for tests.
const std::vector<FloorLabel>& drawn_labels(const Run& run);

}  // namespace crossflow::viz

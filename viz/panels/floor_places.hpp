// Where things stand on the floor and on the screen, and what lies under the pointer.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "viz/app/session.hpp"
#include "viz/panels/floor_view.hpp"

namespace crossflow::viz {

/// Of a run, where a subject of it is, as far as it is on the floor at all.
std::optional<Rect> place_of(const Run& run, const Subject& subject);
/// Of a run: people first, then who serves them, then the place.
Subject under_pointer(const Run& run, const FloorBrush& brush, ImVec2 pointer);

/// The floor as it was drawn last.
struct FloorSeen {
  FloorView view;
  ImVec2 size;  ///< of one run's
  const Recording* of = nullptr;
  std::array<Rect, 2> pieces{};  ///< of the screen, by run
};
const FloorSeen& floor_seen();

struct FloorPlace {
  Subject subject;
  Rect box;  ///< pixels
};
/// Stations, servers, officers and dog teams of all runs, as far as they were seen.
std::vector<FloorPlace> places_on_floor(const Session& session);

}  // namespace crossflow::viz

// What stations are called and how many wait there, written on the floor where there is room and never one over
// another.
#pragma once

#include "viz/app/session.hpp"
#include "viz/panels/floor_view.hpp"

namespace crossflow::viz {

void draw_floor_labels(const Run& run, const FloorBrush& brush);

}  // namespace crossflow::viz

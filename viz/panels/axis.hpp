// The axis of time that the strip and all charts share, where it is drawn: its lines and times of day, the range that
// was taken, and what the mouse does on it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <imgui.h>

#include "viz/replay/time_axis.hpp"

namespace crossflow::viz {

struct AxisLabel {
  Tick tick = 0;  ///< where its line is; of a date at the left edge that has none: the edge
  std::string words;
  float left = 0;     ///< of the words
  bool date = false;  ///< at midnight, or at the left edge
};
/// What stands under the axis between two edges, none on another. Of several days each has its date; the first one that
/// is seen has it at the left edge.
std::vector<AxisLabel> axis_labels(const TimeScale& scale, float left_edge, float right_edge,
                                   float (*width_of)(const std::string&));
/// Lines from `top` to `bottom`, and below them what stands there. The edges are those of the words.
void draw_times(ImDrawList& draw, const TimeScale& scale, float top, float bottom, float left_edge, float right_edge);

/// The range that was taken, in shade.
void draw_range(ImDrawList& draw, const TimeAxis& axis, const TimeScale& scale, float top, float bottom);

/// A button without a look that takes what obey_mouse needs.
void time_button(const char* id, ImVec2 size);
/// Of the time_button before, whose row of times of day begins at the height `times`: a click or a drag says where time
/// is to go; with Shift a drag takes a range; a drag of the row, or with another button, moves the axis; the wheel
/// zooms about the mouse, with Shift it moves; a double click on the row shows all. Where the wheel scrolls what is
/// around, it zooms with Ctrl.
std::optional<Tick> obey_mouse(TimeAxis& axis, const TimeScale& scale, float times);

}  // namespace crossflow::viz

// Which part of the floor is seen: the same for all runs on the screen.
#pragma once

#include <algorithm>
#include <array>

#include <imgui.h>

#include "viz/floor/floor_plan.hpp"
#include "viz/floor/geometry.hpp"

namespace crossflow::viz {

struct FloorView {
  Point middle;              ///< metres
  float pixels_a_metre = 0;  ///< 0: to be fitted

  void fit(const Rect& all, ImVec2 size);
  /// Keeps what lies under the pointer there.
  void zoom(float factor, Point under);

  ImVec2 to_screen(Point p, ImVec2 centre) const {
    return {centre.x + (p.x - middle.x) * pixels_a_metre, centre.y + (p.y - middle.y) * pixels_a_metre};
  }
  Point to_floor(ImVec2 p, ImVec2 centre) const {
    return {middle.x + (p.x - centre.x) / pixels_a_metre, middle.y + (p.y - centre.y) / pixels_a_metre};
  }
};

/// Whether two plans are seen larger one below the other than side by side.
bool larger_stacked(const Rect& all, ImVec2 size);

/// Draws with this view on a piece of the screen.
class FloorBrush {
 public:
  FloorBrush(ImDrawList& list, const FloorView& view, ImVec2 upper_left, ImVec2 lower_right)
      : draw(list), from(upper_left), to(lower_right), view_(view), centre_((from.x + to.x) / 2, (from.y + to.y) / 2) {}

  ImDrawList& draw;
  ImVec2 from, to;

  float metres(float m) const { return m * view_.pixels_a_metre; }
  ImVec2 at(Point p) const { return view_.to_screen(p, centre_); }
  Point floor_at(ImVec2 p) const { return view_.to_floor(p, centre_); }
  ImVec2 top_left(const Rect& r) const { return at({r.x, r.y}); }
  ImVec2 bottom_right(const Rect& r) const { return at({r.right(), r.bottom()}); }
  Rect visible() const {
    const Point a = floor_at(from), b = floor_at(to);
    return {a.x, a.y, b.x - a.x, b.y - a.y};
  }
  void fill(const Rect& r, ImU32 colour, float rounding = 0) const {
    draw.AddRectFilled(top_left(r), bottom_right(r), colour, rounding);
  }
  void outline(const Rect& r, ImU32 colour, float rounding = 0, float thickness = 1) const {
    draw.AddRect(top_left(r), bottom_right(r), colour, rounding, 0, thickness);
  }

 private:
  const FloorView& view_;
  ImVec2 centre_;
};

/// Where "A" or "B" stands on its piece of the screen.
inline Rect run_badge(const FloorBrush& brush) {
  const float side = 1.5F * ImGui::GetFontSize();
  return {brush.from.x + 8, brush.from.y + 8, side, side};
}

/// Where it is said what the colours of waits mean: at the lower right, or, where that would hide a place and another
/// corner hides none, there.
inline Rect wait_key(const FloorBrush& brush, const FloorPlan& plan) {
  const float em = ImGui::GetFontSize(), width = 9 * em, height = 2.9F * em;
  const float right = brush.to.x - 9.5F * em, bottom = brush.to.y - 3.3F * em;
  const std::array<Rect, 3> spots{Rect{right, bottom, width, height},
                                  Rect{right, brush.from.y + 0.4F * em, width, height},
                                  Rect{(brush.from.x + brush.to.x - width) / 2, bottom, width, height}};
  for (const Rect& spot : spots) {
    const bool hides = std::any_of(plan.stations.begin(), plan.stations.end(), [&](const StationPlan& station) {
      const ImVec2 a = brush.top_left(station.box), b = brush.bottom_right(station.box);
      return spot.touches({a.x, a.y, b.x - a.x, b.y - a.y});
    });
    if (!hides) return spot;
  }
  return spots.front();
}

}  // namespace crossflow::viz

// Points and rectangles on the floor, in metres: x to the right, y down.
#pragma once

namespace crossflow::viz {

struct Point {
  float x = 0, y = 0;
};

struct Rect {
  float x = 0, y = 0, width = 0, height = 0;
  float right() const { return x + width; }
  float bottom() const { return y + height; }
  Point middle() const { return {x + width / 2, y + height / 2}; }
  bool holds(Point p) const { return p.x >= x && p.y >= y && p.x < right() && p.y < bottom(); }
  bool touches(const Rect& o) const { return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom(); }
};

}  // namespace crossflow::viz

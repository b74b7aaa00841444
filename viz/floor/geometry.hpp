// Points and rectangles on the floor, in metres: x to the right, y down.
#pragma once

#include <algorithm>

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

/// The least that holds both; of an empty one the other.
inline Rect around(const Rect& a, const Rect& b) {
  if (a.width <= 0) return b;
  if (b.width <= 0) return a;
  const float x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

}  // namespace crossflow::viz

// When a frame is drawn: while something changes, and else not at all.
#pragma once

#include "viz/app/session.hpp"

namespace crossflow::viz {

class Pace {
 public:
  /// Once a turn of the program's loop. `touched`: somebody did something with mouse, keyboard or window; `changed`:
  /// what is shown has changed by itself; `typing`: a cursor blinks. Whether a frame is to be drawn, which then is.
  bool draws(bool touched, bool changed, bool typing, double now_s);
  /// How long the next turn may wait for somebody to do something. Of a window that nobody can see no frames are drawn.
  double rest(const Session& session, bool seen, double now_s) const;

 private:
  int left_ = settling;               // frames still to be drawn
  double drawn_at_s_ = -1;            // the last one
  static constexpr int settling = 6;  // panels know their sizes, and tables their widths
};

}  // namespace crossflow::viz

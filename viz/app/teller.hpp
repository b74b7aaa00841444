// What the window shows, as words on standard output: for scripts, and for who cannot see it.
#pragma once

#include "viz/app/session.hpp"

namespace crossflow::viz {

/// Tells where everything stands on the floor, and after each click what the window says of what is selected.
class Teller {
 public:
  /// Between ImGui's NewFrame and Render, in place of draw_all.
  void draw(Session& session);

 private:
  int frames_ = 0;  // since something else was selected
  Subject told_;
};

}  // namespace crossflow::viz

// Keys that were pressed between two frames, however few of these there are a second: none is lost.
#pragma once

#include <deque>
#include <vector>

namespace crossflow::viz {

struct KeyEvent {
  int key = 0, scancode = 0, action = 0, mods = 0;  ///< as GLFW says them
};

/// A press of a key, or its repetition while it is held.
struct KeyPress {
  int key = 0;
  bool shift = false, ctrl = false, repeated = false;
};

/// ImGui sees a key as up or down once a frame, so that one that goes down and up between two frames would never have
/// been down: of each key it gets one event a frame. Commands get all presses at once.
class KeyQueue {
 public:
  void add(const KeyEvent& event);
  bool empty() const { return events_.empty() && presses_.empty(); }
  /// What ImGui is to see in the next frame; what has to wait for the one after it stays.
  std::vector<KeyEvent> take_events();
  /// All presses since this was asked.
  std::vector<KeyPress> take_presses();

 private:
  std::deque<KeyEvent> events_;
  std::vector<KeyPress> presses_;
};

}  // namespace crossflow::viz

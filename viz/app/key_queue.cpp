#include "viz/app/key_queue.hpp"

#include <set>
#include <utility>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace crossflow::viz {

void KeyQueue::add(const KeyEvent& event) {
  events_.push_back(event);
  if (event.action == GLFW_RELEASE) return;
  presses_.push_back({event.key, (event.mods & GLFW_MOD_SHIFT) != 0, (event.mods & GLFW_MOD_CONTROL) != 0,
                      event.action == GLFW_REPEAT});
}

std::vector<KeyEvent> KeyQueue::take_events() {
  std::vector<KeyEvent> now;
  std::set<int> seen;
  while (!events_.empty()) {
    const bool same_again = !seen.insert(events_.front().key).second;
    if (same_again && events_.front().action != GLFW_REPEAT) break;
    now.push_back(events_.front());
    events_.pop_front();
  }
  return now;
}

std::vector<KeyPress> KeyQueue::take_presses() {
  return std::exchange(presses_, {});
}

}  // namespace crossflow::viz

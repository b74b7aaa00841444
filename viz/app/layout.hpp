// Where panels lie: the floor in the middle, a column at the right, the timeline below, a line above. Sizes follow the
// window; what lies between can be dragged.
#pragma once

#include "viz/app/key_queue.hpp"
#include "viz/app/session.hpp"

namespace crossflow::viz {

/// Draws everything for one frame, between ImGui's NewFrame and Render. `aloud`: and says all its words on standard
/// output.
void draw_all(Session& session, bool aloud = false);
/// What keys that were pressed do, all of them in order; those that ImGui wants for text are left alone.
void obey_keys(Session& session, const std::vector<KeyPress>& presses);

/// By id; true if there is such a panel.
bool toggle_panel(Session& session, const std::string& id);

}  // namespace crossflow::viz

// The selected person or vehicle in two runs, side by side.
#pragma once

#include "viz/app/session.hpp"

namespace crossflow::viz {

/// How long it waited in either, and where.
void draw_selected_in_both(Session& session);

}  // namespace crossflow::viz

// What is read first, above the floor: the time, where it is worst now, whether pledges are kept, and what was jumped
// to.
#pragma once

#include "viz/app/session.hpp"

struct ImVec2;

namespace crossflow::viz {

/// At the cursor, as wide as given; the cursor is below it afterwards.
void draw_floor_banner(Session& session, float width);

}  // namespace crossflow::viz

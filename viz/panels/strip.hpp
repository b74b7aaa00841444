// The strip of the day under the picture, and what moves time by it.
#pragma once

#include "viz/app/session.hpp"

namespace crossflow::viz {

/// The queues of the day, its incidents, missed pledges and bookmarks; click and drag on it move time.
void draw_strip(Session& session);
/// What the strip counts: the selected station's queue, or all who wait. A line of text.
void draw_strip_choice(Session& session);

void loop_from_here(TimeControl& time);
void loop_until_here(TimeControl& time);

}  // namespace crossflow::viz

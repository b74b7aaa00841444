// What lies on the strip of the day beside its queues: missed pledges, incidents, bookmarks, the loop, the instant.
#pragma once

#include <string>

#include <imgui.h>

#include "viz/app/session.hpp"

namespace crossflow::viz {

/// When the port is closed, in shade.
void draw_closed(ImDrawList& draw, const Session& session, const TimeScale& scale, float top, float bottom);
/// How many pledges a run missed, as a row of red that is the darker the more there were.
void draw_breaches(ImDrawList& draw, const Run& run, const TimeScale& scale, float top, float bottom);
/// Marks at the top edge; those under the mouse are told of in `tip`.
void draw_incidents(ImDrawList& draw, const Session& session, const TimeScale& scale, float top, float size,
                    std::string& tip);
/// The one under the mouse is told of in `tip`, and goes when the right button is pressed.
void draw_bookmarks(ImDrawList& draw, TimeControl& time, const TimeScale& scale, float top, float bottom,
                    std::string& tip);
void draw_loop(ImDrawList& draw, const TimeControl& time, const TimeScale& scale, float top, float bottom);
/// What has not happened yet is hatched; so is what never will, of a live run that was broken off.
void draw_unknown(ImDrawList& draw, const Session& session, const TimeScale& scale, float top, float bottom);
/// The instant; where it is out of sight, at the edge that is nearer to it.
void draw_cursor(ImDrawList& draw, const TimeControl& time, const TimeScale& scale, float top, float bottom);

}  // namespace crossflow::viz

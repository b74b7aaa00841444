// What lies on the strip of the day beside its queues: hours, missed pledges, incidents, bookmarks, the loop, the
// instant.
#pragma once

#include <string>

#include <imgui.h>

#include "viz/app/session.hpp"

namespace crossflow::viz {

/// Where time lies on the strip.
struct StripScale {
  Tick from, until;
  float left, width;
  float x(Tick tick) const {
    return left + width * static_cast<float>(static_cast<double>(tick - from) / static_cast<double>(until - from));
  }
  Tick tick(float x_) const {
    return from + static_cast<Tick>(static_cast<double>((x_ - left) / width) * static_cast<double>(until - from));
  }
};

/// A live run's strip reaches to where the day will end, and fills as it becomes known; one that was broken off keeps
/// its length.
StripScale strip_scale(const Session& session, float left, float width);

void draw_hours(ImDrawList& draw, const StripScale& scale, float top, float bottom);
/// When the port is closed, in shade.
void draw_closed(ImDrawList& draw, const Session& session, const StripScale& scale, float top, float bottom);
/// How many pledges a run missed, as a row of red that is the darker the more there were.
void draw_breaches(ImDrawList& draw, const Run& run, const StripScale& scale, float top, float bottom);
/// Marks at the top edge; those under the mouse are told of in `tip`.
void draw_incidents(ImDrawList& draw, const Session& session, const StripScale& scale, float top, float size,
                    std::string& tip);
/// The one under the mouse is told of in `tip`, and goes when the right button is pressed.
void draw_bookmarks(ImDrawList& draw, TimeControl& time, const StripScale& scale, float top, float bottom,
                    std::string& tip);
void draw_loop(ImDrawList& draw, const TimeControl& time, const StripScale& scale, float top, float bottom);
/// What has not happened yet is hatched; so is what never will, of a live run that was broken off.
void draw_unknown(ImDrawList& draw, const Session& session, const StripScale& scale, float top, float bottom);
void draw_cursor(ImDrawList& draw, const TimeControl& time, const StripScale& scale, float top, float bottom);

}  // namespace crossflow::viz

// The panels of the viewer, a row each: a new one costs a file, a row and a test.
#pragma once

#include <span>

#include "viz/app/session.hpp"
#include "viz/app/words.hpp"

struct ImVec2;

namespace crossflow::viz {

enum class Dock : std::uint8_t { centre, right, bottom, popup };

struct Panel {
  const char* id;  ///< for ImGui and the saved layout
  Word title;
  Dock dock;
  bool (*wanted)(const Session&);  ///< whether it has anything to show
  void (*draw)(Session&);          ///< inside its window
};

/// In order of their keys, F1, F2, ...
std::span<const Panel> all_panels();

// Each in the file of its name.
void draw_floor(Session& session);
void draw_timeline(Session& session);  ///< transport and the strip of the day
void draw_story(Session& session);     ///< the selected one: story or live figures
void draw_charts(Session& session);    ///< of the selected station, or of the longest queues
void draw_search(Session& session);
void draw_legend(Session& session);
void draw_days(Session& session);      ///< which replication is shown
void draw_compare(Session& session);   ///< two runs
void draw_overview(Session& session);  ///< pledges, longest wait, worst places, hours waited
void draw_events(Session& session);    ///< missed pledges and incidents in a list; where to stop
void draw_range(Session& session);     ///< what the range that was taken came to
void draw_duties(Session& session);    ///< who and what was at work when
void draw_help(Session& session);
void draw_trouble(Session& session);  ///< modal

}  // namespace crossflow::viz

// The strip of the day under the picture, and what moves time by it.
#pragma once

#include <algorithm>
#include <vector>

#include "viz/app/session.hpp"

namespace crossflow::viz {

/// The queues of the day, its incidents, missed pledges and bookmarks; click and drag on it move time.
void draw_strip(Session& session);
/// What the strip counts: the selected station's queue, or all who wait. A line of text.
void draw_strip_choice(Session& session);

/// The instants of all runs' incidents or breaches in order of time, for stepping from one to the next.
template <class Mark>
std::vector<Tick> instants_of(const Session& session, const std::vector<Mark>& (Overview::*marks)() const) {
  std::vector<Tick> ticks;
  for (const Run& run : session.runs)
    for (const Mark& mark : ((*run.overview).*marks)()) ticks.push_back(mark.tick);
  std::sort(ticks.begin(), ticks.end());
  return ticks;
}

void loop_from_here(TimeControl& time);
void loop_until_here(TimeControl& time);

}  // namespace crossflow::viz

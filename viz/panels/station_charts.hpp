// Charts of a station over the day, a curve for each run that has it.
#pragma once

#include "viz/app/session.hpp"

namespace crossflow::viz {

/// Queue, wait, servers and what the waiting is charged to, `across` of them side by side; `room` is the height for
/// all.
void draw_station_charts(Session& session, const Subject& place, int across, float room);

}  // namespace crossflow::viz

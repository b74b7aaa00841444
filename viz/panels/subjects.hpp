// What the story panel shows of each thing that can be selected, a file for people and vehicles and one for the rest.
#pragma once

#include "viz/app/session.hpp"
#include "viz/replay/duties.hpp"

namespace crossflow::viz {

void draw_entity(Session& session, std::uint32_t entity);
void draw_station(Session& session, std::uint16_t station);
void draw_server(Session& session, std::uint16_t station, std::uint16_t server);
void draw_officer(Session& session, std::uint16_t officer);
void draw_team(Session& session, std::uint16_t team);

/// Of a run that is shown; goes on a little with each call until all is in.
const Duties& duties_of(const Run& run);

}  // namespace crossflow::viz

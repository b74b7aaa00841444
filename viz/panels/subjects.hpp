// What the story panel shows of each thing that can be selected, a file for people and vehicles and one for the rest.
// Each is of the run that the subject is of.
#pragma once

#include "viz/app/session.hpp"
#include "viz/replay/duties.hpp"
#include "viz/replay/story.hpp"

namespace crossflow::viz {

void draw_entity(Session& session, const Subject& entity);
void draw_station(Session& session, const Subject& station);
void draw_server(Session& session, const Subject& server);
void draw_officer(Session& session, const Subject& officer);
void draw_team(Session& session, const Subject& team);

/// What a tooltip says of somebody or something.
void draw_briefly(Session& session, const Subject& subject);

/// The story of a person or vehicle, made anew when somebody else is asked for or more is known.
const Story& story_in(Run& run, std::uint32_t entity);
/// Of a run that is shown; goes on a little with each call until all is in.
const Duties& duties_of(Run& run);

}  // namespace crossflow::viz

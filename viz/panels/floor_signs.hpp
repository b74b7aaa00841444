// The signs of the floor, for the floor itself and its legend: servers by what they do, dots, officers, dog teams.
#pragma once

#include <imgui.h>

#include "viz/app/session.hpp"
#include "viz/app/theme.hpp"

namespace crossflow::viz {

Colour look_colour(ServerLook look);
const char* look_text(ServerLook look);
/// Colour and, for those that serve nobody, a pattern as well.
void draw_server(ImDrawList& draw, ImVec2 from, ImVec2 to, ServerLook look);
void draw_officer(ImDrawList& draw, ImVec2 at, float size, OfficerState state);
void draw_team(ImDrawList& draw, ImVec2 at, float size, TeamState state);
/// Of a dot of a run, as Dot::colour says it.
Colour dot_colour(const Run& run, ColourBy by, std::uint8_t colour);

}  // namespace crossflow::viz

// Figures of a station at the instant that is shown: how many there wait and are served, what its servers do, and what
// the waiting is charged to.
#pragma once

#include <string>

#include "viz/panels/figures.hpp"

namespace crossflow::viz {

/// Whether the port of a station is shut, so that its servers are closed.
bool shut_at(const Run& run, std::uint16_t station);
/// "busy", "closed", "no officer, finishing".
std::string state_text(const ServerStatus& server, bool shut);

void add_waiting(Figures& figures);
/// Of a station as its directory entry describes it in the run that it is of.
void add_station(Figures& figures, const StationEntry& entry);
/// How many of its servers look so.
void add_server_counts(Figures& figures);
/// What a minute's waiting is charged to as things stand.
void add_charged_now(Figures& figures);

}  // namespace crossflow::viz

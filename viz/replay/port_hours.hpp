// Whether a port is open, as its doors were opened and closed that day; of what is not known yet, as its hours say.
#pragma once

#include <utility>
#include <vector>

#include "viz/replay/overview.hpp"

namespace crossflow::viz {

bool lets_in(const Directory& directory, const Overview& overview, std::size_t port, Tick now);
/// When it does so next; `never` if it does not, as far as is known.
Tick opens_next(const Directory& directory, const Overview& overview, std::size_t port, Tick now);

/// It lets nobody in and nobody is inside any more: its desks are closed, though the log speaks of their own hours
/// only.
bool is_shut(const Directory& directory, const Overview& overview, const PortState& state, std::size_t port, Tick now);

/// The times between two instants at which no port lets anybody in.
std::vector<std::pair<Tick, Tick>> closed_times(const Directory& directory, const Overview& overview, Tick from,
                                                Tick until);

/// When one port lets people in, between two instants.
std::vector<std::pair<Tick, Tick>> open_times(const Directory& directory, const Overview& overview, std::size_t port,
                                              Tick from, Tick until);

}  // namespace crossflow::viz

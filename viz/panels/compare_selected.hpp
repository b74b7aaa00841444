// The selected one in two runs, side by side, and how differences are told.
#pragma once

#include <string>

#include "viz/app/session.hpp"
#include "viz/replay/comparison.hpp"

namespace crossflow::viz {

/// Red if it is more than nothing, blue if less.
void difference_text(double by, const std::string& words);
/// "+2 min 30 s".
std::string signed_duration(Tick t);
/// How long the selected traveller or vehicle of the first run waited in either, and where.
void draw_selected_in_both(Session& session, const Comparison& comparison);

}  // namespace crossflow::viz

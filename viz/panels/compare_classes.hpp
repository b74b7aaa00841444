// Two runs by class and direction: how many came, how long they waited, and how many were in time.
#pragma once

#include "viz/app/session.hpp"
#include "viz/replay/comparison.hpp"

namespace crossflow::viz {

/// Up to now. A row for each class and direction of either run; what A has, B has and the difference stand one below
/// the other, so that the table is narrow enough to be read in a third of the screen.
void draw_compare_classes(const Session& session, const Comparison& comparison);

}  // namespace crossflow::viz

// What a planner calls the figures of a scenario.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// "Arrival counters: service, resident"; of a row of a choice "Arrival e-Channels: share of resident", after where it
/// leads. Every figure has another one: where two would have the same, the route or the path stands behind.
std::vector<std::string> figure_names(const Scenario& scenario, const std::vector<Figure>& figures);

/// "12 s": a number in the unit of the figure.
std::string figure_text(const Figure& figure, double number);

/// "assumptions", "figures without a mark".
std::string marked_text(Mark mark);

}  // namespace crossflow

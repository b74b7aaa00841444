// What `crossflow roster` prints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "cli/roster_search.hpp"

namespace crossflow {

/// No line wider than `width` unless names are; ends with a newline.
std::string text_of(const RosterSearch& search, std::size_t width);

nlohmann::ordered_json json_of(const RosterSearch& search);

inline constexpr std::string_view roster_chart_begins = "<!-- a roster, by crossflow roster -->\n";

/// SVG: who is on duty when, and what they man.
std::string roster_chart(const RosterSearch& search, const Roster& roster);

/// Officers of all pools who are at work all of a half-hour, by time of day.
std::vector<int> at_work_by_half_hour(const RosterSearch& search, const Roster& roster);

/// The overlay's file beside the table: "roster.yaml" beside "roster.csv".
std::string overlay_beside(const std::string& table);

}  // namespace crossflow

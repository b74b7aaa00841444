// What `crossflow roster` prints.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "cli/roster_search.hpp"

namespace crossflow {

/// No line wider than `width` unless names are; ends with a newline.
std::string text_of(const RosterSearch& search, std::size_t width);

nlohmann::ordered_json json_of(const RosterSearch& search);

/// The overlay's file beside the table: "roster.yaml" beside "roster.csv".
std::string overlay_beside(const std::string& table);

}  // namespace crossflow

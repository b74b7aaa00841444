// What `crossflow capacity` says: a page, JSON, a table and a picture.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "cli/capacity_search.hpp"

namespace crossflow {

inline constexpr std::string_view curve_header = "scale,people a day,busiest hour,what,unit,value,low,high,holds\n";
inline constexpr std::string_view chart_begins = "<!-- demand and what must hold, by crossflow capacity -->\n";

std::string text_of(const CapacitySearch& search, std::size_t width);
nlohmann::ordered_json json_of(const CapacitySearch& search);
/// Each figure at each level, one a line.
std::string curve_csv(const CapacitySearch& search);
/// What breaks within the levels, against demand: SVG.
std::string curve_chart(const CapacitySearch& search);

/// "112%", "100.5%".
std::string demand_text(double factor);
/// What does not hold at some level, in that order; where all holds, what has the least to spare. At most so many.
std::vector<std::size_t> telling(const CapacitySearch& search, std::size_t most);

}  // namespace crossflow

// The requirement table as CSV: docs/requirement.md describes its columns.
#pragma once

#include <string>
#include <string_view>

#include "analysis/summary.hpp"

namespace crossflow {

inline constexpr std::string_view requirement_header =
    "level,date,half_hour,port,direction,station,what,load,needed,needed_9_of_10,there,at_least\n";

/// A line for each half-hour and thing needed, at three levels: station, direction, port. Whoever sums them must take
/// one level.
std::string requirement_csv(const Directory& directory, const Summary& summary);

}  // namespace crossflow

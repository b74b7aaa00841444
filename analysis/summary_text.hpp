// The front page as plain text, for a planner who has one minute.
#pragma once

#include <cstddef>
#include <string>

#include "analysis/summary.hpp"

namespace crossflow {

inline constexpr std::size_t page_width = 100;

/// Verdicts first, then how long people take, where they queue and why, and the servers needed in each half-hour.
/// English, no line wider than `page_width` unless a name is; ends with a newline.
std::string text_of(const Directory& directory, const Summary& summary);

}  // namespace crossflow

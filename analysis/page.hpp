// The front page as plain text, for a planner who has one minute; and all that a result has to tell, for one who has an
// hour. It is a list of sections: what each says is in analysis/sections/TOPIC.cpp.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "analysis/summary.hpp"
#include "sim/base/language.hpp"

namespace crossflow {

inline constexpr std::size_t page_width = 100;
/// For who reads the page from a file: tables as wide as their longest names.
inline constexpr std::size_t as_needed = std::numeric_limits<std::size_t>::max();

/// How much of the page is wanted, and how wide it may be.
struct PageOptions {
  bool full = false;                       ///< every section in full, not the short page
  std::vector<std::string> sections = {};  ///< these alone, each in full; empty: what `full` says
  Language language = Language::en;
  std::size_t width = page_width;  ///< in columns of a screen: names in wider tables are cut; or `as_needed`
};

/// The short page has at most so many lines, with the program's own below it.
inline constexpr std::size_t short_page_lines = 60;

/// The title and the sections that are wanted, a blank line between; ends with a newline.
std::string text_of(const Directory& directory, const Summary& summary, const PageOptions& options = {});

/// The names that `PageOptions::sections` may have, in the order of the page.
std::vector<std::string> section_names();

}  // namespace crossflow

// Bookmarks kept from one time to the next, for each result file or scenario: crossflow/bookmarks.tsv beside the
// settings, lines of "path, microseconds from midnight, name" with tabs between.
#pragma once

#include <string>
#include <vector>

#include "viz/replay/time_control.hpp"

namespace crossflow::viz {

/// Where they lie; empty if there is no home.
std::string bookmarks_path();
/// Those of `file`; lines that make no sense are passed over.
std::vector<Bookmark> read_bookmarks(const std::string& path, const std::string& file);
/// Puts these in the place of those of `file`; other files' stay. Nothing is said if it cannot be written.
void write_bookmarks(const std::string& path, const std::string& file, const std::vector<Bookmark>& bookmarks);

}  // namespace crossflow::viz

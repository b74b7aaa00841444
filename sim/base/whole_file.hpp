// Files that are whole or not there: tables and pictures.
#pragma once

#include <string>
#include <string_view>

namespace crossflow {

/// Writes under `path`.part and gives the file its name when all is in it; what was there before stays until then. Into
/// a device or a pipe it writes straight away. A RunError that names the file and says why, if it cannot.
void write_whole(const std::string& path, std::string_view bytes);

/// Whether a file is there, has something in it, and does not begin with these bytes: somebody else's.
bool begins_otherwise(const std::string& path, std::string_view bytes);

}  // namespace crossflow

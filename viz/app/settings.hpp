// What the viewer remembers from one time to the next: $XDG_CONFIG_HOME/crossflow/viewer.ini, lines of "key=value".
#pragma once

#include <string>

#include "viz/app/session.hpp"

namespace crossflow::viz {

/// Where it lies; empty if there is no home.
std::string settings_path();
/// What is missing or senseless in it is left as it is.
void read_settings(const std::string& path, Settings& settings);
/// Nothing is said if it cannot be written: a viewer of a folder that is read-only still works.
void write_settings(const std::string& path, const Settings& settings);

}  // namespace crossflow::viz

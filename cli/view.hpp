// `crossflow view`: starts the viewer.
#pragma once

#include <string>
#include <vector>

namespace crossflow {

/// Becomes crossflow-view, which lies beside this program. A RunError if it cannot.
[[noreturn]] void become_viewer(const std::vector<std::string>& arguments);

}  // namespace crossflow

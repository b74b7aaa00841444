// In what two scenarios differ, by the text that results carry of them.
#pragma once

#include <string>
#include <vector>

namespace crossflow::viz {

struct ScenarioDifference {
  std::string where;  ///< keys, from the outermost on: "stations › arrival counters › servers"
  std::string a, b;   ///< empty: that one has no such key
};

/// Of two whole scenarios as results have them: keys in order, a line each, what lies within a key below it and
/// indented. A value with a mark, a range or a source is said as the value alone where that differs.
std::vector<ScenarioDifference> scenario_differences(const std::string& a, const std::string& b);

}  // namespace crossflow::viz

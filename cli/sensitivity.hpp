// `crossflow sensitivity`: which of the figures that are not sure an answer hangs on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/load.hpp"

namespace crossflow {

struct SensitivityOptions {
  std::string scenario;
  LoadOptions load;
  std::vector<std::string> measures;   ///< in the words of a study
  std::uint32_t replications = 10;     ///< of the scenario as written, and of each end of each range
  std::optional<std::uint32_t> drawn;  ///< days with all figures drawn together; 0: none
  std::string seed = "1";
  std::optional<int> at_once;
  std::string csv;    ///< empty: not written
  std::string chart;  ///< SVG; likewise
  bool json = false;
  bool quiet = false;
};

void sensitivity(const SensitivityOptions& options);

}  // namespace crossflow

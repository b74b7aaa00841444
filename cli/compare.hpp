// `crossflow compare`: results side by side, day by day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/variants.hpp"

namespace crossflow {

struct CompareOptions {
  VariantOptions variants;
  std::optional<std::uint32_t> replications;  ///< unless given, as many as a result file has, or 20
  std::string seed;                           ///< unless given, that of a result file, or 1
  bool drawn_inputs = false;
  int at_once = 1;
  std::string output;  ///< a folder for the result files of what is simulated; empty: none is kept
  std::string csv;     ///< a file; empty: none
  bool json = false;
  bool quiet = false;
};

/// Checks everything before anything runs. Throws an InputError or a RunError.
void compare(const CompareOptions& options);

}  // namespace crossflow

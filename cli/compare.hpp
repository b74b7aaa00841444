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
  std::optional<int> at_once;  ///< unless given, one for each processor
  std::string output;          ///< a folder for the result files of what is simulated; empty: none is kept
  bool force = false;          ///< see Experiment
  std::string csv;             ///< a file; empty: none
  bool json = false;
  bool quiet = false;
};

/// Checks everything before anything runs. Throws an InputError or a RunError.
void compare(const CompareOptions& options);

}  // namespace crossflow

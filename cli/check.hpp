// `crossflow check`: what a scenario gives, beside what was observed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/scenario/load.hpp"

namespace crossflow {

struct CheckOptions {
  std::string scenario;
  LoadOptions load;
  std::string observed;  ///< a table: measures with the range observed
  std::optional<std::uint32_t> replications;
  std::string seed = "1";
  std::optional<int> at_once;
  std::string command;
  bool json = false;
  bool quiet = false;
};

/// The exit code where a line fails.
inline constexpr int something_fails = 1;

/// Whether no line fails. Throws an InputError or a RunError.
bool check_observed(const CheckOptions& options);

}  // namespace crossflow

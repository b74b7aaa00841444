// `crossflow sweep`: all variants of a study, and the table of what was measured.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace crossflow {

struct SweepOptions {
  std::string study;
  std::optional<std::uint32_t> replications;  ///< wins over the study's
  std::string seed;                           ///< likewise; empty: not given
  bool drawn_inputs = false;
  std::optional<int> at_once;  ///< unless given, one for each processor
  bool resume = false;
  bool force = false;  ///< see Experiment
  std::string output;  ///< a folder for the result file of each variant; empty: none is kept
  std::string csv;     ///< a file; empty: none
  bool json = false;
  bool quiet = false;
  std::string command;  ///< for the result files' group /run
};

/// Checks every variant before any of them runs. Throws an InputError or a RunError.
void sweep(const SweepOptions& options);

/// Throws an InputError with all that is wrong with a study and its scenarios; says what is probably not meant.
void validate_study(const std::string& file, bool quiet);

}  // namespace crossflow

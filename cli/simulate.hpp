// Simulating several experiments for one answer, as `sweep`, `compare` and `select` do.
#pragma once

#include <string>
#include <vector>

#include "cli/output.hpp"
#include "sim/experiment/run_all.hpp"

namespace crossflow {

struct Simulating {
  int at_once = 1;
  bool quiet = false;
  std::string go_on;         ///< how, where the folder is kept: "the same command with --resume goes on with them"
  std::uint32_t before = 0;  ///< of a longer work: replications that are done
  std::uint32_t after = 0;   ///< and that are still to come
};

/// Runs all into the folder, with a line of progress. A failure and an interruption (then an Interrupted) say what is
/// kept and how to go on.
void simulate_all(std::vector<NamedExperiment>& experiments, const Folder& folder, const Simulating& how);

}  // namespace crossflow

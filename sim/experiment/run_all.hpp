// Several experiments, some of them at the same time, each in a process of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/base/problem.hpp"
#include "sim/experiment/replicate.hpp"

namespace crossflow {

struct NamedExperiment {
  std::string name;  ///< for messages: "demand 108%, headway 12 s"
  Experiment experiment;
};

/// Why not all results are there, and how many finished replications are kept beside them for who goes on.
class NotAll : public RunError {
 public:
  NotAll(const std::string& why, bool by_user, std::uint32_t kept_replications)
      : RunError(why), interrupted(by_user), kept(kept_replications) {}
  const bool interrupted;
  const std::uint32_t kept;
};

/// Runs all, `at_once` at a time; results are the same for any `at_once`. They must have been checked: what goes wrong
/// now is a NotAll, and ends the others; so does an interruption. `progress` is told how many replications of all are
/// done.
void run_all(const std::vector<NamedExperiment>& experiments, int at_once, const Progress& progress);

}  // namespace crossflow

// Several experiments, some of them at the same time, each in a process of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/experiment/replicate.hpp"

namespace crossflow {

struct NamedExperiment {
  std::string name;  ///< for messages: "demand 108%, headway 12 s"
  Experiment experiment;
};

/// Runs all, `at_once` at a time; results are the same for any `at_once`. They must have been checked: what goes wrong
/// now is a RunError, and ends the others; files that were finished stay. `progress` is told how many replications of
/// all are done.
void run_all(const std::vector<NamedExperiment>& experiments, int at_once, const Progress& progress);

}  // namespace crossflow

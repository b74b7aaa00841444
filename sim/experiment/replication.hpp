// What the processes of an experiment do: one replication, or the result file of many.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/replicate.hpp"

namespace crossflow {

/// Simulates a replication and writes it: to the result file itself, or as a part of one.
void simulate(const Experiment& experiment, const Draft& draft, const Scenario& as_written, std::uint32_t replication,
              const std::string& file, bool as_part);

/// Writes the result file from parts, in their order. `asked`: replications wanted, where these are not all.
void merge(const Experiment& experiment, const Draft& draft, const Scenario& scenario,
           const std::vector<std::string>& parts, std::chrono::system_clock::time_point started,
           std::optional<std::uint32_t> asked);

}  // namespace crossflow

// Many runs of one scenario, each in a process of its own: SimGrid's clock is one per process, and a run that breaks
// takes no other with it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/record/file_info.hpp"
#include "sim/scenario/load.hpp"

namespace crossflow {

struct Experiment {
  std::string scenario;  ///< the YAML file
  LoadOptions load;
  std::uint64_t seed = 1;
  std::uint32_t first = 0;  ///< number of the first replication, for who goes on with an experiment
  std::uint32_t replications = 1;
  bool drawn_inputs = false;  ///< figures with a range are drawn once a replication, by Latin hypercube
  bool trace = false;
  std::string output;   ///< the result file
  std::string command;  ///< for the file's group /run
};

/// Told after each replication: how many are done.
using Progress = std::function<void(std::uint32_t done)>;

/// Loads the scenario and checks it whole. Throws an InputError with all that is wrong.
Draft load_checked(const std::string& scenario, const LoadOptions& options);

/// A result must not take the place of what it is made from, nor of a file that is no result: an InputError.
void check_output(const Experiment& experiment, const Scenario& scenario);

/// Runs all replications one after the other and writes the result file. Throws an InputError for what the user got
/// wrong (then nothing was run), a RunError if a replication or the writing failed (then there is no file).
void run(const Experiment& experiment, const Progress& progress);

/// The inputs of a replication: each figure with a range gets a value from the replication's own slice of the range, so
/// that all replications together cover it evenly. Uniform within the range, since no more is known.
std::vector<DrawnInput> draw_inputs(const std::vector<Figure>& figures, std::uint64_t seed, std::uint32_t replication,
                                    std::uint32_t replications);

}  // namespace crossflow

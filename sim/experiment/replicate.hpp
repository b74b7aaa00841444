// Many runs of one scenario, each in a process of its own: SimGrid's clock is one per process, and a run that breaks
// takes no other with it. Each is safe on disk as soon as it is finished, in a folder beside the output (see
// parts.hpp); when all are, they are merged in their order. So results are the same however many run at once, and
// whatever was stopped in between.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/record/file_info.hpp"
#include "sim/record/rows.hpp"
#include "sim/scenario/load.hpp"

namespace crossflow {

struct Experiment {
  std::string scenario;  ///< the YAML file
  LoadOptions load;
  std::uint64_t seed = 1;
  std::uint32_t first = 0;  ///< number of the first replication, for who goes on with an experiment
  std::uint32_t replications = 1;
  bool drawn_inputs = false;        ///< figures with a range are drawn once a replication, by Latin hypercube
  std::uint32_t drawn_of = 0;       ///< replications that share the hypercube; 0: all up to the last of these
  std::vector<DrawnInput> moved{};  ///< figures with other values than are written, in all replications
  bool trace = false;
  bool resume = false;  ///< go on with what an earlier run left unfinished, if it did
  std::string output;   ///< the result file
  bool force = false;   ///< the result may take the place of one with more replications, or of another scenario
  std::string study;    ///< the file of the study of whose variants this is one; empty: none
  std::string command;  ///< for the file's group /run
  /// Told of each replication in their order; true: there are enough, and the others are not wanted. May be empty.
  std::function<bool(const ResultRows& one)> enough;
  /// Told of what went wrong and is tried again. May be empty.
  std::function<void(const std::string&)> notice;

  std::uint32_t drawn_for() const { return drawn_of > 0 ? drawn_of : first + replications; }
  /// The file that the user named, from the root: what a result is of, however it is edited.
  std::string named_file() const;
};

/// Told how many replications are done: when that changes, and every second.
using Progress = std::function<void(std::uint32_t done)>;

struct RunOutcome {
  std::uint32_t in_file = 0;      ///< replications in the result file; 0: none was written
  std::uint32_t from_before = 0;  ///< of all that are finished: were there when the run began
  std::string interrupted;        ///< if it was: what became of it, for the user
};

/// Loads the scenario and checks it whole. Throws an InputError with all that is wrong.
Draft load_checked(const std::string& scenario, const LoadOptions& options);

/// What is probably not meant by it: lines for the user, each with its place. `scenario`: the draft's own.
std::vector<std::string> warnings_of(const Draft& draft, const Scenario& scenario);

/// A result must not take the place of what it is made from, of a file that is no result or cannot be read as one, and
/// unless forced of a result with more replications or of another scenario file; and what an earlier run left
/// unfinished must be meant (see parts.hpp): else an InputError. A RunError where another run is writing there.
void check_output(const Experiment& experiment, const Scenario& scenario);
/// The part of it that is asked again before the result takes its name.
void check_takes_no_place(const Experiment& experiment, const Scenario& scenario);

/// Runs all replications, `at_once` at a time, and writes the result file. Throws an InputError for what the user got
/// wrong (then nothing was run). A replication whose process dies is tried once more; if it fails again the others go
/// on, and in the end there is a RunError and no file; where a file cannot be written, at once. What is finished stays.
///
/// Asked to end by Ctrl-C it ends its workers, and writes the replications before the first that is missing to the
/// result file, marked as partial: the same days that so many replications would have given, not the quickest ones. It
/// does not take the place of a complete one.
RunOutcome run(const Experiment& experiment, int at_once, const Progress& progress);

/// The inputs of a replication: each figure with a range gets a value from the replication's own slice of the range, so
/// that all replications together cover it evenly. Uniform within the range, since no more is known.
std::vector<DrawnInput> draw_inputs(const std::vector<Figure>& figures, std::uint64_t seed, std::uint32_t replication,
                                    std::uint32_t replications);

}  // namespace crossflow

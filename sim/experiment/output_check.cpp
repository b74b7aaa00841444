#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "sim/base/claim.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/experiment/parts.hpp"
#include "sim/experiment/replicate.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& output, const std::string& what, const std::string& expected) {
  throw InputError(Place{output}, what, expected);
}

void check_is_no_input(const Experiment& experiment, const Scenario& scenario) {
  std::vector<std::string> inputs{experiment.scenario, experiment.study};
  inputs.insert(inputs.end(), experiment.load.overlays.begin(), experiment.load.overlays.end());
  for (const SourceText& text : scenario.texts) inputs.push_back(text.file);
  for (const TableUse& table : scenario.tables) inputs.push_back(table.file);
  std::error_code none;
  for (const std::string& input : inputs)
    if (fs::equivalent(experiment.output, input, none))
      refuse(experiment.output, "the scenario is read from this file", "another name for the results");
}

// What is known of the result that lies there.
struct Earlier {
  FileInfo info;
  std::string scenario;  // empty of older results, which do not say
  std::size_t replications = 0;
};

Earlier read_earlier(const std::string& output) {
  if (!is_hdf5(output)) refuse(output, "this file exists and is no result file", "a new name, or an older result");
  try {
    const ResultReader result(output);
    return {result.info(), result.run().scenario, result.read<ReplicationRow>().size()};
  } catch (const InputError& error) {
    refuse(output, "this file exists and stays: " + error.problems().items().front().what,
           "a new name, or an older result");
  }
}

// Of the same file, however it was edited since; or of one that says the same.
bool same_scenario(const Earlier& there, const Experiment& experiment, const Scenario& scenario) {
  if (there.scenario.empty() || there.scenario == experiment.named_file()) return true;
  const auto same = [](const NamedText& a, const TableUse& b) { return a.text == b.rows; };
  return there.info.resolved == scenario.resolved && std::equal(there.info.tables.begin(), there.info.tables.end(),
                                                                scenario.tables.begin(), scenario.tables.end(), same);
}

}  // namespace

std::string Experiment::named_file() const {
  const std::string& named = study.empty() ? scenario : study;
  std::error_code failed;
  const fs::path whole = fs::weakly_canonical(fs::absolute(named, failed), failed);
  return failed ? named : whole.string();
}

void check_takes_no_place(const Experiment& experiment, const Scenario& scenario) {
  const std::string& output = experiment.output;
  std::error_code none;
  check_output_path(output);
  if (!fs::exists(output, none)) return;
  check_is_no_input(experiment, scenario);
  if (fs::file_size(output, none) == 0) return;
  const Earlier there = read_earlier(output);
  // Who goes on where nothing is left to go on with gets the same again.
  if (experiment.resume && !has_parts(output) &&
      (there.info.resolved != scenario.resolved || there.info.seed != experiment.seed))
    refuse(output, "this is the result of another scenario or seed, not to be gone on with",
           "another name for the results, or no --resume");
  if (experiment.force) return;
  if (!same_scenario(there, experiment, scenario))
    refuse(output, fmt::format("this is the result of another scenario, '{}'", there.scenario),
           "another name with -o, or --force to replace it");
  if (there.replications > experiment.replications)
    refuse(output,
           fmt::format("{} replications are there, more than the {} asked for", there.replications,
                       experiment.replications),
           "as many or more, another name with -o, or --force to replace them");
}

void check_output(const Experiment& experiment, const Scenario& scenario) {
  check_output_path(experiment.output);
  check_parts(experiment, scenario);
  if (claimed_by_another(experiment.output + ".part", Claim::Patience::none))
    throw RunError(fmt::format("another run is writing '{}'", experiment.output));
  check_takes_no_place(experiment, scenario);
}

}  // namespace crossflow

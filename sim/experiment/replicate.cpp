#include "sim/experiment/replicate.hpp"

#include <array>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "sim/experiment/job.hpp"
#include "sim/experiment/parts.hpp"
#include "sim/experiment/workers.hpp"
#include "sim/model/kinds.hpp"
#include "sim/model/simulation.hpp"
#include "sim/record/file_info.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {

Draft load_checked(const std::string& scenario, const LoadOptions& options) {
  Draft draft = Draft::read(scenario, options, all_kinds());
  if (Problems problems = validate(draft.scenario()); !problems.empty()) throw InputError(std::move(problems));
  return draft;
}

// Who goes on where nothing is left to go on with gets the same again; the result of another run is not to be lost so.
static void check_result_is_ours(const Experiment& experiment, const Scenario& scenario) {
  const ResultReader reader(experiment.output);
  const FileInfo there = reader.info();
  if (there.resolved != scenario.resolved || there.seed != experiment.seed)
    throw InputError({experiment.output, 0, 0},
                     "this is the result of another scenario or seed, not to be gone on with",
                     "another name for the results, or no --resume");
  if (const std::size_t done = reader.rows().replications.size(); done > experiment.replications)
    throw InputError(
        {experiment.output, 0, 0},
        fmt::format("{} replications are there, more than the {} asked for", done, experiment.replications),
        "as many or more, or another name for the results");
}

void check_output(const Experiment& experiment, const Scenario& scenario) {
  namespace fs = std::filesystem;
  const std::string& output = experiment.output;
  check_output_path(output);
  check_parts(experiment, scenario);
  std::error_code none;
  if (!fs::exists(output, none)) return;
  std::vector<std::string> inputs{experiment.scenario};
  inputs.insert(inputs.end(), experiment.load.overlays.begin(), experiment.load.overlays.end());
  for (const SourceText& text : scenario.texts) inputs.push_back(text.file);
  for (const TableUse& table : scenario.tables) inputs.push_back(table.file);
  for (const std::string& input : inputs)
    if (fs::equivalent(output, input, none))
      throw InputError({output, 0, 0}, "the scenario is read from this file", "another name for the results");
  std::array<char, 8> first{};
  std::ifstream file(output, std::ios::binary);
  file.read(first.data(), first.size());
  if (fs::file_size(output, none) > 0 && std::string(first.data(), first.size()) != "\x89HDF\r\n\x1a\n")
    throw InputError({output, 0, 0}, "this file exists and is no result file", "a new name, or an older result");
  if (experiment.resume && !has_parts(output)) check_result_is_ours(experiment, scenario);
}

RunOutcome run(const Experiment& experiment, int at_once, const Progress& progress) {
  std::vector<Job> jobs;
  jobs.emplace_back(experiment);
  jobs.front().prepare();
  work_off(jobs, at_once, progress, false);
  return jobs.front().outcome();
}

}  // namespace crossflow

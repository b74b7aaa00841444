#include "cli/run.hpp"

#include <memory>

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"

namespace crossflow {

namespace {

// Of a result: what opens by its name in another program would not be what it seems.
CLI::Validator a_result_name() {
  return CLI::Validator(
      [](const std::string& text) {
        const std::string extension = std::filesystem::path(text).extension().string();
        for (const char* other : {".csv", ".txt", ".json", ".yaml", ".yml", ".png", ".xlsx"})
          if (extension == other)
            return "a result is an HDF5 file, such as " + std::filesystem::path(text).stem().string() +
                   ".h5; tables are written by '--requirement' and by 'crossflow export'";
        return std::string();
      },
      "");
}

}  // namespace

Action run_verb(CLI::App& command) {
  const auto run = std::make_shared<RunOptions>();
  Experiment& experiment = run->experiment;
  add_scenario(command, experiment.scenario, experiment.load);
  CLI::Option* quiet = add_quiet(command, run->quiet, "print nothing but errors");
  command
      .add_option("-o,--output", experiment.output, "the result file; unless given, the scenario's name with .h5, here")
      ->check(a_name())
      ->check(a_result_name())
      ->type_name("FILE.h5");
  add_force(command, experiment.force);
  add_seed(command, run->seed, "another seed gives other days");
  add_replications(command, run->replications, "days to simulate, each with its own luck")->default_str("1");
  add_jobs(command, run->at_once);
  CLI::Option* resume =
      command.add_flag("--resume", experiment.resume, "go on with a run that was stopped; docs/replications.md");
  command.add_option("--only", run->only, "simulate this replication alone; the first is 0")
      ->check(CLI::Range(0, 99'999))
      ->type_name("NUMBER")
      ->excludes(resume);
  command
      .add_option("--ci-width", run->ci_width,
                  "stop before -R when each interval of a share kept of a pledge is so narrow, as in --ci-width 0.5%")
      ->type_name("SHARE");
  command.add_flag("--trace", experiment.trace, "keep every event in the result file, for replay");
  add_drawn_inputs(command, experiment.drawn_inputs);
  command
      .add_option("--requirement", run->requirement,
                  "write the officers and gates needed by half-hour to this CSV file; docs/requirement.md describes it")
      ->check(a_name())
      ->type_name("FILE");
  add_page(command, run->page, run->json, quiet);
  return [run](const std::string& command_line) {
    run->experiment.command = command_line;
    run_and_show(*run);
    return succeeded;
  };
}

}  // namespace crossflow

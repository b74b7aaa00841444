#include "cli/sweep.hpp"

#include <memory>

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"

namespace crossflow {

Action sweep_verb(CLI::App& command) {
  const auto sweep_it = std::make_shared<SweepOptions>();
  SweepOptions& options = *sweep_it;
  command.add_option("study", options.study, "the study, a YAML file; docs/studies.md describes it")->required();
  add_inputs_below(command);
  add_replications(command, options.replications, "days to simulate of each variant; unless given, the study's");
  add_seed(command, options.seed, "unless given, the study's");
  add_drawn_inputs(command, options.drawn_inputs);
  add_jobs(command, options.at_once);
  CLI::Option* output =
      add_results_folder(command, options.output, "keep the result file of each variant in this folder");
  command.add_flag("--resume", options.resume, "go on with a study that was stopped; wants -o")->needs(output);
  add_force(command, options.force)->needs(output);
  add_csv(command, options.csv);
  command.add_flag("--json", options.json, "print all numbers as JSON");
  add_quiet(command, options.quiet, "print no table and no progress");
  return [sweep_it](const std::string& command_line) {
    sweep_it->command = command_line;
    sweep(*sweep_it);
    return succeeded;
  };
}

}  // namespace crossflow

#include "cli/check.hpp"

#include <memory>

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"

namespace crossflow {

Action check_verb(CLI::App& command) {
  const auto check = std::make_shared<CheckOptions>();
  CheckOptions& options = *check;
  add_scenario(command, options.scenario, options.load);
  command
      .add_option("--observed", options.observed,
                  "measures and what was observed of them; docs/calibration.md describes it")
      ->required()
      ->type_name("TABLE");
  add_replications(command, options.replications, "days to simulate; unless given, 20");
  add_seed(command, options.seed, "another seed gives other days");
  add_jobs(command, options.at_once);
  command.add_flag("--json", options.json, "print the lines as JSON");
  add_quiet(command, options.quiet, "print nothing: the exit code says whether a line fails");
  return [check](const std::string& command_line) {
    check->command = command_line;
    return check_observed(*check) ? succeeded : something_fails;
  };
}

}  // namespace crossflow

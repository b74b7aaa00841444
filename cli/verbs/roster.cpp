#include "cli/roster.hpp"

#include <memory>

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"

namespace crossflow {

Action roster_verb(CLI::App& command) {
  const auto sought = std::make_shared<RosterOptions>();
  RosterOptions& options = *sought;
  command.add_option("question", options.study, "what may be worked and what must hold, a YAML file; docs/roster.md")
      ->required();
  add_inputs_below(command);
  command
      .add_option("-o,--output", options.output,
                  "write the roster to this file, and beside it an overlay with it and the plan; unless given, the "
                  "question's name with -found.csv, here")
      ->check(a_name())
      ->type_name("FILE.csv");
  command.add_option("--chart", options.chart, "draw the roster as a picture, SVG, into this file")
      ->check(a_name())
      ->type_name("FILE.svg");
  command
      .add_option("-R,--replications", options.replications,
                  "days by which rosters are judged while one is sought; unless given, the question's")
      ->check(CLI::Range(2, 10'000));
  add_seed(command, options.seed, "unless given, the question's");
  add_jobs(command, options.at_once);
  add_force_edited(command, options.force);
  command.add_flag("--json", options.json, "print all of it as JSON");
  add_quiet(command, options.quiet, "print nothing but errors");
  return [sought](const std::string&) {
    roster(*sought);
    return succeeded;
  };
}

}  // namespace crossflow

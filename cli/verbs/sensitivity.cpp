#include "cli/sensitivity.hpp"

#include <memory>

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"

namespace crossflow {

Action sensitivity_verb(CLI::App& command) {
  const auto asked = std::make_shared<SensitivityOptions>();
  SensitivityOptions& options = *asked;
  add_scenario(command, options.scenario, options.load);
  command
      .add_option(
          "--measure", options.measures,
          "what hangs on the figures, in the words of a study, as in \"kept, class: resident\"; may be repeated")
      ->type_name("MEASURE")
      ->required()
      ->allow_extra_args(false);
  command
      .add_option("-R,--replications", options.replications,
                  "days to simulate of the scenario as written and of each figure at each end of its range")
      ->check(CLI::Range(2, 100'000))
      ->capture_default_str();
  command
      .add_option("--drawn", options.drawn,
                  "days with all figures drawn together; unless given 200, or four for each figure; 0: none")
      ->check(CLI::Range(0, 100'000));
  add_seed(command, options.seed, "another seed gives other days");
  add_jobs(command, options.at_once);
  add_csv(command, options.csv);
  command.add_option("--chart", options.chart, "draw the tornado as a picture, SVG, into this file")
      ->check(a_name())
      ->type_name("FILE.svg");
  command.add_flag("--json", options.json, "print all of it as JSON");
  add_quiet(command, options.quiet, "print nothing but errors");
  return [asked](const std::string&) {
    sensitivity(*asked);
    return succeeded;
  };
}

}  // namespace crossflow

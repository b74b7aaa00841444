#include "cli/compare.hpp"

#include <memory>

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"

namespace crossflow {

Action compare_verb(CLI::App& command) {
  const auto compare_them = std::make_shared<CompareOptions>();
  CompareOptions& options = *compare_them;
  add_variants(command, options.variants, "scenarios (YAML) and result files (.h5); all are compared with the first");
  command
      .add_option("--measure", options.variants.measures,
                  "what to compare, in the words of a study, as in \"kept, class: resident\"; may be repeated")
      ->type_name("MEASURE")
      ->allow_extra_args(false);
  add_replications(command, options.replications,
                   "days to simulate of each; unless given, as many as the first result file has, or 20");
  add_seed(command, options.seed, "unless given, that of the first result file, or 1");
  add_drawn_inputs(command, options.drawn_inputs);
  add_jobs(command, options.at_once);
  CLI::Option* output =
      add_results_folder(command, options.output, "keep the result files of what is simulated in this folder");
  add_force(command, options.force)->needs(output);
  add_csv(command, options.csv);
  command.add_flag("--json", options.json, "print all numbers as JSON");
  add_quiet(command, options.quiet, "print no table and no progress");
  return [compare_them](const std::string& command_line) {
    compare_them->variants.command = command_line;
    compare(*compare_them);
    return succeeded;
  };
}

}  // namespace crossflow

#include "cli/select.hpp"

#include <memory>

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"

namespace crossflow {

Action select_verb(CLI::App& command) {
  const auto select_one = std::make_shared<SelectOptions>();
  SelectOptions& options = *select_one;
  add_variants(command, options.variants, "scenarios (YAML)");
  command.add_option("--by", options.by, "the measure, in the words of a study, as in \"kept, class: resident\"")
      ->type_name("MEASURE")
      ->required();
  command
      .add_option_function<std::string>(
          "--best", [&options](const std::string& word) { options.most = word == "most"; }, "'most' or 'least' is best")
      ->check(CLI::IsMember({"most", "least"}))
      ->required();
  command
      .add_option("--where", options.where,
                  "only what keeps this may be best: a measure with a bound, as in \"kept, class: resident, at least: "
                  "98%\"; may be repeated")
      ->type_name("MEASURE")
      ->allow_extra_args(false);
  command
      .add_option("--indifference", options.indifference,
                  "what difference is no matter: 0.5% (of shares, in points), 30 s, 5")
      ->required();
  command.add_option("--confidence", options.confidence, "how sure the selection is to be")->capture_default_str();
  command.add_option("-R,--replications", options.replications, "days to simulate of each at most")
      ->check(CLI::Range(20, 100'000))
      ->capture_default_str();
  add_seed(command, options.seed, "another seed gives other days");
  add_jobs(command, options.at_once);
  command.add_flag("--json", options.json, "print the selection as JSON");
  add_quiet(command, options.quiet, "print nothing but errors");
  return [select_one](const std::string& command_line) {
    select_one->variants.command = command_line;
    select(*select_one);
    return succeeded;
  };
}

}  // namespace crossflow

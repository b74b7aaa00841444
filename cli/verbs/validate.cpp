#include <memory>

#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/roster.hpp"
#include "cli/sweep.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"
#include "sim/base/say.hpp"
#include "sim/experiment/replicate.hpp"
#include "sim/model/effect_kind.hpp"
#include "sim/scenario/roster_study_keys.hpp"
#include "sim/scenario/study.hpp"
#include "sim/scenario/study_keys.hpp"

namespace crossflow {

namespace {

struct ValidateOptions {
  std::string file;  // a scenario, a study or a question for a roster
  LoadOptions load;
  bool quiet = false;
};

void validate(const ValidateOptions& options) {
  const std::string key = top_key_of(options.file, {study_key, roster_key});
  if (key == study_key) return validate_study(options.file, options.quiet);
  if (key == roster_key) return validate_roster_study(options.file, options.quiet);
  const Draft draft = load_checked(options.file, options.load);
  if (options.quiet) return;
  say("{}: nothing wrong found\n", options.file);
  const Scenario scenario = draft.scenario();
  for (const std::string& warning : warnings_of(draft, scenario)) say("warning: {}\n", warning);
  for (const DisruptionEntry& disruption : disruption_entries(scenario))
    if (!disruption.idle.empty()) say("'{}' does nothing here: {}\n", disruption.name, disruption.idle);
}

}  // namespace

Action validate_verb(CLI::App& command) {
  const auto options = std::make_shared<ValidateOptions>();
  add_scenario(command, options->file, options->load);
  add_quiet(command, options->quiet, "print nothing but errors");
  return [options](const std::string&) {
    validate(*options);
    return succeeded;
  };
}

}  // namespace crossflow

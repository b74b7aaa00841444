#include "sim/scenario/schema.hpp"

#include <memory>

#include <nlohmann/json.hpp>

#include "analysis/measures.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"
#include "sim/base/say.hpp"
#include "sim/model/kinds.hpp"
#include "sim/scenario/roster_study.hpp"
#include "sim/scenario/study.hpp"

namespace crossflow {

namespace {

void print_schema(bool study, bool roster, bool reference) {
  if (roster && reference) {
    say("{}", roster_study_reference(all_kinds(), all_measures()));
  } else if (roster) {
    say("{}\n", roster_study_schema(all_kinds(), all_measures()).dump(2));
  } else if (study && reference) {
    say("{}", study_reference(all_kinds(), all_measures()));
  } else if (study) {
    say("{}\n", study_schema(all_kinds(), all_measures()).dump(2));
  } else if (reference) {
    say("{}", reference_page(all_kinds()));
  } else {
    say("{}\n", json_schema(all_kinds()).dump(2));
  }
}

}  // namespace

Action schema_verb(CLI::App& command) {
  const auto reference = std::make_shared<bool>(false);
  const auto study = std::make_shared<bool>(false);
  command.add_flag("--reference", *reference, "print the reference page of all keys instead");
  const auto of_rosters = std::make_shared<bool>(false);
  CLI::Option* of_studies = command.add_flag("--study", *study, "of studies, not of scenarios");
  command.add_flag("--roster", *of_rosters, "of questions for rosters")->excludes(of_studies);
  return [reference, study, of_rosters](const std::string&) {
    print_schema(*study, *of_rosters, *reference);
    return succeeded;
  };
}

}  // namespace crossflow

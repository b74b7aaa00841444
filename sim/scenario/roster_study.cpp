#include "sim/scenario/roster_study.hpp"

#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/scenario/figure.hpp"
#include "sim/scenario/roster_study_keys.hpp"
#include "sim/scenario/schema.hpp"
#include "sim/scenario/tables.hpp"

namespace crossflow {
namespace {

RosterStudy assemble(WrittenRosterStudy& written) {
  RosterStudy study;
  study.base = written.base.file;
  if (written.scenario) study.common.push_back(std::move(*written.scenario));
  RosterRules& rules = study.rules;
  rules.title = std::move(written.title);
  rules.pools = std::move(written.pools);
  rules.costs = written.costs;
  rules.pledges = written.pledges;
  rules.on_days = written.on_days;
  for (WrittenRosterCondition& condition : written.conditions) {
    MeasureRequest& request = condition.written.request;
    if (request.name.empty()) request.name = name_unless_given(request);
    rules.conditions.push_back(condition_of(condition.written.bound, rules.measures.size(), condition.bound_place));
    rules.measures.push_back(std::move(request));
  }
  rules.replications = static_cast<std::uint32_t>(written.replications);
  rules.most_rosters = static_cast<std::uint32_t>(written.rosters);
  rules.test = static_cast<std::uint32_t>(written.test);
  rules.seed = static_cast<std::uint64_t>(written.seed);
  return study;
}

}  // namespace

LoadOptions RosterStudy::load_options() const {
  LoadOptions options;
  options.layers = common;
  options.texts = {text};
  options.asked_at = base_asked_at;
  return options;
}

RosterStudy read_roster_study(const std::string& file, const Kinds& kinds, const MeasureKinds& measures) {
  Problems problems;
  SourceText text{file, {}};
  const Value root = load_yaml(file, text.text, problems);
  if (problems.empty() && !root.is_map())
    problems.add({file}, "the file asks for no roster", fmt::format("keys such as '{}: 1'", roster_key));
  if (problems.empty() && root.find(roster_key) == nullptr && root.find(study_key) != nullptr)
    problems.add({file}, "this is a study that asks for no roster", "'crossflow sweep' for studies");
  if (problems.empty() && root.find(roster_key) == nullptr && root.find("crossflow") != nullptr)
    problems.add({file}, "this is a scenario, and asks for no roster", "'crossflow run' for scenarios");
  WrittenRosterStudy written;
  TableStore tables;
  Reader reader(problems, tables);
  RosterStudy study;
  if (problems.empty() && roster_study_record(kinds, measures)->read(root, reader, written)) study = assemble(written);
  if (!problems.empty()) throw InputError(std::move(problems));
  if (study.rules.title.en.empty()) study.rules.title.en = std::filesystem::path(file).stem().string();
  study.file = file;
  study.base_asked_at = root.find("base")->place;
  study.text = std::move(text);
  return study;
}

nlohmann::json roster_study_schema(const Kinds& kinds, const MeasureKinds& measures) {
  nlohmann::json schema = roster_study_record(kinds, measures)->schema();
  schema["$schema"] = "http://json-schema.org/draft-07/schema#";
  schema["title"] = "Crossflow roster question";
  schema["definitions"] = annotation_definitions();
  return schema;
}

std::string roster_study_reference(const Kinds& kinds, const MeasureKinds& measures) {
  return "# Keys of a roster question\n\nThe cheapest roster that keeps what must hold: see [roster.md](roster.md). "
         "Values are written as in a scenario; measures are those of [studies](studies-reference.md).\n\n## Keys\n\n" +
         keys_table(*roster_study_record(kinds, measures)) + "## Of a pool\n\n" + keys_table(*roster_pool_record()) +
         "## Of a form of duty, under `shifts`\n\n" + keys_table(*duty_form_record());
}

}  // namespace crossflow

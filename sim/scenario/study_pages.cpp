// What the descriptions of a study's keys say to editors and to readers.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/scenario/figure.hpp"
#include "sim/scenario/schema.hpp"
#include "sim/scenario/study_keys.hpp"

namespace crossflow {
namespace {

std::string keys_text(const MeasureKind& kind) {
  std::string out;
  const auto add = [&](const char* key, Asks asks) {
    if (asks == Asks::no) return;
    out += fmt::format("{}`{}`{}", out.empty() ? "" : ", ", key, asks == Asks::must ? " (needed)" : "");
  };
  add("station", kind.station);
  add("class", kind.traveller_class);
  add("direction", kind.direction);
  for (const char* key : {"source", "in a group"}) add(key, kind.sources ? Asks::may : Asks::no);
  for (const char* key : {"pool", "skill"}) add(key, kind.officers ? Asks::may : Asks::no);
  add("percentile", kind.times ? Asks::may : Asks::no);
  add("over", kind.times ? Asks::may : Asks::no);
  add("limit", kind.limit);
  add("day", kind.when == When::whole ? Asks::no : Asks::may);
  add("from", kind.when == When::half_hours ? Asks::may : Asks::no);
  add("until", kind.when == When::half_hours ? Asks::may : Asks::no);
  return out;
}

}  // namespace

nlohmann::json study_schema(const Kinds& kinds, const MeasureKinds& measures) {
  nlohmann::json schema = study_record(kinds, measures)->schema();
  schema["$schema"] = "http://json-schema.org/draft-07/schema#";
  schema["title"] = "Crossflow study";
  schema["definitions"] = annotation_definitions();
  return schema;
}

std::string study_reference(const Kinds& kinds, const MeasureKinds& measures) {
  std::string out =
      "# Keys of a study\n\nOne scenario in many variants: see [studies.md](studies.md). Values are written as in a "
      "scenario.\n\n";
  out += "## Keys\n\n" + keys_table(*study_record(kinds, measures));
  out += "## Measures\n\n| measure | keys | |\n| --- | --- | --- |\n";
  for (const MeasureKind* kind : measures)
    out += fmt::format("| `{}` | {} | {} |\n", kind->name, keys_text(*kind), kind->help);
  return out;
}

}  // namespace crossflow

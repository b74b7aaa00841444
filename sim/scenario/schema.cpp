#include "sim/scenario/schema.hpp"

#include "sim/scenario/distribution_type.hpp"
#include "sim/scenario/figure.hpp"
#include "sim/scenario/port_keys.hpp"

namespace crossflow {
namespace {

/// Moves a part that occurs more than once among the definitions.
void share(nlohmann::json& part, const std::string& name, nlohmann::json& definitions) {
  definitions[name] = std::move(part);
  part = {{"$ref", "#/definitions/" + name}};
}

}  // namespace

nlohmann::json json_schema(const Kinds& kinds) {
  nlohmann::json definitions = annotation_definitions();
  for (const Measure measure : {Measure::duration, Measure::span, Measure::speed, Measure::count, Measure::factor}) {
    const std::string name = distribution_definition_name(measure);
    definitions[name] = distribution_definition(measure);
    definitions[name.substr(0, name.find('-'))] = rule_of(measure).schema();
  }
  definitions["steps"] = steps_definition();
  definitions["row"] = row_keys().schema();
  nlohmann::json whole = document_record(kinds)->schema();
  share(whole["properties"]["stations"], "stations", definitions);
  share(whole["properties"]["demand"], "demand", definitions);
  nlohmann::json& port = whole["properties"]["ports"]["patternProperties"].front()["properties"];
  share(port["stations"], "stations", definitions);
  share(port["demand"], "demand", definitions);
  whole["oneOf"] = {{{"required", {"ports"}}}, {{"required", {"port", "demand", "stations", "routes"}}}};

  nlohmann::json partial = {{"type", "object"}, {"additionalProperties", false}};
  for (const auto& [key, value] : whole["properties"].items()) {
    partial["properties"][key] = {{"description", value.value("description", "")}};
  }
  definitions["scenario"] = std::move(whole);
  definitions["difference"] = std::move(partial);
  return {{"$schema", "http://json-schema.org/draft-07/schema#"},
          {"title", "Crossflow scenario"},
          {"type", "object"},
          {"definitions", std::move(definitions)},
          {"if", {{"required", {"crossflow"}}, {"not", {{"required", {"extends"}}}}}},
          {"then", {{"$ref", "#/definitions/scenario"}}},
          {"else", {{"$ref", "#/definitions/difference"}}}};
}

}  // namespace crossflow

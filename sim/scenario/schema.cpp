#include "sim/scenario/schema.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "sim/base/check.hpp"
#include "sim/scenario/by_day.hpp"
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

/// Property schemas that occur several times, such as the queue of every kind of station, stand among the definitions
/// once, each by the name of its property.
class SharedProperties {
 public:
  /// Names are taken neither by `others` nor twice.
  SharedProperties(const nlohmann::json& others, nlohmann::json& definitions) : definitions_(definitions) {
    for (const auto& [name, definition] : others.items()) others_.insert(name);
  }

  void count(const nlohmann::json& part) {
    each_property(part, [this](const std::string&, const nlohmann::json& value) { ++times_[value.dump()]; });
    for (const auto& inner : part)
      if (inner.is_structured()) count(inner);
  }

  void share(nlohmann::json& part) {
    each_property(part, [this](const std::string& key, nlohmann::json& value) {
      const std::string text = value.dump();
      const auto found = times_.find(text);
      if (found == times_.end() || found->second == 1 || text.size() < worth_it) return;
      auto& name = names_[text];
      if (name.empty()) {
        name = free_name(key);
        nlohmann::json shared = value;
        share(shared);
        definitions_[name] = std::move(shared);
      }
      nlohmann::json reference = {{"$ref", "#/definitions/" + name}};
      if (value.contains("description")) reference["description"] = value["description"];  // what editors show
      value = std::move(reference);
    });
    for (auto& inner : part)
      if (inner.is_structured()) share(inner);
  }

 private:
  static constexpr std::size_t worth_it = 200;

  template <class Json, class Action>
  static void each_property(Json& part, Action action) {
    if (!part.is_object() || !part.contains("properties") || !part["properties"].is_object()) return;
    for (auto& [key, value] : part["properties"].items())
      if (value.is_object()) action(key, value);
  }
  std::string free_name(const std::string& key) const {
    std::string name = key;
    for (int n = 2; others_.contains(name) || taken(name); ++n) name = key + " " + std::to_string(n);
    return name;
  }
  bool taken(const std::string& name) const {
    return std::any_of(names_.begin(), names_.end(), [&](const auto& each) { return each.second == name; });
  }

  nlohmann::json& definitions_;
  std::set<std::string> others_;
  std::map<std::string, int> times_;
  std::map<std::string, std::string> names_;
};

/// In the place of the value under each key one for each kind of day may stand, but for the keys on which all else
/// hangs and for what is said of a figure.
void may_hang_on_day(nlohmann::json& part) {
  static const std::set<std::string> never = {"crossflow", "extends", "date",  "days", "calendar",
                                              "mark",      "source",  "range", "note"};
  if (part.is_object() && part.contains("properties") && part["properties"].is_object())
    for (auto& [key, value] : part["properties"].items()) {
      may_hang_on_day(value);
      if (never.contains(key) || !value.is_object()) continue;
      nlohmann::json either = {{"anyOf", {value, {{"$ref", "#/definitions/by day"}}}}};
      if (value.contains("description")) {
        either["description"] = value["description"];
        either["anyOf"][0].erase("description");
      }
      value = std::move(either);
    }
  for (auto& [key, inner] : part.items())
    if (inner.is_structured() && key != "properties") may_hang_on_day(inner);
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
  nlohmann::json& port = whole["properties"]["ports"]["patternProperties"].front()["else"]["properties"];
  share(port["stations"], "stations", definitions);
  share(port["demand"], "demand", definitions);
  // Ports that are taken from files bring their classes.
  std::erase_if(whole["required"].get_ref<nlohmann::json::array_t&>(),
                [](const auto& key) { return key == "classes"; });
  whole["oneOf"] = {{{"required", {"ports"}}}, {{"required", {"port", "classes", "demand", "stations", "routes"}}}};

  nlohmann::json partial = {{"type", "object"}, {"additionalProperties", false}};
  for (const auto& [key, value] : whole["properties"].items()) {
    partial["properties"][key] = {{"description", value.value("description", "")}};
  }
  definitions["scenario"] = std::move(whole);
  definitions["difference"] = std::move(partial);
  nlohmann::json shared = nlohmann::json::object();
  SharedProperties properties(definitions, shared);
  properties.count(definitions);
  properties.share(definitions);
  for (const auto& [name, definition] : shared.items()) {
    CROSSFLOW_CHECK(!definitions.contains(name), "two definitions of one name");
    definitions[name] = definition;
  }
  for (auto& [name, definition] : definitions.items())
    if (name != "difference") may_hang_on_day(definition);
  definitions["by day"] = {
      {"description", "A value for each kind of day, festival or date; the first that fits holds."},
      {"type", "object"},
      {"required", {by_day_key}},
      {"additionalProperties", false},
      {"properties", {{by_day_key, {{"type", "object"}, {"minProperties", 1}}}}}};
  return {{"$schema", "http://json-schema.org/draft-07/schema#"},
          {"title", "Crossflow scenario"},
          {"type", "object"},
          {"definitions", std::move(definitions)},
          {"if", {{"required", {"crossflow"}}, {"not", {{"required", {"extends"}}}}}},
          {"then", {{"$ref", "#/definitions/scenario"}}},
          {"else", {{"$ref", "#/definitions/difference"}}}};
}

}  // namespace crossflow

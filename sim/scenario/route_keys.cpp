// Routes: steps, choices and the rules that every path ends and no share is given twice.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/scenario/choice.hpp"
#include "sim/scenario/figure.hpp"
#include "sim/scenario/named_type.hpp"
#include "sim/scenario/port_keys.hpp"

namespace crossflow {
namespace {

const char* const step_expected =
    "a step: the name of a station, 'leave', {visit: ...}, {shortest of: [...]}, {choose: [...]} or a row such as "
    "{share: 3%, to: ...}";

class RouteType final : public Type<Route> {
 public:
  bool read(const Value& value, Reader& reader, Route& out) const override {
    return steps_type()->read(value, reader, out.steps) && steps_end(out.steps, value, reader);
  }
  void write_schema(nlohmann::json& out) const override { out = steps_type()->schema(); }
  std::string expected() const override { return steps_type()->expected(); }
};

class StepsType final : public Type<std::vector<Step>> {
 public:
  bool read(const Value& value, Reader& reader, std::vector<Step>& out) const override {
    out.clear();
    if (!value.is_list()) {
      out.emplace_back();
      return read_step(value, reader, out.back());
    }
    if (value.items.empty()) return reader.refuse(value, *this);
    bool good = true;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      const Reader::Scope scope(reader, i);
      out.emplace_back();
      good = read_step(value.items[i], reader, out.back()) && good;
    }
    return good;
  }
  void write_schema(nlohmann::json& out) const override { out = {{"$ref", "#/definitions/steps"}}; }
  std::string expected() const override { return "a list of steps, each the name of a station, a choice or 'leave'"; }

 private:
  static bool read_step(const Value& value, Reader& reader, Step& out) {
    out.place = value.place;
    if (value.is_scalar()) {
      out.kind = value.scalar == "leave" ? Step::Kind::leave : Step::Kind::visit;
      if (out.kind == Step::Kind::leave) return true;
      out.stations.resize(1);
      return types::station_name()->read(value, reader, out.stations[0]);
    }
    if (!value.is_map()) return reader.refuse(value, step_expected);
    if (value.find("visit") != nullptr) return read_visit(value, reader, out);
    if (value.find("shortest of") != nullptr) return read_shortest(value, reader, out);
    if (value.find("choose") != nullptr) return read_choice(value, reader, out);
    const auto keys = row_keys().key_names();
    const bool row = std::any_of(value.entries.begin(), value.entries.end(), [&](const auto& entry) {
      return std::find(keys.begin(), keys.end(), entry.key) != keys.end();
    });
    if (row) return read_single_row(value, reader, out);
    const std::string first = value.entries.empty() ? "" : value.entries[0].key;
    return reader.problem(value, "this is no step of a route", step_expected,
                          nearest_word(first, {"visit", "shortest of", "choose"}));
  }

  static bool read_visit(const Value& map, Reader& reader, Step& out) {
    out.kind = Step::Kind::visit;
    out.stations.resize(1);
    const Reader::Scope scope(reader, "visit");
    return refuse_unknown_keys(map, {"visit"}, "a visit", reader) &&
           types::station_name()->read(*map.find("visit"), reader, out.stations[0]);
  }
  static bool read_shortest(const Value& map, Reader& reader, Step& out) {
    out.kind = Step::Kind::shortest;
    const Reader::Scope scope(reader, "shortest of");
    return refuse_unknown_keys(map, {"shortest of"}, "a step", reader) &&
           types::list_of(types::station_name(), 2)->read(*map.find("shortest of"), reader, out.stations);
  }
};

}  // namespace

TypePtr<std::vector<Step>> steps_type() {
  static const auto type = std::make_shared<StepsType>();
  return type;
}

nlohmann::json steps_definition() {
  const nlohmann::json steps = {{"$ref", "#/definitions/steps"}};
  const nlohmann::json row = {{"$ref", "#/definitions/row"}};
  const nlohmann::json name = {{"type", "string"}, {"description", "The name of a station, or leave."}};
  const auto map_of = [](const std::string& needed, const nlohmann::json& properties) {
    return nlohmann::json{
        {"type", "object"}, {"required", {needed}}, {"additionalProperties", false}, {"properties", properties}};
  };
  const nlohmann::json names = {{"type", "array"}, {"items", name}, {"minItems", 2}};
  const nlohmann::json rows = {{"type", "array"}, {"items", row}, {"minItems", 1}};
  const nlohmann::json step = {
      {"anyOf",
       {name, map_of("visit", {{"visit", name}}), map_of("shortest of", {{"shortest of", names}}),
        map_of("choose", {{"choose", rows}, {"purpose", {{"type", "string"}}}}), row}}};
  return {{"anyOf", {step, {{"type", "array"}, {"items", step}, {"minItems", 1}}}}};
}

TypePtr<std::vector<Route>> routes_type() {
  return std::make_shared<NamedType<Route>>(std::make_shared<RouteType>(), "route");
}

bool steps_end(const std::vector<Step>& steps, const Value& at, Reader& reader) {
  const std::size_t before = reader.problems().size();
  if (!always_leaves(steps, reader)) {
    const Place place = steps.empty() ? at.place : steps.back().place;
    reader.problems().add(place, reader.subject() + " does not leave the port on every path",
                          "'leave' as its last step");
  }
  return reader.problems().size() == before;
}

}  // namespace crossflow

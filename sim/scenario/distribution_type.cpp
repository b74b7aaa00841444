#include "sim/scenario/distribution_type.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/scenario/figure.hpp"
#include "sim/scenario/tables.hpp"

namespace crossflow {
namespace {

constexpr double least_factor = 1e-9;
constexpr double hardly_ever = 1e-12;  // of draws

std::vector<std::string> all_keys() {
  std::vector<std::string> keys = distribution_families();
  keys.insert(keys.end(), annotated_keys().begin(), annotated_keys().end());
  return keys;
}

std::string measure_name(Measure measure) {
  switch (measure) {
    case Measure::duration:
      return "duration";
    case Measure::span:
      return "span";
    case Measure::speed:
      return "speed";
    case Measure::count:
      return "count";
    case Measure::factor:
      return "factor";
  }
  return {};
}

class DistributionType final : public Type<Distribution> {
 public:
  explicit DistributionType(Measure measure) : measure_(measure), rule_(rule_of(measure)) {}

  bool read(const Value& value, Reader& reader, Distribution& out) const override {
    const auto found = read_any(value, reader, true);
    if (!found) return false;
    if (value.is_map() && !note_figure(value, value, &rule_, found->central, reader)) return false;
    out = found->distribution;
    if (measure_ == Measure::speed && out.quantile(hardly_ever) < rule_.least) {
      return reader.problem(
          value, reader.subject() + " may give speeds below 0.05 m/s",
          "a distribution that cannot, such as {normal: {mean: 1.25 m/s, cv: 20%}}, which is cut there");
    }
    if (const auto drawn = reader.drawn_here()) {
      const Amount& central = found->central;
      out = out.family() == Distribution::Family::constant
                ? Distribution::constant(std::max(0.0, central.unit.to_base(*drawn)))
                : out.scaled(std::max(*drawn / central.number, least_factor));
    }
    return true;
  }
  void write_schema(nlohmann::json& out) const override {
    out = {{"$ref", "#/definitions/" + distribution_definition_name(measure_)}};
  }
  std::string expected() const override {
    return rule_.expected() + ", or a distribution such as {lognormal: {mean: " +
           (rule_.example.empty() ? "3" : rule_.example.substr(0, rule_.example.find(" or "))) + ", cv: 35%}}";
  }
  std::vector<std::string> own_keys() const override { return all_keys(); }

 private:
  std::optional<ReadDistribution> read_any(const Value& value, Reader& reader, bool may_hold_value) const {
    if (!value.is_map()) {
      const auto amount =
          value.is_scalar() ? read_amount(rule_, value, reader) : (reader.refuse(value, *this), std::nullopt);
      if (!amount) return {};
      return ReadDistribution{Distribution::constant(amount->value), *amount};
    }
    std::vector<const Value::Entry*> families;
    bool good = refuse_unknown_keys(value, all_keys(), "a distribution", reader);
    for (const auto& entry : value.entries) {
      const auto& names = distribution_families();
      const bool family = std::find(names.begin(), names.end(), entry.key) != names.end();
      if (family || (entry.key == "value" && may_hold_value)) families.push_back(&entry);
    }
    if (families.size() > 1) {
      good = reader.problem(value,
                            reader.subject() + " has both '" + families[0]->key + "' and '" + families[1]->key + "'",
                            "one distribution");
    }
    if (!good) return {};
    if (families.empty()) {
      reader.refuse(value, *this);
      return {};
    }
    const Reader::Scope scope(reader, families[0]->key);
    if (families[0]->key == "value") return read_any(families[0]->value, reader, false);
    return read_family(families[0]->key, families[0]->value, rule_, reader);
  }

  Measure measure_;
  QuantityRule rule_;
};

}  // namespace

QuantityRule rule_of(Measure measure) {
  switch (measure) {
    case Measure::duration:
      return rules::duration(0, day);
    case Measure::span:
      return rules::duration(0, 366 * day);
    case Measure::speed:
      return rules::speed();
    case Measure::count:
      return rules::number(0, 1000);
    case Measure::factor:
      return rules::factor();
  }
  return {};
}

std::string distribution_definition_name(Measure measure) {
  return measure_name(measure) + "-distribution";
}

nlohmann::json distribution_definition(Measure measure) {
  const nlohmann::json one = {{"$ref", "#/definitions/" + measure_name(measure)}};
  const nlohmann::json share = types::share()->schema();
  const auto list = [&](int count) {
    return nlohmann::json{{"type", "array"}, {"items", one}, {"minItems", count}, {"maxItems", count}};
  };
  const auto with = [&](const std::string& other, const nlohmann::json& type, bool limits) {
    nlohmann::json properties = {{"mean", one}, {other, type}};
    if (limits) properties.update({{"least", one}, {"most", one}});
    return nlohmann::json{
        {"type", "object"}, {"required", {"mean", other}}, {"additionalProperties", false}, {"properties", properties}};
  };
  const nlohmann::json percent = types::percent(0.001, 3)->schema();
  const nlohmann::json mean_only = {
      {"type", "object"}, {"required", {"mean"}}, {"additionalProperties", false}, {"properties", {{"mean", one}}}};
  nlohmann::json properties = annotation_schema();
  properties["value"] = one;
  properties["constant"] = one;
  properties["uniform"] = list(2);
  properties["triangular"] = list(3);
  properties["exponential"] = {{"anyOf", {one, mean_only}}};
  properties["erlang"] = with("shape", {{"type", "integer"}, {"minimum", 1}}, false);
  for (const char* family : {"gamma", "lognormal", "weibull"}) properties[family] = with("cv", percent, false);
  properties["normal"] = with("cv", percent, true);
  properties["empirical"] = {{"anyOf",
                              {{{"type", "object"}, {"additionalProperties", share}},
                               {{"type", "object"}, {"required", {"table", "value"}}}}}};
  nlohmann::json any_family = nlohmann::json::array({{{"required", {"value"}}}});
  for (const auto& family : distribution_families()) any_family.push_back({{"required", {family}}});
  const nlohmann::json map = {
      {"type", "object"}, {"additionalProperties", false}, {"properties", properties}, {"oneOf", any_family}};
  return {{"anyOf", {one, map}}};
}

namespace types {
TypePtr<Distribution> distribution(Measure measure) {
  return std::make_shared<DistributionType>(measure);
}
}  // namespace types

}  // namespace crossflow

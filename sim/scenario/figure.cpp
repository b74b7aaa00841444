#include "sim/scenario/figure.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <nlohmann/json.hpp>

#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

const TypePtr<Mark>& mark_type() {
  static const TypePtr<Mark> type =
      types::one_of<Mark>({{"observed", Mark::observed, "counted or measured at the place"},
                           {"design", Mark::design, "published as what the place was built for"},
                           {"pledge", Mark::pledge, "promised to the public"},
                           {"assumption", Mark::assumption, "thought likely by who wrote the scenario"},
                           {"adjusted", Mark::adjusted, "taken from elsewhere and changed to fit"},
                           {"calibrated", Mark::calibrated, "found by fitting results to what was observed"}});
  return type;
}

constexpr char range_expected[] = "two values such as [12 s, 20 s], or ±25%";

/// "±25%" or "+-25%" as 0.25.
std::optional<double> plus_minus(const Value& range) {
  if (!range.is_scalar()) return {};
  for (const std::string sign : {"±", "+-", "+/-"}) {
    if (!range.scalar.starts_with(sign)) continue;
    const auto amount = parse_amount(rules::percent(0, 100), range.scalar.substr(sign.size()));
    if (amount) return amount->value;
  }
  return {};
}

double in_unit_of(const Amount& central, const Amount& other) {
  return other.unit.name == central.unit.name ? other.number : other.value / central.unit.scale;
}

std::optional<std::pair<double, double>> read_range(const Value& range, const QuantityRule& rule, const Amount& central,
                                                    Reader& reader) {
  const Reader::Scope scope(reader, "range");
  std::pair<double, double> ends;  // in the base unit, and in the unit of the figure
  std::pair<double, double> numbers;
  if (const auto part = plus_minus(range)) {
    ends = {central.value * (1 - *part), central.value * (1 + *part)};
    numbers = {central.number * (1 - *part), central.number * (1 + *part)};
    if (ends.first < rule.least || ends.second > rule.most) {
      reader.problem(range,
                     "the range " + describe(range) + " of " + central.text(central.number) +
                         " goes beyond what the figure may be",
                     rule.expected());
      return {};
    }
  } else {
    if (!range.is_list() || range.items.size() != 2) {
      reader.refuse_length(range, range_expected);
      return {};
    }
    const auto low = read_amount(rule, range.items[0], reader);
    const auto high = read_amount(rule, range.items[1], reader);
    if (!low || !high) return {};
    ends = {low->value, high->value};
    numbers = {in_unit_of(central, *low), in_unit_of(central, *high)};
    // A little tolerance, since 12.5 s may be written as 12.5 s or as 0.2083 min.
    const double slack = 1e-9 * std::max(std::abs(ends.first), std::abs(ends.second));
    if (ends.first > ends.second) {
      reader.problem(range, "the range " + flow_text(range) + " is the wrong way round", "the smaller value first");
      return {};
    }
    if (central.value < ends.first - slack || central.value > ends.second + slack) {
      reader.problem(
          range, "the range " + flow_text(range) + " does not hold the figure itself, " + central.text(central.number));
      return {};
    }
  }
  return numbers;
}

bool read_text(const Value& map, const std::string& key, Reader& reader, std::string& out) {
  const Value* value = map.find(key);
  if (value == nullptr) return true;
  const Reader::Scope scope(reader, key);
  return types::text()->read(*value, reader, out);
}

}  // namespace

const char* text_of(Mark mark) {
  switch (mark) {
    case Mark::none:
      return "";
    case Mark::observed:
      return "observed";
    case Mark::design:
      return "design";
    case Mark::pledge:
      return "pledge";
    case Mark::assumption:
      return "assumption";
    case Mark::adjusted:
      return "adjusted";
    case Mark::calibrated:
      return "calibrated";
  }
  return "";
}

const std::vector<std::string>& annotation_keys() {
  static const std::vector<std::string> keys = {"mark", "source", "range", "note"};
  return keys;
}

const std::vector<std::string>& annotated_keys() {
  static const std::vector<std::string> keys = {"value", "mark", "source", "range", "note"};
  return keys;
}

bool is_annotation(std::string_view key) {
  const auto& keys = annotation_keys();
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool is_annotated(const Value& map) {
  return std::any_of(map.entries.begin(), map.entries.end(),
                     [](const auto& entry) { return is_annotation(entry.key); });
}

nlohmann::json annotation_definitions() {
  return {{"mark", mark_type()->schema()},
          {"range",
           {{"description", "How far the figure may be off: two values, or ±25%."},
            {"anyOf",
             {{{"type", "string"}, {"pattern", "^(±|\\+-|\\+/-) ?[0-9.]+ ?%$"}},
              {{"type", "array"}, {"minItems", 2}, {"maxItems", 2}}}}}}};
}

nlohmann::json annotation_schema() {
  const nlohmann::json text = {{"type", "string"}};
  return {{"mark", {{"$ref", "#/definitions/mark"}}},
          {"source", text},
          {"note", text},
          {"range", {{"$ref", "#/definitions/range"}}}};
}

nlohmann::json annotated_schema(const nlohmann::json& value) {
  nlohmann::json properties = annotation_schema();
  properties["value"] = value;
  return {{"type", "object"}, {"required", {"value"}}, {"additionalProperties", false}, {"properties", properties}};
}

bool note_figure(const Value& map, const Value& whole, const QuantityRule* rule, const std::optional<Amount>& central,
                 Reader& reader) {
  if (!is_annotated(map)) return true;
  Figure figure;
  figure.path = reader.path();
  figure.place = whole.place;
  figure.text = flow_text(whole);
  figure.whole = rule != nullptr && rule->whole;
  bool good = true;
  if (const Value* mark = map.find("mark")) {
    const Reader::Scope scope(reader, "mark");
    good = mark_type()->read(*mark, reader, figure.mark);
  }
  good = read_text(map, "source", reader, figure.source) && good;
  good = read_text(map, "note", reader, figure.note) && good;
  if (central) figure.central = central->text(central->number);
  if (const Value* range = map.find("range")) {
    if (rule == nullptr || !central) {
      return reader.problem(*range, "a range stands beside a single figure only", "the range beside each figure");
    }
    figure.range = read_range(*range, *rule, *central, reader);
    good = figure.range.has_value() && good;
  }
  if (good) reader.figures.push_back(std::move(figure));
  return good;
}

double drawn_or(const Amount& central, const QuantityRule& rule, const Reader& reader) {
  const auto drawn = reader.drawn_here();
  if (!drawn) return central.value;
  const double value = central.unit.to_base(*drawn);
  return rule.whole ? std::round(value) : value;
}

std::optional<double> read_beside(const QuantityRule& rule, const Value& value, const Value& map, Reader& reader) {
  const auto central = read_amount(rule, value, reader);
  if (!central || !note_figure(map, map, &rule, central, reader)) return {};
  return drawn_or(*central, rule, reader);
}

std::optional<double> read_quantity(const QuantityRule& rule, const Value& value, Reader& reader) {
  if (!value.is_map()) {
    const auto amount = read_amount(rule, value, reader);
    if (!amount) return {};
    return drawn_or(*amount, rule, reader);
  }
  const Value* inner = value.find("value");
  if (inner == nullptr) {
    reader.refuse(value, rule.expected() + ", or {value: ..., mark: ...}");
    return {};
  }
  if (!refuse_unknown_keys(value, annotated_keys(), "a figure", reader)) return {};
  return read_beside(rule, *inner, value, reader);
}

}  // namespace crossflow

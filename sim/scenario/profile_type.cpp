// What is read by rows: a profile over the day, and an empirical distribution from a table.
#include <algorithm>
#include <numeric>

#include <nlohmann/json.hpp>

#include "sim/scenario/distribution_type.hpp"
#include "sim/scenario/figure.hpp"
#include "sim/scenario/tables.hpp"

namespace crossflow {
namespace {

QuantityRule weight_rule() {
  QuantityRule rule = rules::number(0, 1e9);
  rule.what = "a weight";
  rule.example = "7% or 420";
  rule.units = {{"%", 0.01, {}, {}}};
  rule.limits = "";
  return rule;
}

class ProfileType final : public Type<Profile> {
 public:
  bool read(const Value& value, Reader& reader, Profile& out) const override {
    out.bins.clear();
    if (!value.is_map() || value.entries.empty()) return reader.refuse(value, *this);
    const bool good = value.find("table") != nullptr ? read_table(value, reader, out) : read_inline(value, reader, out);
    return good && in_order(value, reader, out) && note_figure(value, value, nullptr, {}, reader);
  }
  void write_schema(nlohmann::json& out) const override {
    nlohmann::json in_table = annotation_schema();
    in_table["table"] = {{"type", "string"}};
    in_table["column"] = {{"type", "string"}};
    const nlohmann::json table = {{"type", "object"},
                                  {"required", {"table", "column"}},
                                  {"additionalProperties", false},
                                  {"properties", in_table}};
    const nlohmann::json written = {
        {"type", "object"},
        {"properties", annotation_schema()},
        {"patternProperties", {{"^[0-9]{1,2}:[0-9]{2} *- *[0-9]{1,2}:[0-9]{2}$", weight_rule().schema()}}},
        {"additionalProperties", false}};
    out = {{"anyOf", {table, written}}};
  }
  std::string expected() const override {
    return R"(weights by time of the day such as {"07:00-08:00": 2%, "08:00-09:00": 6%}, or {table: FILE, column: NAME})";
  }

  std::vector<std::string> own_keys() const override {
    std::vector<std::string> keys = {"table", "column"};
    keys.insert(keys.end(), annotation_keys().begin(), annotation_keys().end());
    return keys;
  }
  bool owns(std::string_view key) const override { return parse_hours(key).has_value() || TypeBase::owns(key); }

 private:
  static bool read_inline(const Value& map, Reader& reader, Profile& out) {
    bool good = true;
    for (const auto& entry : map.entries) {
      if (is_annotation(entry.key)) continue;
      const auto hours = parse_hours(entry.key);
      if (!hours) {
        reader.problems().add(entry.place, "'" + entry.key + "' is no time of the day", "such as 07:00-08:00");
        good = false;
        continue;
      }
      const Reader::Scope scope(reader, entry.key);
      const auto weight = read_quantity(weight_rule(), entry.value, reader);
      good = good && weight;
      if (weight) out.bins.push_back({hours->open, hours->close, *weight});
    }
    return good;
  }

  bool read_table(const Value& map, Reader& reader, Profile& out) const {
    if (!refuse_unknown_keys(map, own_keys(), "a profile", reader)) return false;
    const Value* name = map.find("column");
    if (name == nullptr) return reader.problem(map, "a profile from a table needs the key 'column'");
    const Table* table = reader.table(*map.find("table"));
    if (table == nullptr) return false;
    const auto from = table->column("from");
    const auto to = table->column("to");
    if (!from || !to) {
      return reader.problem(*map.find("table"), "the table '" + table->file + "' has no columns 'from' and 'to'",
                            "times of the day such as 07:00");
    }
    const Reader::Scope scope(reader, "column");
    const auto column = read_column(*table, *name, reader);
    if (!column) return false;
    std::vector<std::size_t> rows(table->rows.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    for (const std::size_t row : rows) {
      const auto hours = parse_hours(table->cell(row, *from) + "-" + table->cell(row, *to));
      if (!hours) {
        reader.problems().add({table->file, table->lines[row]}, "'from' and 'to' of this row are no times of the day",
                              "such as 07:00 and 08:00");
        return false;
      }
      const auto weight = read_cell(*table, row, *column, reader);
      if (!weight) return false;
      out.bins.push_back({hours->open, hours->close, *weight});
    }
    reader.used(*table, rows);
    return true;
  }

  static bool in_order(const Value& map, Reader& reader, Profile& out) {
    std::sort(out.bins.begin(), out.bins.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    double sum = 0;
    for (std::size_t i = 0; i < out.bins.size(); ++i) {
      sum += out.bins[i].weight;
      if (i > 0 && out.bins[i].from < out.bins[i - 1].to) {
        return reader.problem(map, "two times of " + reader.subject() + " overlap at " + clock_text(out.bins[i].from));
      }
    }
    return sum > 0 || reader.problem(map, reader.subject() + " has no weight above 0");
  }
};

}  // namespace

std::optional<ReadDistribution> read_table_distribution(const Value& map, const QuantityRule& rule, Reader& reader) {
  if (!refuse_unknown_keys(map, {"table", "where", "value", "weight", "unit"}, "an empirical distribution", reader)) {
    return {};
  }
  const Value* value_name = map.find("value");
  if (value_name == nullptr) {
    reader.problem(map, "an empirical distribution from a table needs the key 'value'", "the column of the values");
    return {};
  }
  const Table* table = reader.table(*map.find("table"));
  if (table == nullptr) return {};
  const auto rows = read_where(*table, map.find("where"), reader);
  const auto value_column = read_column(*table, *value_name, reader);
  const Value* weight_name = map.find("weight");
  const auto weight_column = weight_name != nullptr ? read_column(*table, *weight_name, reader) : std::nullopt;
  if (!rows || !value_column || (weight_name != nullptr && !weight_column)) return {};
  const Value* unit = map.find("unit");
  const std::string unit_text = unit != nullptr && unit->is_scalar() ? " " + unit->scalar : "";
  std::vector<std::pair<double, double>> pairs;
  Amount first;
  double sum = 0;
  for (const std::size_t row : *rows) {
    const std::string& cell = table->cell(row, *value_column);
    auto amount = parse_amount(rule, cell);
    if (!amount) amount = parse_amount(rule, cell + unit_text);
    if (!amount) {
      reader.problems().add(
          {table->file, table->lines[row]}, "'" + cell + "' in the column '" + value_name->scalar + "' is no value",
          rule.expected() + (unit == nullptr && !rule.bare ? "; or say the column's unit as 'unit: s'" : ""));
      return {};
    }
    const auto weight = weight_column ? read_cell(*table, row, *weight_column, reader) : std::optional(1.0);
    if (!weight) return {};
    if (pairs.empty()) first = *amount;
    pairs.emplace_back(amount->value, *weight);
    sum += *weight;
  }
  if (sum <= 0) {
    reader.problem(map, "no row of '" + table->file + "' has a weight above 0");
    return {};
  }
  reader.used(*table, *rows);
  ReadDistribution out;
  out.distribution = Distribution::empirical(std::move(pairs));
  out.central = first;
  out.central.value = out.distribution.mean();
  out.central.number = out.central.value / first.unit.scale;
  return out;
}

namespace types {
TypePtr<Profile> profile() {
  return std::make_shared<ProfileType>();
}
}  // namespace types

}  // namespace crossflow

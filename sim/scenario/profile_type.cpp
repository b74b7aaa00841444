// What is read by rows: a profile over the day, and an empirical distribution from a table.
#include <algorithm>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "sim/scenario/dates.hpp"
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
    std::vector<Written> bins;
    const bool good =
        value.find("table") != nullptr ? read_table(value, reader, bins) : read_inline(value, reader, bins);
    return good && in_order(value, reader, std::move(bins), out) && note_figure(value, value, nullptr, {}, reader);
  }
  void write_schema(nlohmann::json& out) const override {
    nlohmann::json in_table = annotation_schema();
    in_table["table"] = {{"type", "string"}};
    in_table["column"] = {{"type", "string"}};
    in_table["where"] = {{"type", "object"}, {"description", "What columns of the table must hold."}};
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
    std::vector<std::string> keys = {"table", "column", "where"};
    keys.insert(keys.end(), annotation_keys().begin(), annotation_keys().end());
    return keys;
  }
  bool owns(std::string_view key) const override { return parse_hours(key).has_value() || TypeBase::owns(key); }

 private:
  /// A time of the day with its weight, and where it stands.
  struct Written {
    Profile::Bin bin;
    Place place;
  };

  static bool read_inline(const Value& map, Reader& reader, std::vector<Written>& out) {
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
      if (weight) out.push_back({{hours->open, hours->close, *weight}, entry.place});
    }
    return good;
  }

  bool read_table(const Value& map, Reader& reader, std::vector<Written>& out) const {
    if (!refuse_unknown_keys(map, own_keys(), "a profile", reader)) return false;
    const Value* name = map.find("column");
    if (name == nullptr) return reader.problem(map, "a profile from a table needs the key 'column'");
    const Value& file = *map.find("table");
    const Table* table = reader.table(file);
    if (table == nullptr) return false;
    const auto own = own_columns(*table, {{"from", "to"}, {"date"}, true}, file, reader);
    if (!own) return false;
    const Reader::Scope scope(reader, "column");
    const auto column = read_column(*table, *name, reader);
    auto rows = read_where(*table, map.find("where"), reader);
    if (!column || !rows) return false;
    if (const std::string other = other_weekday(table->header[*column], reader.date, reader.days);
        !other.empty() && !reader.is_chosen_by_day())
      reader.warn(name->place,
                  "the column '" + table->header[*column] + "' is of a " + other + ", while the scenario's " +
                      (reader.days > 1 ? "dates have none" : "date " + date_text(reader.date) + " is none"));
    if ((*own)[2] && !where_names(map.find("where"), "date") && !of_the_date(*table, *(*own)[2], file, reader, *rows))
      return false;
    bool good = true;
    for (const std::size_t row : *rows) {
      const auto hours = parse_hours(table->cell(row, *(*own)[0]) + "-" + table->cell(row, *(*own)[1]));
      if (!hours) {
        const bool from = parse_hours(table->cell(row, *(*own)[0]) + "-24:00").has_value();
        good = refuse_cell(*table, row, *(*own)[from ? 1 : 0], "is no time of the day", "such as 07:00", reader);
      }
      const auto weight = read_cell(*table, row, *column, reader);
      good = good && weight;
      if (good) out.push_back({{hours->open, hours->close, *weight}, table->place(row, *(*own)[0])});
    }
    if (good && rows->empty())
      return reader.problem(file, "the table '" + table->file + "' has no rows", "a row for each time of the day");
    reader.used(*table, *rows);
    return good;
  }

  /// Keeps the rows of the scenario's date: a profile is one for all days.
  static bool of_the_date(const Table& table, std::size_t column, const Value& file, Reader& reader,
                          std::vector<std::size_t>& rows) {
    std::vector<std::size_t> kept;
    std::set<Date> found;
    bool good = true;
    for (const std::size_t row : rows) {
      const auto date = read_date(table, row, column, reader);
      good = good && date;
      if (!date || *date < reader.date || *date > days_after(reader.date, reader.days - 1)) continue;
      kept.push_back(row);
      found.insert(*date);
    }
    if (!good) return false;
    if (found.empty())
      return reader.problem(file, "no row of '" + table.file + "' is of the scenario's date " + date_text(reader.date),
                            "such rows, or another date by 'where', such as where: {date: 2024-10-20}");
    if (found.size() > 1)
      return reader.problem(
          file, "'" + table.file + "' has rows of several of the scenario's dates, while a profile is one for all days",
          "one date by 'where', such as where: {date: " + date_text(*found.begin()) + "}");
    rows = std::move(kept);
    return true;
  }

  static bool in_order(const Value& map, Reader& reader, std::vector<Written> bins, Profile& out) {
    std::stable_sort(bins.begin(), bins.end(), [](const auto& a, const auto& b) { return a.bin.from < b.bin.from; });
    double sum = 0;
    for (std::size_t i = 0; i < bins.size(); ++i) {
      const auto& bin = out.bins.emplace_back(bins[i].bin);
      sum += bin.weight;
      if (i > 0 && bin.from < bins[i - 1].bin.to) {
        reader.problems().add(bins[i].place,
                              "two times of " + reader.subject() + " overlap at " + clock_text(bin.from));
        return false;
      }
      if (bin.to > day && bin.to - bin.from > 12 * hour)
        reader.warn(bins[i].place,
                    "a time of " + reader.subject() + " is from " + clock_text(bin.from) + " to " +
                        clock_text(bin.to - day) + " of the next day, " + duration_text(bin.to - bin.from),
                    "a time that ends on the same day");
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
  bool good = true;
  for (const std::size_t row : *rows) {
    const std::string& cell = table->cell(row, *value_column);
    auto amount = parse_amount(rule, cell);
    if (!amount) amount = parse_amount(rule, cell + unit_text);
    if (!amount) {
      good = refuse_cell(
          *table, row, *value_column, "is no value",
          rule.expected() + (unit == nullptr && !rule.bare ? "; or say the column's unit as 'unit: s'" : ""), reader);
      continue;
    }
    const auto weight = weight_column ? read_cell(*table, row, *weight_column, reader) : std::optional(1.0);
    good = good && weight;
    if (!good) continue;
    if (pairs.empty()) first = *amount;
    pairs.emplace_back(amount->value, *weight);
    sum += *weight;
  }
  if (!good) return {};
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

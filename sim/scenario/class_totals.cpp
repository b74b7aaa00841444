// People of a day by class: written out, or looked up in a table of daily counts.
#include <algorithm>
#include <numeric>

#include <nlohmann/json.hpp>

#include "sim/scenario/class_weights.hpp"
#include "sim/scenario/figure.hpp"
#include "sim/scenario/record.hpp"
#include "sim/scenario/tables.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

/// Which days of a table a typical day is the mean of.
struct Days {
  std::vector<int> weekdays;
  std::optional<Date> from;
  std::optional<Date> to;

  bool hold(Date date) const {
    const bool weekday_fits =
        weekdays.empty() || std::find(weekdays.begin(), weekdays.end(), weekday(date)) != weekdays.end();
    return weekday_fits && (!from || date >= *from) && (!to || date <= *to);
  }
};

const Record<Days>& days_record() {
  static const auto record = [] {
    auto made = std::make_shared<Record<Days>>("choice of days", "Days of a table that are averaged.");
    const auto weekday_type = types::one_of<int>({{"monday", 0, ""},
                                                  {"tuesday", 1, ""},
                                                  {"wednesday", 2, ""},
                                                  {"thursday", 3, ""},
                                                  {"friday", 4, ""},
                                                  {"saturday", 5, ""},
                                                  {"sunday", 6, ""}});
    made->optional("weekday", &Days::weekdays, types::list_of(weekday_type), "Only these days of the week.")
        .optional("from", &Days::from, types::date(), "The first day.")
        .optional("to", &Days::to, types::date(), "The last day.");
    return made;
  }();
  return *record;
}

constexpr double most_persons = 16e6;  // of a class in a day: the numbers of a day's travellers are 2^24

QuantityRule persons() {
  QuantityRule rule = rules::number(0, most_persons);
  rule.what = "a number of persons";
  rule.example = "12,272";
  rule.units = {{"persons", 1, {"person", "vehicles", "vehicle"}, {}}};
  return rule;
}

class ClassTotalsType final : public Type<ClassTotals> {
 public:
  /// People are counted in whole numbers, weights need not be.
  explicit ClassTotalsType(bool counts) : counts_(counts) {}
  bool read(const Value& value, Reader& reader, ClassTotals& out) const override {
    out.of_class.assign(reader.names.classes.size(), 0);
    if (!value.is_map()) return reader.refuse(value, *this);
    const bool good = value.find("table") != nullptr ? read_table(value, reader, out) : read_inline(value, reader, out);
    return good && note_figure(value, value, nullptr, {}, reader);
  }
  void write_schema(nlohmann::json& out) const override {
    const nlohmann::json text = {{"type", "string"}};
    nlohmann::json in_table = annotation_schema();
    in_table["table"] = {{"type", "string"}, {"description", "A CSV file, as seen from this file's folder."}};
    in_table["where"] = {{"type", "object"}, {"description", "What columns of the table must hold."}};
    in_table["days"] = days_record().schema();
    in_table["columns"] = {
        {"type", "object"}, {"additionalProperties", text}, {"description", "The column of each class."}};
    nlohmann::json written = annotation_schema();
    out = {{"anyOf",
            {{{"type", "object"},
              {"required", {"table", "columns"}},
              {"additionalProperties", false},
              {"properties", in_table}},
             {{"type", "object"},
              {"not", {{"required", {"table"}}}},
              {"properties", written},
              {"additionalProperties", persons().schema()}}}}};
  }
  std::string expected() const override {
    return "persons by class such as {resident: 47658, mainland: 12272}, or {table: FILE, columns: {resident: COLUMN, "
           "...}}";
  }
  std::vector<std::string> own_keys() const override { return {"table", "where", "days", "columns"}; }

 private:
  bool read_inline(const Value& map, Reader& reader, ClassTotals& out) const {
    const auto& classes = reader.names.classes;
    auto known = classes;
    known.insert(known.end(), annotation_keys().begin(), annotation_keys().end());
    bool good = refuse_unknown_keys(map, known, reader.subject(), reader);
    bool any = false;
    for (std::size_t i = 0; i < classes.size(); ++i) {
      const Value* value = map.find(classes[i]);
      if (value == nullptr) continue;
      any = true;
      const Reader::Scope scope(reader, classes[i]);
      const auto count = read_quantity(persons(), *value, reader);
      good = good && count;
      out.of_class[i] = count.value_or(0);
    }
    return any || !good ? good : reader.refuse(map, *this);
  }

  bool read_table(const Value& map, Reader& reader, ClassTotals& out) const {
    auto known = own_keys();
    known.insert(known.end(), annotation_keys().begin(), annotation_keys().end());
    if (!refuse_unknown_keys(map, known, reader.subject(), reader)) return false;
    const Table* table = reader.table(*map.find("table"));
    if (table == nullptr) return false;
    own_columns(*table, {{}, {"date"}, true}, *map.find("table"), reader);
    const auto columns = read_columns(map, *table, reader);
    const auto rows = pick_rows(map, *table, reader);
    if (!columns || !rows) return false;
    const bool each_date = reader.days > 1 && by_scenario_date(map, *table);
    if (each_date) out.of_dates.assign(rows->size(), out.of_class);
    bool good = true;
    double sum = 0;
    for (const auto& [class_index, column] : *columns) {
      for (std::size_t r = 0; r < rows->size(); ++r) {
        const std::size_t row = (*rows)[r];
        const auto count =
            counts_ ? read_count(*table, row, column, 0, most_persons, reader) : read_cell(*table, row, column, reader);
        good = good && count;
        if (!count) continue;
        sum += *count;
        if (each_date) {
          out.of_dates[r][class_index] = *count;
        } else {
          out.of_class[class_index] += *count / static_cast<double>(rows->size());
        }
      }
    }
    if (each_date) out.of_class = out.of_dates.front();
    reader.used(*table, *rows);
    if (good && sum == 0)
      reader.warn(map.find("table")->place,
                  "the numbers of " + reader.subject() + " in '" + table->file + "' are all 0");
    return good;
  }

  /// Whether rows follow the scenario's dates.
  static bool by_scenario_date(const Value& map, const Table& table) {
    const Value* where = map.find("where");
    return map.find("days") == nullptr && table.column("date") && !where_names(where, "date");
  }

  static std::optional<std::vector<std::pair<std::size_t, std::size_t>>> read_columns(const Value& map,
                                                                                      const Table& table,
                                                                                      Reader& reader) {
    const Value* value = map.find("columns");
    const Reader::Scope scope(reader, "columns");
    const std::string form = "the column of each class, such as {resident: hong_kong_residents}";
    if (value == nullptr) {
      reader.problem(map, "persons from a table need the key 'columns'", form);
      return {};
    }
    if (!value->is_map() || value->entries.empty()) {
      reader.refuse(*value, form);
      return {};
    }
    std::vector<std::pair<std::size_t, std::size_t>> out;
    bool good = true;
    for (const auto& entry : value->entries) {
      const Reader::Scope inner(reader, entry.key);
      std::size_t class_index = 0;
      good = types::class_name()->read(Value::text(entry.key, entry.place), reader, class_index) && good;
      const auto column = read_column(table, entry.value, reader);
      good = good && column;
      if (good) out.emplace_back(class_index, *column);
    }
    return good ? std::optional(out) : std::nullopt;
  }

  /// Rows that are averaged, one for each day; or those of the scenario's dates, in their order.
  static std::optional<std::vector<std::size_t>> pick_rows(const Value& map, const Table& table, Reader& reader) {
    const Value* where = map.find("where");
    const Value* chosen = map.find("days");
    const auto date_column = table.column("date");
    const bool dated = where_names(where, "date");
    if (chosen != nullptr && (!date_column || dated)) {
      reader.problem(*chosen, dated ? "'days' and 'date' of 'where' exclude each other"
                                    : "'days' needs a column 'date' in '" + table.file + "'");
      return {};
    }
    auto rows = read_where(table, where, reader);
    if (!rows) return {};
    const bool by_date = date_column && !dated;
    Days days;
    if (chosen != nullptr) {
      const Reader::Scope scope(reader, "days");
      if (!days_record().read(*chosen, reader, days)) return {};
    } else {
      days.from = reader.date;
      days.to = days_after(reader.date, reader.days - 1);
    }
    std::vector<std::size_t> kept;
    std::vector<std::string> seen;
    bool good = true;
    for (const std::size_t row : *rows) {
      const std::string key = by_date ? table.cell(row, *date_column) : std::string();
      const auto date = by_date ? read_date(table, row, *date_column, reader) : std::nullopt;
      good = good && (date || !by_date);
      if (by_date && (!date || !days.hold(*date))) continue;
      if (std::find(seen.begin(), seen.end(), key) != seen.end()) {
        reader.problem(map, "more than one row of '" + table.file + "' fits" + (by_date ? " on " + key : ""),
                       "one row; say more in 'where'");
        return {};
      }
      seen.push_back(key);
      kept.push_back(row);
    }
    if (!good) return {};
    if (kept.empty()) {
      reader.problem(chosen != nullptr ? *chosen : map,
                     "no row of '" + table.file + "' fits" +
                         (by_date && chosen == nullptr ? ", the scenario's date " + date_text(reader.date) : ""));
      return {};
    }
    if (!by_date || chosen != nullptr || reader.days == 1) return kept;
    std::vector<std::size_t> in_order;
    for (int d = 0; d < reader.days; ++d) {
      const std::string date = date_text(days_after(reader.date, d));
      const auto found = std::find(seen.begin(), seen.end(), date);
      if (found == seen.end()) {
        reader.problem(map, "no row of '" + table.file + "' fits on " + date + ", one of the scenario's dates",
                       "a row for each date");
        return {};
      }
      in_order.push_back(kept[static_cast<std::size_t>(found - seen.begin())]);
    }
    return in_order;
  }

  bool counts_;
};

}  // namespace

double ClassTotals::most(std::size_t class_index) const {
  double out = of_class[class_index];
  for (const std::vector<double>& of_day : of_dates) out = std::max(out, of_day[class_index]);
  return out;
}

double ClassTotals::least(std::size_t class_index) const {
  double out = of_class[class_index];
  for (const std::vector<double>& of_day : of_dates) out = std::min(out, of_day[class_index]);
  return out;
}

double ClassTotals::sum() const {
  return std::accumulate(of_class.begin(), of_class.end(), 0.0);
}

namespace types {
TypePtr<ClassTotals> class_totals() {
  return std::make_shared<ClassTotalsType>(true);
}
TypePtr<ClassTotals> class_weights() {
  return std::make_shared<ClassTotalsType>(false);
}
}  // namespace types

}  // namespace crossflow

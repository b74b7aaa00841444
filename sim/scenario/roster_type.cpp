// Rosters: who is on duty when, officer by officer, written in the scenario or in a table beside it. Both are read by
// one description.
#include <algorithm>
#include <tuple>

#include <nlohmann/json.hpp>

#include "sim/scenario/people_keys.hpp"
#include "sim/scenario/tables.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

constexpr char between_items = ';';

/// "a; b" in items, as a cell of a table holds several.
Value split(const Value& cell) {
  Value list;
  list.kind = Value::Kind::list;
  list.place = cell.place;
  std::string_view rest = cell.scalar;
  while (true) {
    const std::size_t at = rest.find(between_items);
    std::string_view item = rest.substr(0, at);
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    if (!item.empty()) list.items.push_back(Value::text(std::string(item), cell.place));
    if (at == std::string_view::npos) return list;
    rest = rest.substr(at + 1);
  }
}

/// A list, or one text of several items as a cell holds them.
template <class T>
class ItemsType final : public Type<std::vector<T>> {
 public:
  explicit ItemsType(TypePtr<T> item) : item_(item), list_(types::list_of(item)) {}
  bool read(const Value& value, Reader& reader, std::vector<T>& out) const override {
    const bool several = value.is_scalar() && value.scalar.find(between_items) != std::string::npos;
    return list_->read(several ? split(value) : value, reader, out);
  }
  void write_schema(nlohmann::json& out) const override { out = list_->schema(); }
  std::string expected() const override { return item_->expected() + ", or a list of such"; }

 private:
  TypePtr<T> item_;
  TypePtr<std::vector<T>> list_;
};

/// "10:00-10:30".
class BreakType final : public Type<std::pair<Tick, Tick>> {
 public:
  bool read(const Value& value, Reader& reader, std::pair<Tick, Tick>& out) const override {
    if (!value.is_scalar()) return reader.refuse(value, *this);
    const Value ends = dashed(value.scalar);
    const auto from = compound::parse_clock(ends.items[0].scalar);
    const auto until = compound::parse_clock(ends.items[1].scalar);
    if (!from || !until || *until <= *from) return reader.refuse(value, *this);
    out = {*from, *until};
    return true;
  }
  void write_schema(nlohmann::json& out) const override {
    out = {{"type", "string"}, {"pattern", "^[0-9]{1,2}:[0-9]{2} *- *[0-9]{1,2}:[0-9]{2}"}};
  }
  std::string expected() const override { return "a break such as 10:00-10:30; after 24:00 is on the next day"; }

 private:
  static Value dashed(std::string text) {
    std::replace(text.begin(), text.end(), '-', between_items);
    Value ends = split(Value::text(std::move(text)));
    ends.items.resize(2);
    return ends;
  }
};

/// The day of the scenario on which a date falls.
class DayType final : public Type<int> {
 public:
  bool read(const Value& value, Reader& reader, int& out) const override {
    Date date;
    if (!types::date()->read(value, reader, date)) return false;
    out = days_between(reader.date, date);
    return true;
  }
  void write_schema(nlohmann::json& out) const override { out = types::date()->schema(); }
  std::string expected() const override { return types::date()->expected(); }
};

/// Knows where it stands.
class LineType final : public Type<RosterLine> {
 public:
  bool read(const Value& value, Reader& reader, RosterLine& out) const override {
    out.place = value.place;
    return record_->read(value, reader, out);
  }
  void write_schema(nlohmann::json& out) const override { out = record_->schema(); }
  std::string expected() const override { return record_->expected(); }
  const KeysBase* record() const override { return record_.get(); }

 private:
  std::shared_ptr<const Record<RosterLine>> record_ = roster_line_record();
};

class RosterType final : public Type<std::vector<RosterLine>> {
 public:
  bool read(const Value& value, Reader& reader, std::vector<RosterLine>& out) const override {
    out.clear();
    const bool table = value.is_map() && value.find("table") != nullptr;
    if (!table && (!value.is_list() || value.items.empty())) return reader.refuse(value, *this);
    const bool good = table ? read_table(value, reader, out) : lines_->read(value, reader, out);
    std::sort(out.begin(), out.end(), [](const RosterLine& a, const RosterLine& b) {
      return std::tie(a.officer, a.day, a.from) < std::tie(b.officer, b.day, b.from);
    });
    return good && one_place_at_a_time(value, reader, out);
  }
  void write_schema(nlohmann::json& out) const override {
    const nlohmann::json table = {{"type", "object"},
                                  {"required", {"table"}},
                                  {"additionalProperties", false},
                                  {"properties", {{"table", {{"type", "string"}}}}}};
    out = {{"anyOf", {table, lines_->schema()}}};
  }
  std::string expected() const override {
    return "{table: FILE}, or a list of lines such as {officer: A 1, from: \"06:30\", until: \"15:00\"}";
  }

 private:
  bool read_table(const Value& map, Reader& reader, std::vector<RosterLine>& out) const {
    if (!refuse_unknown_keys(map, {"table"}, "a roster in a table", reader)) return false;
    const Table* table = reader.table(*map.find("table"));
    if (table == nullptr) return false;
    const OwnColumns headings = own_headings();
    const auto own = own_columns(*table, headings, *map.find("table"), reader);
    if (!own) return false;
    const auto pool = own->back();
    std::vector<std::size_t> rows;
    bool good = true;
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
      if (pool && table->cell(row, *pool) != reader.names.pool) {
        good = is_a_pool(*table, row, *pool, reader) && good;
        continue;
      }
      rows.push_back(row);
      RosterLine line;
      good = line_->read(row_of(*table, row, headings, *own), reader, line) && good;
      out.push_back(std::move(line));
    }
    reader.used(*table, rows);
    return good;
  }

  /// Of another pool, which must be one of the port's.
  static bool is_a_pool(const Table& table, std::size_t row, std::size_t column, Reader& reader) {
    const std::string& name = table.cell(row, column);
    const auto& pools = reader.names.pools;
    if (std::find(pools.begin(), pools.end(), name) != pools.end()) return true;
    reader.problems().add(table.place(row, column), "there is no pool '" + name + "'", listed(pools),
                          nearest_word(name, pools));
    return false;
  }

  /// Lines of one officer, on all days on which they may meet; and at least one of them on a day of the scenario.
  static bool one_place_at_a_time(const Value& value, Reader& reader, const std::vector<RosterLine>& lines) {
    bool good = true;
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (std::size_t j = i; j-- > 0 && lines[j].officer == lines[i].officer;)
        if (meet(lines[i], lines[j])) {
          const auto& [first, second] = std::minmax(lines[i], lines[j], [](const auto& a, const auto& b) {
            return std::tie(a.place.file, a.place.line, a.place.column) <
                   std::tie(b.place.file, b.place.line, b.place.column);
          });
          reader.problems().add(second.place,
                                "'" + second.officer + "' is on duty from " + clock_text(second.from) + " until " +
                                    clock_text(second.until) + ", which overlaps line " +
                                    std::to_string(first.place.line),
                                "one time on duty after the other");
          good = false;
        }
    const bool any = std::any_of(lines.begin(), lines.end(), [&](const RosterLine& line) {
      return !line.day || (*line.day >= 0 && *line.day < reader.days);
    });
    return any ? good
               : reader.problem(value,
                                "no line of the roster of '" + reader.names.pool + "' is for a day of the scenario",
                                "dates from " + date_text(reader.date) + " to " +
                                    date_text(days_after(reader.date, reader.days - 1)));
  }
  static bool meet(const RosterLine& a, const RosterLine& b) {
    for (int shift = -1; shift <= 1; ++shift) {  // of b beside a
      if (a.day && b.day && *b.day - *a.day != shift) continue;
      if (a.from < b.until + shift * day && b.from + shift * day < a.until) return true;
    }
    return false;
  }

  /// Those of a line, and last the pool.
  static OwnColumns own_headings() {
    OwnColumns out;
    for (const KeyHelp& key : roster_line_record()->help()) (key.required ? out.needed : out.other).push_back(key.name);
    out.other.emplace_back("pool");
    return out;
  }

  /// A row as it would be written in the scenario; cells that are empty say nothing.
  static Value row_of(const Table& table, std::size_t row, const OwnColumns& headings,
                      const std::vector<std::optional<std::size_t>>& own) {
    Value map;
    map.kind = Value::Kind::map;
    map.place = table.place(row, 0);
    for (std::size_t i = 0; i + 1 < own.size(); ++i) {
      if (!own[i] || table.cell(row, *own[i]).empty()) continue;
      const Place place = table.place(row, *own[i]);
      const std::size_t needed = headings.needed.size();
      const std::string& key = i < needed ? headings.needed[i] : headings.other[i - needed];
      map.entries.push_back({key, place, Value::text(table.cell(row, *own[i]), place)});
    }
    return map;
  }

  TypePtr<RosterLine> line_ = std::make_shared<LineType>();
  TypePtr<std::vector<RosterLine>> lines_ = types::list_of(line_, 1);
};

}  // namespace

std::shared_ptr<const Record<RosterLine>> roster_line_record() {
  auto r = std::make_shared<Record<RosterLine>>("line of a roster", "One officer's time on duty.");
  r->required("officer", &RosterLine::officer, types::name(), "Who; draws hang on the name.")
      .optional("date", &RosterLine::day, std::make_shared<DayType>(), "On which date; every day unless given.")
      .required("from", &RosterLine::from, types::clock(day), "When he comes on duty.")
      .required("until", &RosterLine::until, types::clock(), "When he goes off duty; after 24:00 is on the next day.")
      .optional("breaks", &RosterLine::breaks,
                std::make_shared<ItemsType<std::pair<Tick, Tick>>>(std::make_shared<BreakType>()),
                "Meals and rests; in a cell of a table ';' parts them.")
      .optional("at", &RosterLine::at, std::make_shared<ItemsType<std::size_t>>(types::station_name()),
                "The stations whose posts he mans; all for which he has the skill unless given.")
      .check([](const RosterLine& read, const Value& value, Reader& reader) {
        if (read.until <= read.from) {
          reader.problem(*value.find("until"), "'" + read.officer + "' goes off duty before he comes",
                         "a later time, such as 30:00 for 06:00 of the next day");
          return;
        }
        if (read.until - read.from > day)
          reader.problem(*value.find("until"),
                         "'" + read.officer + "' is on duty for " + duration_text(read.until - read.from),
                         "at most 24 h");
        auto breaks = read.breaks;
        std::sort(breaks.begin(), breaks.end());
        for (std::size_t b = 0; b < breaks.size(); ++b) {
          const std::string which = "the break of '" + read.officer + "' from " + clock_text(breaks[b].first) +
                                    " until " + clock_text(breaks[b].second);
          if (breaks[b].first < read.from || breaks[b].second > read.until)
            reader.problem(*value.find("breaks"), which + " is outside of his time on duty",
                           "times from " + clock_text(read.from) + " to " + clock_text(read.until));
          if (b > 0 && breaks[b].first < breaks[b - 1].second)
            reader.problem(*value.find("breaks"), which + " begins during another", "breaks one after the other");
        }
      });
  return r;
}

TypePtr<std::vector<RosterLine>> roster_type() {
  return std::make_shared<RosterType>();
}

}  // namespace crossflow

// Arrivals as they were recorded: a list of times and classes.
#include <algorithm>

#include "sim/model/kinds.hpp"
#include "sim/model/sources/arrival_times.hpp"
#include "sim/scenario/grouped.hpp"
#include "sim/scenario/tables.hpp"

namespace crossflow {
namespace {

struct RecordedKeys {
  std::vector<Arrival> arrivals;
};

constexpr double most_in_a_party = 1000;
constexpr int large_party = 60;  // more than a coach holds

class RecordedList : public Type<std::vector<Arrival>> {
 public:
  bool read(const Value& value, Reader& reader, std::vector<Arrival>& out) const override {
    if (!value.is_scalar()) return reader.refuse(value, *this);
    const Table* table = reader.table(value);
    if (table == nullptr) return false;
    const auto own = own_columns(*table, {{"time", "class"}, {"date", "persons"}}, value, reader);
    if (!own) return false;
    const Columns columns{*(*own)[0], *(*own)[1], (*own)[2], (*own)[3]};
    std::vector<std::size_t> rows;
    std::vector<bool> dates(static_cast<std::size_t>(reader.days));  // of the scenario, that have rows
    std::uint32_t number = 0;
    bool good = true;
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
      Arrival arrival;
      int on_day = 0;
      if (!read_row(*table, row, columns, reader, arrival, on_day)) {
        good = false;
        continue;
      }
      // What is past midnight of the day before comes on the first day.
      const bool wanted = on_day < reader.days && (on_day >= 0 || (on_day == -1 && arrival.at >= 0));
      if (!wanted) continue;
      if (on_day >= 0) dates[static_cast<std::size_t>(on_day)] = true;
      arrival.number = number;
      number += arrival.persons;
      out.push_back(arrival);
      rows.push_back(row);
    }
    reader.used(*table, rows);
    return good && dates_are_there(value, *table, columns, reader, rows.empty(), dates);
  }
  void write_schema(nlohmann::json& out) const override { write_table_name_schema(out); }
  std::string expected() const override {
    return "the name of a CSV file with columns time, class and, where they are needed, date and persons";
  }

 private:
  struct Columns {
    std::size_t time, of_class;
    std::optional<std::size_t> date, persons;
  };

  /// All but the number; false after adding a problem for each cell that is wrong.
  static bool read_row(const Table& table, std::size_t row, const Columns& columns, Reader& reader, Arrival& out,
                       int& on_day) {
    bool good = true;
    const auto clock = compound::parse_clock(table.cell(row, columns.time));
    if (!clock) good = refuse_cell(table, row, columns.time, "is no time", "a time such as 07:30 or 07:30:15", reader);
    const auto& names = reader.names.classes;
    const std::string& name = table.cell(row, columns.of_class);
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
      good = refuse_cell(table, row, columns.of_class, "is no class", "a class of the scenario", reader,
                         nearest_word(name, names));
    if (columns.persons) {
      const auto n = read_count(table, row, *columns.persons, 1, most_in_a_party, reader);
      good = good && n;
      out.persons = static_cast<std::uint16_t>(n.value_or(1));
    }
    if (columns.date) {
      const auto date = read_date(table, row, *columns.date, reader);
      good = good && date;
      if (date) on_day = days_between(reader.date, *date);
    }
    if (!good) return false;
    out.at = on_day * day + *clock;
    out.traveller_class = static_cast<std::uint8_t>(found - names.begin());
    return true;
  }

  static bool dates_are_there(const Value& value, const Table& table, const Columns& columns, Reader& reader,
                              bool empty, const std::vector<bool>& dates) {
    if (table.rows.empty()) reader.warn(value.place, "the table '" + table.file + "' has no rows: nobody comes");
    if (table.rows.empty()) return true;
    if (!columns.date) {
      if (reader.days > 1)
        reader.warn(value.place, "the table '" + table.file + "' has no column 'date': all its rows are of " +
                                     date_text(reader.date));
      return true;
    }
    const auto [first, last] =
        std::minmax_element(table.rows.begin(), table.rows.end(), [&](const auto& a, const auto& b) {
          return a[*columns.date] < b[*columns.date];  // in ISO 8601 as text
        });
    if (empty)
      return reader.problem(
          value,
          "no row of '" + table.file + "' is of " +
              (reader.days > 1 ? "a date of the scenario, which begins on " : "the scenario's date ") +
              date_text(reader.date),
          "rows of its dates; those of the table are from " + (*first)[*columns.date] + " to " +
              (*last)[*columns.date]);
    for (std::size_t d = 0; d < dates.size(); ++d)
      if (!dates[d])
        reader.warn(value.place, "no row of '" + table.file + "' is of " +
                                     date_text(days_after(reader.date, static_cast<int>(d))) + ": nobody comes then");
    return true;
  }
};

struct Recorded : ModelSourceKind {
  Recorded() {
    name = "recorded";
    help = "Arrivals at the times at which they were recorded.";
    auto r = std::make_shared<Record<RecordedKeys>>(name, help);
    r->required("table", &RecordedKeys::arrivals, std::make_shared<RecordedList>(), "The list.");
    keys = r;
  }
  static const RecordedKeys& keys_of(const Source& s) { return *static_cast<const RecordedKeys*>(s.keys.get()); }
  std::unique_ptr<Arrivals> make(const SourceBuild& build) const override {
    std::vector<Arrival> arrivals = keys_of(build.source).arrivals;
    if (!build.source.carries.empty()) {
      const Aboard aboard(build);
      for (Arrival& a : arrivals) a.persons = static_cast<std::uint16_t>(1 + aboard.count(a.traveller_class, a.number));
    }
    return std::make_unique<ListedArrivals>(std::move(arrivals), build);
  }
  bool brings(const Source& source, std::size_t traveller_class) const override {
    const auto& arrivals = keys_of(source).arrivals;
    return std::any_of(arrivals.begin(), arrivals.end(),
                       [&](const Arrival& a) { return a.traveller_class == traveller_class; });
  }
  double people_of_a_day(const Scenario& /*scenario*/, const Source& source) const override {
    double all = 0;
    for (const Arrival& arrival : keys_of(source).arrivals) all += arrival.persons;
    return all;
  }
  void validate(const Scenario& scenario, const Port& port, const Source& source, Problems& problems) const override {
    const auto& arrivals = keys_of(source).arrivals;
    const SourceBuild build{scenario, port, source, {}};
    bool scaled = false;
    for (int d = 0; d < scenario.days; ++d) scaled = scaled || build.scale_on(d) != 1;
    if (scaled)
      problems.add(source.place, "'" + source.name + "' is a list of who came, which 'scale' and 'growth' cannot scale",
                   "a source with 'total', 'timetable', 'typical day' or 'rate'");
    if (source.carries.empty()) return;
    if (std::any_of(arrivals.begin(), arrivals.end(), [](const Arrival& a) { return a.persons > 1; }))
      problems.add(source.place, "vehicles of '" + source.name + "' with a column 'persons'",
                   "'carries' alone, which says who is aboard");
    if (arrivals.size() > carried::most_vehicles(scenario.days))
      problems.add(source.place, "too many vehicles come of '" + source.name + "'",
                   "at most " + grouped(carried::most_vehicles(scenario.days)) + " that carry somebody");
  }
  void warn(const Source& source, Problems& warnings) const override {
    if (source.party && source.party->moves == PartyMoves::split) return;
    const auto& arrivals = keys_of(source).arrivals;
    const auto large =
        std::count_if(arrivals.begin(), arrivals.end(), [](const Arrival& a) { return a.persons > large_party; });
    if (large > 0)
      warnings.add(
          source.place,
          std::to_string(large) + (large == 1 ? " row" : " rows") + " of the list of '" + source.name +
              "' with more than " + std::to_string(large_party) +
              " persons: one party each, which is served in one piece",
          "a row for each person, or party: {size: {1: 100%}, moves: split} for those who are served one by one");
  }
};

}  // namespace

const ModelSourceKind& recorded_kind() {
  static const Recorded kind;
  return kind;
}

}  // namespace crossflow

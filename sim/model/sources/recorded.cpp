// Arrivals as they were recorded: a list of times and classes.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/model/kinds.hpp"
#include "sim/model/sources/arrival_times.hpp"
#include "sim/scenario/tables.hpp"

namespace crossflow {
namespace {

struct RecordedKeys {
  std::vector<Arrival> arrivals;
};

class RecordedList : public Type<std::vector<Arrival>> {
 public:
  bool read(const Value& value, Reader& reader, std::vector<Arrival>& out) const override {
    if (!value.is_scalar()) return reader.refuse(value, *this);
    const Table* table = reader.table(value);
    if (table == nullptr) return false;
    const auto time = table->column("time");
    const auto of_class = table->column("class");
    const auto persons = table->column("persons");
    if (!time || !of_class)
      return reader.problem(value, "table '" + table->file + "' has no column '" + (time ? "class" : "time") + "'",
                            "columns 'time', 'class' and, if people come together, 'persons'");
    std::uint32_t number = 0;
    std::vector<std::size_t> rows;
    const std::size_t problems_before = reader.problems().size();
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
      const Place at{table->file, table->lines[row], 1};
      Arrival arrival;
      arrival.number = number;
      const auto clock = compound::parse_clock(table->cell(row, *time));
      if (!clock)
        reader.problems().add(at, "'" + table->cell(row, *time) + "' is no time", "a time such as 07:30 or 07:30:15");
      const auto& names = reader.names.classes;
      const auto found = std::find(names.begin(), names.end(), table->cell(row, *of_class));
      if (found == names.end())
        reader.problems().add(at, "unknown class '" + table->cell(row, *of_class) + "'", "a class of the scenario",
                              nearest_word(table->cell(row, *of_class), names));
      if (persons) {
        const auto n = read_cell(*table, row, *persons, reader);
        if (n && (*n < 1 || *n > 1000)) reader.problems().add(at, "persons out of range", "a number from 1 to 1000");
        arrival.persons = static_cast<std::uint16_t>(std::clamp(n.value_or(1), 1.0, 1000.0));
      }
      if (!clock || found == names.end()) continue;
      arrival.at = *clock;
      arrival.traveller_class = static_cast<std::uint8_t>(found - names.begin());
      number += arrival.persons;
      out.push_back(arrival);
      rows.push_back(row);
    }
    reader.used(*table, rows);
    return reader.problems().size() == problems_before;
  }
  void write_schema(nlohmann::json& out) const override { out = {{"type", "string"}}; }
  std::string expected() const override {
    return "the name of a CSV file with columns time, class and, where people come together, persons";
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
  void validate(const Scenario&, const Port&, const Source& source, Problems& problems) const override {
    const auto& arrivals = keys_of(source).arrivals;
    if (source.carries.empty()) return;
    if (std::any_of(arrivals.begin(), arrivals.end(), [](const Arrival& a) { return a.persons > 1; }))
      problems.add(source.place, "vehicles of '" + source.name + "' with a column 'persons'",
                   "'carries' alone, which says who is aboard");
    if (arrivals.size() > carried::most_vehicles)
      problems.add(source.place, "too many vehicles come of '" + source.name + "'",
                   "at most 32,768 that carry somebody");
  }
};

}  // namespace

const ModelSourceKind& recorded_kind() {
  static const Recorded kind;
  return kind;
}

}  // namespace crossflow

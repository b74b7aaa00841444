#include "analysis/requirement_csv.hpp"

#include <fmt/format.h>

#include "analysis/csv.hpp"
#include "analysis/summary_parts.hpp"

namespace crossflow {
namespace {

std::string text_of(const std::optional<int>& n) {
  return n ? fmt::format("{}", *n) : "";
}

std::string text_of(const std::optional<double>& x) {
  return x ? fmt::format("{:.2f}", *x) : "";
}

class Lines {
 public:
  explicit Lines(const Directory& directory) : directory_(directory) {}

  void add(const char* level, Tick from, std::uint16_t port, int direction, const std::string& station,
           const std::string& what, const std::optional<double>& load, const std::optional<int>& needed,
           const std::optional<int>& busy, const std::optional<double>& there, bool at_least) {
    const std::string way = direction == StaffNeed::all_directions ? "all"
                            : direction < 0                        ? "both"
                                            : directory_.directions.at(static_cast<std::size_t>(direction));
    text_ += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", level, date_and_time_cells(directory_.date, from),
                         csv_cell(directory_.ports.at(port).name), csv_cell(way), csv_cell(station), csv_cell(what),
                         text_of(load), text_of(needed), text_of(busy), text_of(there), at_least ? 1 : 0);
  }
  const std::string& text() const { return text_; }

 private:
  const Directory& directory_;
  std::string text_{requirement_header};
};

}  // namespace

std::string requirement_csv(const Directory& directory, const Summary& summary) {
  Lines lines(directory);
  for (const RequirementSummary& r : summary.requirements) {
    const StationEntry& station = directory.stations.at(r.station);
    const std::string what = plural(station.server_word);
    for (const RequirementRow& row : r.rows)
      lines.add("station", row.from, station.port, station.direction, station.name, what, row.load, row.needed,
                row.busy_needed, row.open, row.at_least);
  }
  for (const StaffNeed& need : summary.staff_needs)
    for (const StaffRow& row : need.rows)
      lines.add(need.direction == StaffNeed::all_directions ? "port" : "direction", row.from, need.port, need.direction,
                "", need.what, std::nullopt, row.needed, row.busy_needed, row.there, row.at_least);
  return lines.text();
}

}  // namespace crossflow

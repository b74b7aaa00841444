#include "analysis/requirement_csv.hpp"

#include <fmt/format.h>

#include "analysis/summary_parts.hpp"

namespace crossflow {
namespace {

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

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
    const auto days = static_cast<int>(from / day);
    const int minutes = static_cast<int>(from % day / minute);
    const std::string way = direction == StaffNeed::all_directions ? "all"
                            : direction < 0                        ? "both"
                                            : directory_.directions.at(static_cast<std::size_t>(direction));
    text_ += fmt::format("{},{},{:02}:{:02},{},{},{},{},{},{},{},{},{}\n", level,
                         date_text(days_after(directory_.date, days)), minutes / 60, minutes % 60,
                         quoted(directory_.ports.at(port).name), quoted(way), quoted(station), quoted(what),
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

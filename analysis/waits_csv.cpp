#include <fmt/format.h>

#include "analysis/csv.hpp"
#include "analysis/waits.hpp"

namespace crossflow {
namespace {

std::string number(const std::optional<double>& value, int decimals) {
  return value ? fmt::format("{:.{}f}", *value, decimals) : "";
}

}  // namespace

WaitsName name_of(const Directory& directory, const WaitsSummary& waits) {
  switch (waits.of) {
    case WaitsOf::traveller_class:
      return {"class", directory.classes.at(waits.row).name, directory.directions.at(waits.direction)};
    case WaitsOf::source: {
      const SourceEntry& source = directory.sources.at(waits.row);
      return {"source", source.name, directory.directions.at(source.direction)};
    }
    case WaitsOf::station:
      break;
  }
  const StationEntry& station = directory.stations.at(waits.row);
  return {"station", station.name,
          station.direction < 0 ? "both" : directory.directions.at(static_cast<std::size_t>(station.direction))};
}

std::string waits_csv(const Directory& directory, const std::vector<WaitsSummary>& waits) {
  std::string text(waits_header);
  for (const WaitsSummary& w : waits) {
    const auto [of, name, direction] = name_of(directory, w);
    for (const WaitsRow& r : w.half_hours)
      text += fmt::format("{},{},{},{},{},{},{},{},{}\n", of, csv_cell(name), csv_cell(direction),
                          date_and_time_cells(directory.date, r.from), r.people, number(r.mean_s, 2),
                          number(r.percentile_95_s, 1), number(r.longest_s, 1), number(r.in_time, 4));
  }
  return text;
}

}  // namespace crossflow

#include "analysis/waits.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "analysis/summary_parts.hpp"
#include "analysis/time_fold.hpp"

namespace crossflow {
namespace {

struct Cell {
  std::int64_t people = 0, promised = 0, kept = 0, done = 0;
  double wait_s = 0, longest_s = 0;

  void add_done(std::int64_t count, double of_all_s, double longest_of_them_s) {
    done += count;
    wait_s += of_all_s;
    longest_s = std::max(longest_s, longest_of_them_s);
  }
};

using Key = std::tuple<WaitsOf, std::uint8_t, std::uint16_t>;  // of, direction, row
using Cells = std::map<Key, std::map<Tick, Cell>>;

WaitsRow row_of(Tick from, const Cell& cell, TimeFold::HalfHours& times) {
  WaitsRow row{from, cell.people, {}, {}, {}, {}};
  if (cell.promised > 0) row.in_time = static_cast<double>(cell.kept) / static_cast<double>(cell.promised);
  if (cell.done == 0) return row;
  row.mean_s = cell.wait_s / static_cast<double>(cell.done);
  WaitHistogram& histogram = times[from];
  histogram.note_longest(cell.longest_s);
  row.percentile_95_s = histogram.quantile_s(0.95);
  row.longest_s = cell.longest_s;
  return row;
}

void gather_clocks(Cells& cells, const Directory& directory, const ResultRows& rows) {
  const int authority = pledge_authority_index(directory);
  for (const PledgeRow& r : rows.of<PledgeRow>()) {
    if (r.authority != authority) continue;
    const Tick from = ticks_from_seconds(r.from_s);
    const auto add = [&](Cell& cell) {
      cell.people += r.joined;
      cell.add_done(r.cleared, r.wait_s, r.longest_s);
      if (directory.classes.at(r.traveller_class).pledge_share <= 0) return;
      cell.promised += r.joined;
      cell.kept += r.kept;
    };
    add(cells[{WaitsOf::traveller_class, r.direction, r.traveller_class}][from]);
    if (directory.classes.at(r.traveller_class).kind == EntityKind::traveller)
      add(cells[{WaitsOf::source, 0, r.source}][from]);
  }
}

void gather_stations(Cells& cells, const ResultRows& rows) {
  for (const WaitSumRow& r : rows.of<WaitSumRow>()) {
    Cell& cell = cells[{WaitsOf::station, 0, r.station}][ticks_from_seconds(r.from_s)];
    cell.people += r.count;
    cell.add_done(r.count, r.wait_s, r.longest_s);
  }
}

}  // namespace

std::vector<WaitsSummary> summarise_waits(const Directory& directory, const ResultRows& rows, TimeFold& times) {
  Cells cells;
  gather_clocks(cells, directory, rows);
  gather_stations(cells, rows);
  std::vector<WaitsSummary> out;
  for (const auto& [key, half_hours] : cells) {
    const auto& [of, direction, of_row] = key;
    WaitsSummary summary{of, of_row, direction, {}};
    TimeFold::HalfHours& by_half_hour = times.by_half_hour(of, direction, of_row);
    for (const auto& [from, cell] : half_hours)
      if (cell.people > 0) summary.half_hours.push_back(row_of(from, cell, by_half_hour));
    if (!summary.half_hours.empty()) out.push_back(std::move(summary));
  }
  return out;
}

}  // namespace crossflow

#include "analysis/waits.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "analysis/histogram.hpp"
#include "analysis/summary_parts.hpp"

namespace crossflow {
namespace {

struct Cell {
  std::int64_t people = 0, promised = 0, kept = 0, done = 0;
  double wait_s = 0;
  WaitHistogram histogram;
};

using Key = std::tuple<WaitsOf, std::uint8_t, std::uint16_t>;  // of, direction, row
using Cells = std::map<Key, std::map<Tick, Cell>>;

WaitsRow row_of(Tick from, const Cell& cell) {
  WaitsRow row{from, cell.people, {}, {}, {}, {}};
  if (cell.promised > 0) row.in_time = static_cast<double>(cell.kept) / static_cast<double>(cell.promised);
  if (cell.done == 0) return row;
  row.mean_s = cell.wait_s / static_cast<double>(cell.done);
  row.percentile_95_s = cell.histogram.quantile_s(0.95);
  row.longest_s = cell.histogram.longest_s();
  return row;
}

void gather_clocks(Cells& cells, const Directory& directory, const ResultRows& rows) {
  const int authority = pledge_authority_index(directory);
  const auto each = [&](const auto& r, auto add) {
    if (r.authority != authority) return;
    const Tick from = ticks_from_seconds(r.from_s);
    add(cells[{WaitsOf::traveller_class, r.direction, r.traveller_class}][from]);
    if (directory.classes.at(r.traveller_class).kind == EntityKind::traveller)
      add(cells[{WaitsOf::source, 0, r.source}][from]);
  };
  for (const PledgeRow& r : rows.of<PledgeRow>())
    each(r, [&](Cell& cell) {
      cell.people += r.joined;
      cell.done += r.cleared;
      cell.wait_s += r.wait_s;
      cell.histogram.note_longest(r.longest_s);
      if (directory.classes.at(r.traveller_class).pledge_share <= 0) return;
      cell.promised += r.joined;
      cell.kept += r.kept;
    });
  for (const ClockRow& r : rows.of<ClockRow>()) each(r, [&](Cell& cell) { cell.histogram.add(r.up_to_s, r.count); });
}

void gather_stations(Cells& cells, const ResultRows& rows) {
  const auto cell_of = [&](const auto& r) -> Cell& {
    return cells[{WaitsOf::station, 0, r.station}][ticks_from_seconds(r.from_s)];
  };
  for (const WaitSumRow& r : rows.of<WaitSumRow>()) {
    Cell& cell = cell_of(r);
    cell.people += r.count;
    cell.done += r.count;
    cell.wait_s += r.wait_s;
    cell.histogram.note_longest(r.longest_s);
  }
  for (const WaitRow& r : rows.of<WaitRow>()) cell_of(r).histogram.add(r.up_to_s, r.count);
}

}  // namespace

std::vector<WaitsSummary> summarise_waits(const Directory& directory, const ResultRows& rows) {
  Cells cells;
  gather_clocks(cells, directory, rows);
  gather_stations(cells, rows);
  std::vector<WaitsSummary> out;
  for (const auto& [key, half_hours] : cells) {
    WaitsSummary summary{std::get<0>(key), std::get<2>(key), std::get<1>(key), {}};
    for (const auto& [from, cell] : half_hours)
      if (cell.people > 0) summary.half_hours.push_back(row_of(from, cell));
    if (!summary.half_hours.empty()) out.push_back(std::move(summary));
  }
  return out;
}

}  // namespace crossflow

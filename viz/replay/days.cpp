#include "viz/replay/days.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/problem.hpp"

namespace crossflow::viz {
namespace {

// Between the values on both sides, so that few days give no jumps.
double quantile(const std::vector<double>& sorted, double q) {
  const double at = q * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

std::size_t nearest(const std::vector<DayChoice>& days, double rank) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < days.size(); ++i)
    if (std::fabs(days[i].rank - rank) < std::fabs(days[best].rank - rank)) best = i;
  return best;
}

double value_of(const SeriesRow& row, BandOf what) {
  switch (what) {
    case BandOf::waiting_max:
      return static_cast<double>(row.waiting_max);
    case BandOf::mean_wait_s:
      // Little's law over the bin: the time waited in it by whom came to be served.
      return row.started > 0 ? row.waiting_person_s / static_cast<double>(row.started) : 0;
    case BandOf::busy:
      return row.busy_s;
    case BandOf::open:
      return row.open_s;
  }
  return 0;
}

}  // namespace

Days days_of(const ResultReader& file) {
  struct Day {
    std::uint32_t replication;
    double waiting_h;
  };
  std::vector<Day> all;
  for (const ReplicationRow& row : file.read<ReplicationRow>()) all.push_back({row.replication, 0});
  const auto of = [&](std::uint32_t replication) {
    return std::find_if(all.begin(), all.end(), [&](const Day& d) { return d.replication == replication; });
  };
  for (const SeriesRow& row : file.read<SeriesRow>())
    if (const auto found = of(row.replication); found != all.end()) found->waiting_h += row.waiting_person_s / 3600;
  std::stable_sort(all.begin(), all.end(), [](const Day& a, const Day& b) { return a.waiting_h < b.waiting_h; });

  Days days;
  days.days = static_cast<std::uint32_t>(all.size());
  for (const std::uint32_t replication : file.traces()) {
    const auto found = of(replication);
    if (found == all.end()) continue;
    days.with_trace.push_back(
        {replication, found->waiting_h, static_cast<std::uint32_t>(found - all.begin()), days.days});
  }
  if (days.with_trace.empty())
    throw InputError(Place{}, "it has results but no trace, so there is nothing to replay",
                     "a result of 'crossflow run SCENARIO --trace'");
  const double last = std::max(0.0, static_cast<double>(days.days) - 1);
  days.middle = nearest(days.with_trace, last / 2);
  days.one_in_twenty = nearest(days.with_trace, std::ceil(0.95 * last));
  return days;
}

Band band_of(const std::vector<SeriesRow>& rows, std::uint32_t days, std::uint16_t station, BandOf what, Tick bin) {
  constexpr std::uint32_t fewest = 5;
  Band band{bin, days, {}, {}, {}};
  if (days < fewest || bin <= 0) return band;
  std::vector<std::vector<double>> by_bin;
  for (const SeriesRow& row : rows) {
    if (row.station != station) continue;
    const auto at = static_cast<std::size_t>(std::max(0.0, row.from_s / to_seconds(bin) + 0.5));
    if (at >= by_bin.size()) by_bin.resize(at + 1);
    const bool servers = what == BandOf::busy || what == BandOf::open;  // server-seconds in the rows
    by_bin[at].push_back(value_of(row, what) / (servers ? to_seconds(bin) : 1));
  }
  for (auto& values : by_bin) {
    values.resize(std::max<std::size_t>(values.size(), days));  // days that had ended by then: nobody waited
    std::sort(values.begin(), values.end());
    band.low.push_back(quantile(values, 0.05));
    band.middle.push_back(quantile(values, 0.5));
    band.high.push_back(quantile(values, 0.95));
  }
  return band;
}

}  // namespace crossflow::viz

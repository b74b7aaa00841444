#include "analysis/start_up.hpp"

#include <algorithm>
#include <vector>

#include "analysis/warm_up.hpp"

namespace crossflow {
namespace {

template <class Row>
void leave_out(std::vector<Row>& rows, double before_s) {
  std::erase_if(rows, [before_s](const Row& row) { return row.from_s < before_s; });
}

// Stations whose queues would stand at midnight however the run had begun: nobody serves there then, or more come than
// can be served.
std::vector<bool> queues_of_their_own(const Directory& directory, const ResultRows& rows,
                                      const EachSeriesRow& each_row) {
  struct Sums {
    double open_s = 0, at_midnight_s = 0, work_s = 0;
    std::int64_t offered = 0, served = 0;
  };
  std::vector<Sums> sums(directory.stations.size());
  const double until_s = to_seconds(directory.days * day);
  each_row([&](const SeriesRow& r) {
    if (r.from_s >= until_s) return;
    sums.at(r.station).open_s += r.open_s;
    const Tick end = ticks_from_seconds(r.from_s) + directory.bin;
    if (end % day == 0) sums[r.station].at_midnight_s += r.open_s;
  });
  for (const WorkRow& r : rows.of<WorkRow>()) {
    if (r.from_s >= until_s) continue;
    Sums& s = sums.at(r.station);
    s.work_s += r.work_s;
    s.offered += r.offered;
    s.served += r.served;
  }
  std::vector<bool> own(directory.stations.size());
  for (std::size_t i = 0; i < own.size(); ++i) {
    const StationEntry& station = directory.stations[i];
    const Sums& s = sums[i];
    if (station.servers == 0 || station.shape == Shape::outside) continue;
    const double service_s = s.served > 0 ? s.work_s / static_cast<double>(s.served) + to_seconds(station.move_up) : 0;
    own[i] = s.at_midnight_s <= 0 || service_s * static_cast<double>(s.offered) >= s.open_s;
  }
  return own;
}

// The number waiting in all other queues, by bin, mean over replications; whole days only. Whoever is held up by one of
// those waits there.
std::vector<double> waiting(const Directory& directory, const ResultRows& rows, const EachSeriesRow& each_row) {
  const std::vector<bool> own = queues_of_their_own(directory, rows, each_row);
  std::vector<double> out(static_cast<std::size_t>(directory.days * (day / directory.bin)));
  const auto add = [&](double from_s, double person_s) {
    const double bin_s = to_seconds(directory.bin);
    const auto bin = static_cast<std::size_t>(from_s / bin_s + 0.5);
    if (bin < out.size()) out[bin] += person_s / bin_s / static_cast<double>(rows.of<ReplicationRow>().size());
  };
  each_row([&](const SeriesRow& r) {
    if (!own.at(r.station)) add(r.from_s, r.waiting_person_s);
  });
  for (const LedgerRow& r : rows.of<LedgerRow>())
    if (r.cause == static_cast<std::uint8_t>(LedgerCause::next_place_full) && !own.at(r.station) &&
        r.place < own.size() && own[r.place])
      add(r.from_s, -r.waiting_person_s);
  return out;
}

}  // namespace

const ResultRows& after_warm_up(const Directory& directory, const ResultRows& rows, ResultRows& out) {
  if (directory.warm_up <= 0) return rows;
  out = rows;
  const double before_s = to_seconds(directory.warm_up);
  leave_out(out.of<PledgeRow>(), before_s);
  leave_out(out.of<ClockRow>(), before_s);
  leave_out(out.of<SeriesRow>(), before_s);
  leave_out(out.of<WaitRow>(), before_s);
  leave_out(out.of<WaitSumRow>(), before_s);
  leave_out(out.of<LedgerRow>(), before_s);
  leave_out(out.of<WorkRow>(), before_s);
  leave_out(out.of<OfficerHoursRow>(), before_s);
  leave_out(out.of<PostHoursRow>(), before_s);
  std::erase_if(out.of<OrderRow>(), [before_s](const OrderRow& row) { return row.time_s < before_s; });
  return out;
}

std::optional<StartUpSummary> summarise_start_up(const Directory& directory, const ResultRows& rows) {
  return summarise_start_up(directory, rows, [&rows](const auto& take) {
    for (const SeriesRow& row : rows.of<SeriesRow>()) take(row);
  });
}

std::optional<StartUpSummary> summarise_start_up(const Directory& directory, const ResultRows& rows,
                                                 const EachSeriesRow& each_row) {
  const auto never_closes = [](const PortEntry& port) { return port.close - port.open >= day; };
  if (std::none_of(directory.ports.begin(), directory.ports.end(), never_closes) || day % directory.bin != 0)
    return std::nullopt;
  const std::vector<double> series = waiting(directory, rows, each_row);
  const auto period = static_cast<std::size_t>(day / directory.bin);
  StartUpSummary out;
  for (std::size_t last = period - 1; last < series.size(); last += period)
    out.waiting += series[last] / directory.days;
  if (out.waiting < 1) return std::nullopt;
  const auto left = without_daily_cycle(series, period);
  const auto found = left ? mser5(*left) : std::nullopt;
  if (found && found->told) {
    constexpr Tick step = 30 * minute;
    const Tick shown = static_cast<Tick>(found->left_out) * directory.bin;
    out.suggested = (shown + step - 1) / step * step;
    if (*out.suggested <= directory.warm_up) return std::nullopt;
  } else if (directory.days < 3 && directory.warm_up >= day) {
    return std::nullopt;
  }
  return out;
}

}  // namespace crossflow

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

// The number waiting in all queues, by bin, mean over replications; whole days only.
std::vector<double> waiting(const Directory& directory, const ResultRows& rows) {
  const double bin_s = to_seconds(directory.bin);
  std::vector<double> out(static_cast<std::size_t>(directory.days * (day / directory.bin)));
  for (const SeriesRow& r : rows.series) {
    const auto bin = static_cast<std::size_t>(r.from_s / bin_s + 0.5);
    if (bin < out.size()) out[bin] += r.waiting_person_s / bin_s / static_cast<double>(rows.replications.size());
  }
  return out;
}

}  // namespace

ResultRows after_warm_up(const Directory& directory, const ResultRows& rows) {
  ResultRows out = rows;
  if (directory.warm_up <= 0) return out;
  const double before_s = to_seconds(directory.warm_up);
  leave_out(out.pledges, before_s);
  leave_out(out.clocks, before_s);
  leave_out(out.series, before_s);
  leave_out(out.waits, before_s);
  leave_out(out.wait_sums, before_s);
  leave_out(out.ledger, before_s);
  leave_out(out.work, before_s);
  leave_out(out.officer_hours, before_s);
  leave_out(out.post_hours, before_s);
  return out;
}

std::optional<StartUpSummary> summarise_start_up(const Directory& directory, const ResultRows& rows) {
  const auto never_closes = [](const PortEntry& port) { return port.close - port.open >= day; };
  if (std::none_of(directory.ports.begin(), directory.ports.end(), never_closes) || day % directory.bin != 0)
    return std::nullopt;
  const std::vector<double> series = waiting(directory, rows);
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

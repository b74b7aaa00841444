#include "analysis/report/report_series.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/measure.hpp"

namespace crossflow {
namespace {

constexpr std::size_t most_days_shown = 7;

}  // namespace

ReportSeries::ReportSeries(const Directory& directory)
    : begins_s_(to_seconds(directory.warm_up)),
      step_s_(to_seconds(directory.bin)),
      last_day_(directory.days - 1),
      folded_(days_of(directory) > most_days_shown),
      stations_(directory.stations.size()) {}

void ReportSeries::add(const SeriesRow& row) {
  Replication& replication = replications_[row.replication];
  if (replication.after_last_row == 0) replication.first_row = rows_;
  replication.after_last_row = ++rows_;
  if (row.from_s < begins_s_) return;
  replication.waited[std::min(last_day_, static_cast<int>(row.from_s / to_seconds(day)))] +=
      row.waiting_person_s + row.held_person_s;

  const double since = folded_ ? std::fmod(row.from_s, to_seconds(day)) : row.from_s;
  const auto bin = static_cast<std::size_t>(std::floor(since / step_s_ + 1e-9));
  if (row.joined + row.started + row.served + row.gave_up + row.held_max != 0 || row.waiting_person_s > 0) {
    first_busy_ = std::min(first_busy_, bin);
    after_busy_ = std::max(after_busy_, bin + 1);
  }
  auto& steps = stations_.at(row.station);
  if (bin >= steps.size()) steps.resize(bin + 1);
  Step& s = steps[bin];
  s.waiting.push_back(row.waiting_person_s / step_s_);
  s.held += row.held_person_s / step_s_;
  s.open += row.open_s / step_s_;
  s.busy += row.busy_s / step_s_;
}

ReportSeries::Course ReportSeries::course() const {
  Course out;
  out.step_s = step_s_;
  out.folded = folded_;
  if (folded_) {
    out.steps = static_cast<std::size_t>(std::ceil(to_seconds(day) / step_s_ - 1e-9));
  } else if (first_busy_ < after_busy_) {
    out.first = first_busy_;
    out.steps = after_busy_ - first_busy_;
    out.from_s = static_cast<double>(first_busy_) * step_s_;
  }
  return out;
}

OneDay ReportSeries::middle_day() const {
  std::vector<std::pair<double, std::uint32_t>> order;
  for (const auto& [number, replication] : replications_) {
    if (replication.waited.empty()) continue;
    double sum = 0;
    for (const auto& [d, w] : replication.waited) sum += w;
    order.emplace_back(sum, number);
  }
  if (order.empty()) return {};
  std::sort(order.begin(), order.end());
  const std::uint32_t middle = order[(order.size() - 1) / 2].second;
  const auto& days = replications_.at(middle).waited;
  const auto most =
      std::max_element(days.begin(), days.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return {middle, most->first};
}

std::pair<std::uint64_t, std::uint64_t> ReportSeries::rows_of(std::uint32_t replication) const {
  const auto found = replications_.find(replication);
  if (found == replications_.end()) return {0, 0};
  return {found->second.first_row, found->second.after_last_row};
}

}  // namespace crossflow

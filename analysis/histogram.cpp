#include "analysis/histogram.hpp"

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/record/histogram.hpp"

namespace crossflow {
namespace {

double edge_s(std::size_t bin) {
  return to_seconds(duration_bins::upper_edge(bin));
}

}  // namespace

void WaitHistogram::add(double up_to_s, std::int64_t count) {
  CROSSFLOW_CHECK(count >= 0 && up_to_s >= 0, "a bin holds no fewer than none, of times that are not negative");
  if (count == 0) return;
  const std::size_t bin = duration_bins::bin_of(ticks_from_seconds(up_to_s));
  if (bin >= bins_.size()) bins_.resize(bin + 1);
  bins_[bin] += count;
  count_ += count;
}

void WaitHistogram::merge(const WaitHistogram& other) {
  bins_.resize(std::max(bins_.size(), other.bins_.size()));
  for (std::size_t bin = 0; bin < other.bins_.size(); ++bin) bins_[bin] += other.bins_[bin];
  count_ += other.count_;
  note_longest(other.longest_s_);
}

std::optional<WaitHistogram::Place> WaitHistogram::place_of(double q, const WaitHistogram* without) const {
  CROSSFLOW_CHECK(q > 0 && q <= 1, "a quantile is of a share above 0");
  const std::int64_t all = count_ - (without == nullptr ? 0 : without->count_);
  if (all == 0) return std::nullopt;
  // The factor keeps 0.95 * 20 from becoming more than 19 by a rounding.
  const double rank = q * static_cast<double>(all) * (1 - 1e-12);
  double below = 0;
  for (std::size_t bin = 0; bin < bins_.size(); ++bin) {
    const std::int64_t less = without != nullptr && bin < without->bins_.size() ? without->bins_[bin] : 0;
    const auto here = static_cast<double>(bins_[bin] - less);
    if (here > 0 && below + here >= rank) return Place{bin, std::max(0.0, rank - below) / here};
    below += here;
  }
  CROSSFLOW_CHECK(false, "the bins hold fewer than their count");
}

std::optional<double> WaitHistogram::quantile_s(double q) const {
  const auto place = place_of(q, nullptr);
  if (!place) return std::nullopt;
  const bool in_its_bin = duration_bins::bin_of(ticks_from_seconds(longest_s_)) == place->bin;
  return in_its_bin ? longest_s_ : edge_s(place->bin);
}

std::optional<double> WaitHistogram::smooth_quantile_s(double q, const WaitHistogram* without) const {
  const auto place = place_of(q, without);
  if (!place) return std::nullopt;
  const double lower = place->bin == 0 ? 0 : edge_s(place->bin - 1);
  return lower + place->part * (edge_s(place->bin) - lower);
}

}  // namespace crossflow

#include "analysis/histogram.hpp"

#include <algorithm>

#include "sim/record/histogram.hpp"
#include "sim/record/packed_numbers.hpp"

namespace crossflow {

// What it holds, bin by bin; of a bin in one or several parts.
template <class F>
void WaitHistogram::for_each_part(F f) const {
  for (std::size_t bin = 0; bin < counts_.size(); ++bin)
    if (counts_[bin] > 0) f(bin, counts_[bin]);
  NumberReader reader(notes_);
  for (std::int64_t bin = 0; reader.any_left();) {
    bin += reader.take_signed();
    f(static_cast<std::size_t>(bin), static_cast<std::int64_t>(reader.take()));
  }
}

double WaitHistogram::edge_s(std::size_t bin) {
  return to_seconds(duration_bins::upper_edge(bin));
}

std::size_t WaitHistogram::bin_of(double up_to_s) {
  CROSSFLOW_CHECK(up_to_s >= 0, "no time is negative");
  return duration_bins::bin_of(ticks_from_seconds(up_to_s));
}

void WaitHistogram::note(std::size_t bin, std::int64_t count) {
  last_ = std::max(last_, bin);
  if (counts_.empty()) {
    NumberWriter writer(notes_);
    writer.put_signed(static_cast<std::int64_t>(bin) - static_cast<std::int64_t>(noted_));
    writer.put(static_cast<std::uint64_t>(count));
    noted_ = bin;
    if (notes_.size() <= sizeof(std::int64_t) * (last_ + 1)) return;
    counts_ = counts();
    notes_ = {};
  } else {
    counts_.resize(bin + 1);
    counts_[bin] += count;
  }
}

std::vector<std::int64_t> WaitHistogram::counts() const {
  std::vector<std::int64_t> all(notes_.empty() && counts_.empty() ? 0 : last_ + 1);
  for_each_part([&all](std::size_t bin, std::int64_t count) { all[bin] += count; });
  return all;
}

void WaitHistogram::merge(const WaitHistogram& other) {
  other.for_each_part([this](std::size_t bin, std::int64_t count) { add_to_bin(bin, count); });
  count_ += other.count_;
  note_longest(other.longest_s_);
}

std::optional<WaitHistogram::Place> WaitHistogram::place_of(double q, const WaitHistogram* without) const {
  CROSSFLOW_CHECK(q > 0 && q <= 1, "a quantile is of a share above 0");
  const std::int64_t all = count_ - (without == nullptr ? 0 : without->count_);
  if (all == 0) return std::nullopt;
  std::vector<std::int64_t> bins = counts();
  if (without != nullptr)
    without->for_each_part([&bins](std::size_t bin, std::int64_t count) { bins.at(bin) -= count; });
  // The factor keeps 0.95 * 20 from becoming more than 19 by a rounding.
  const double rank = q * static_cast<double>(all) * (1 - 1e-12);
  double below = 0;
  for (std::size_t bin = 0; bin < bins.size(); ++bin) {
    const auto here = static_cast<double>(bins[bin]);
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

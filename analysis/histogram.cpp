#include "analysis/histogram.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/check.hpp"

namespace crossflow {

void WaitHistogram::add(std::uint32_t wait_s, std::int64_t count) {
  CROSSFLOW_CHECK(count >= 0, "a bin cannot hold fewer than none");
  if (count == 0) return;
  bins_[std::min(wait_s, overflow_s)] += count;
  count_ += count;
}

void WaitHistogram::merge(const WaitHistogram& other) {
  for (const auto& [wait_s, count] : other.bins_) add(wait_s, count);
}

std::optional<std::uint32_t> WaitHistogram::quantile_s(double q) const {
  CROSSFLOW_CHECK(q > 0 && q <= 1, "a quantile is of a share above 0");
  if (count_ == 0) return std::nullopt;
  // The factor keeps 0.95 * 20 from becoming 20 by a rounding.
  const auto rank = static_cast<std::int64_t>(std::ceil(q * static_cast<double>(count_) * (1 - 1e-12)));
  std::int64_t below = 0;
  for (const auto& [wait_s, count] : bins_) {
    below += count;
    if (below >= rank) return wait_s;
  }
  CROSSFLOW_CHECK(false, "the bins hold fewer than their count");
}

}  // namespace crossflow

#include "analysis/possible.hpp"

#include <algorithm>
#include <cmath>

namespace crossflow {
namespace {

double half_of(const Interval& interval) {
  return (interval.high - interval.low) / 2;
}

}  // namespace

Estimate above_zero(Estimate estimate) {
  if (!estimate.interval) return estimate;
  const double value = estimate.value;
  const double half = half_of(*estimate.interval);
  if (value <= 0) {
    estimate.interval = Interval{std::min(value, 0.0), std::max(0.0, estimate.interval->high)};
    return estimate;
  }
  const double relative = half / value;
  estimate.interval =
      Interval{value * std::exp(-relative), value * std::exp(std::min(relative, 1.0)) * std::max(relative, 1.0)};
  return estimate;
}

Estimate within_one(Estimate estimate) {
  if (!estimate.interval) return estimate;
  const double value = estimate.value;
  const double half = half_of(*estimate.interval);
  if (value <= 0 || value >= 1) {
    estimate.interval =
        Interval{std::max(std::min(0.0, value), value - half), std::min(std::max(1.0, value), value + half)};
    return estimate;
  }
  const double odds = std::log(value / (1 - value));
  const double spread = half / (value * (1 - value));
  const auto share = [](double o) { return 1 / (1 + std::exp(-o)); };
  estimate.interval = Interval{share(odds - spread), share(odds + spread)};
  return estimate;
}

}  // namespace crossflow

#include "analysis/jackknife.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace crossflow {

std::optional<Estimate> jackknife_estimate(
    std::size_t n, const std::function<std::optional<double>(std::optional<std::size_t> without)>& figure,
    double confidence) {
  const std::optional<double> all = figure(std::nullopt);
  if (!all) return std::nullopt;
  Estimate estimate{*all, std::nullopt};
  if (n < 2) return estimate;
  std::vector<double> pseudo;
  double size = std::fabs(*all);
  for (std::size_t i = 0; i < n; ++i) {
    const std::optional<double> without = figure(i);
    if (!without) return estimate;
    size = std::max(size, std::fabs(*without));
    pseudo.push_back(static_cast<double>(n) * *all - static_cast<double>(n - 1) * *without);
  }
  const Interval around = *mean_estimate(pseudo, confidence).interval;
  double half = (around.high - around.low) / 2;
  if (half < 1e-9 * size) half = 0;  // replications that do not differ, but for roundings
  estimate.interval = Interval{*all - half, *all + half};
  return estimate;
}

}  // namespace crossflow

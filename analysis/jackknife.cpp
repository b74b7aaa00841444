#include "analysis/jackknife.hpp"

#include <algorithm>
#include <cmath>

namespace crossflow {

std::optional<std::vector<double>> jackknife_pseudo_values(std::size_t n, const JackknifeFigure& figure) {
  const std::optional<double> all = figure(std::nullopt);
  if (!all) return std::nullopt;
  std::vector<double> pseudo;
  for (std::size_t i = 0; i < n; ++i) {
    const std::optional<double> without = figure(i);
    if (!without) return std::nullopt;
    pseudo.push_back(static_cast<double>(n) * *all - static_cast<double>(n - 1) * *without);
  }
  return pseudo;
}

std::optional<Estimate> jackknife_estimate(std::size_t n, const JackknifeFigure& figure, double confidence) {
  const std::optional<double> all = figure(std::nullopt);
  if (!all) return std::nullopt;
  Estimate estimate{*all, std::nullopt};
  if (n < 2) return estimate;
  const auto pseudo = jackknife_pseudo_values(n, figure);
  if (!pseudo) return estimate;
  // The largest figure without one of them, from its pseudo-value.
  double size = std::fabs(*all);
  for (const double p : *pseudo)
    size = std::max(size, std::fabs(static_cast<double>(n) * *all - p) / static_cast<double>(n - 1));
  const Interval around = *mean_estimate(*pseudo, confidence).interval;
  double half = (around.high - around.low) / 2;
  if (half < 1e-9 * size) half = 0;  // replications that do not differ, but for roundings
  estimate.interval = Interval{*all - half, *all + half};
  return estimate;
}

}  // namespace crossflow

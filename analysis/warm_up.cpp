#include "analysis/warm_up.hpp"

#include <cmath>

namespace crossflow {

std::optional<Truncation> mser5(std::span<const double> series) {
  constexpr std::size_t batch = 5, kept_at_least = 5, least_batches = 10;
  const std::size_t n = series.size() / batch;
  if (n < least_batches) return std::nullopt;
  std::vector<double> means(n);
  for (std::size_t i = 0; i < n * batch; ++i) means[i / batch] += series[i];
  for (double& m : means) m /= batch;
  std::size_t best = 0;
  double least = INFINITY;
  for (std::size_t d = 0; d + kept_at_least <= n; ++d) {
    const auto rest = static_cast<double>(n - d);
    double mean = 0;
    for (std::size_t i = d; i < n; ++i) mean += means[i];
    mean /= rest;
    double squares = 0;
    for (std::size_t i = d; i < n; ++i) squares += (means[i] - mean) * (means[i] - mean);
    if (squares / (rest * rest) < least) {
      least = squares / (rest * rest);
      best = d;
    }
  }
  return Truncation{best * batch, 2 * best <= n};
}

std::optional<std::vector<double>> without_daily_cycle(std::span<const double> series, std::size_t period) {
  if (period == 0 || series.size() < 3 * period) return std::nullopt;
  const std::size_t days = series.size() / period;
  const auto later = static_cast<double>(days - 1);
  // A first day's deviation is of two independent figures; of a later one, whose mean holds itself, part cancels out.
  const double first_spread = std::sqrt(1 + 1 / later), later_spread = std::sqrt(1 - 1 / later);
  std::vector<double> out;
  for (std::size_t i = 0; i < days * period; ++i) {
    double mean = 0;
    for (std::size_t d = 1; d < days; ++d) mean += series[d * period + i % period] / later;
    out.push_back((series[i] - mean) / (i < period ? first_spread : later_spread));
  }
  return out;
}

}  // namespace crossflow

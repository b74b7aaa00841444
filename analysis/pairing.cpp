#include "analysis/pairing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/students_t.hpp>

#include "sim/base/check.hpp"

namespace crossflow {
namespace {

double variance(const std::vector<double>& values) {
  double mean = 0;
  for (const double v : values) mean += v / static_cast<double>(values.size());
  double squares = 0;
  for (const double v : values) squares += (v - mean) * (v - mean);
  return squares / static_cast<double>(values.size() - 1);
}

std::vector<double> known(const std::vector<std::optional<double>>& values) {
  std::vector<double> out;
  for (const auto& v : values)
    if (v) out.push_back(*v);
  return out;
}

}  // namespace

std::optional<double> variance_ratio(std::span<const std::optional<double>> a,
                                     std::span<const std::optional<double>> b) {
  CROSSFLOW_CHECK(a.size() == b.size(), "days are compared with the same days");
  std::vector<double> of_a, of_b, changes;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!a[i] || !b[i]) continue;
    of_a.push_back(*a[i]);
    of_b.push_back(*b[i]);
    changes.push_back(*b[i] - *a[i]);
  }
  if (changes.size() < 2) return std::nullopt;
  const double apart = variance(of_a) + variance(of_b);
  double size = 0;
  for (std::size_t i = 0; i < of_a.size(); ++i) size = std::max({size, std::fabs(of_a[i]), std::fabs(of_b[i])});
  const double roundings = 1e-24 * size * size;
  if (apart <= roundings) return std::nullopt;
  const double together = variance(changes);
  return together <= roundings ? std::numeric_limits<double>::infinity() : apart / together;
}

std::optional<Estimate> unpaired_difference(const MeasureRequest& request, std::span<const Observation> a,
                                            std::span<const Observation> b, double confidence) {
  const auto of_a = estimate(request, a, confidence);
  const auto of_b = estimate(request, b, confidence);
  if (!of_a || !of_b) return std::nullopt;
  Estimate out{of_b->value - of_a->value, std::nullopt};
  if (measure_of(request).together == Together::share) {
    if (!of_a->interval || !of_b->interval) return out;
    const double below = std::hypot(of_b->value - of_b->interval->low, of_a->interval->high - of_a->value);
    const double above = std::hypot(of_b->interval->high - of_b->value, of_a->value - of_a->interval->low);
    const double half = std::max(below, above);
    out.interval = Interval{out.value - half, out.value + half};
    return out;
  }
  const std::vector<double> x = known(contributions(request, a));
  const std::vector<double> y = known(contributions(request, b));
  if (x.size() < 2 || y.size() < 2) return out;
  const double u = variance(x) / static_cast<double>(x.size());
  const double v = variance(y) / static_cast<double>(y.size());
  double half = 0;
  if (u + v > 0) {
    const double degrees =
        (u + v) * (u + v) / (u * u / static_cast<double>(x.size() - 1) + v * v / static_cast<double>(y.size() - 1));
    half = boost::math::quantile(boost::math::students_t(degrees), 0.5 + confidence / 2) * std::sqrt(u + v);
  }
  out.interval = Interval{out.value - half, out.value + half};
  return out;
}

}  // namespace crossflow

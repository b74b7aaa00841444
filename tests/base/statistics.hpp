// What the tests of draws and distributions measure with.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace crossflow::test {

/// Kolmogorov and Smirnov's distance from the uniform, times the root of the count: above 2.2 once in 8,000 times,
/// below 0.3 once in 100,000 times.
inline double uniform_distance(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto rank = static_cast<double>(i);
    distance = std::max({distance, values[i] - rank / n, (rank + 1.0) / n - values[i]});
  }
  return distance * std::sqrt(n);
}

/// Pearson's chi-square of counts that should be equal, less its mean and over its standard deviation.
inline double chi_square_score(const std::vector<std::uint32_t>& counts) {
  double total = 0.0;
  for (const std::uint32_t count : counts) total += count;
  const double expected = total / static_cast<double>(counts.size());
  double sum = 0.0;
  for (const std::uint32_t count : counts) sum += (count - expected) * (count - expected) / expected;
  const double degrees = static_cast<double>(counts.size()) - 1.0;
  return (sum - degrees) / std::sqrt(2.0 * degrees);
}

/// The correlation of two equally long rows of uniforms, in standard deviations.
inline double correlation_score(const std::vector<double>& x, const std::vector<double>& y) {
  double sum = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - 0.5) * (y[i] - 0.5);
  return 12.0 * sum / std::sqrt(static_cast<double>(x.size()));
}

/// How evenly pairs fill a square of `side` times `side` cells: a chi-square score.
inline double square_score(const std::vector<double>& x, const std::vector<double>& y, std::size_t side) {
  std::vector<std::uint32_t> counts(side * side);
  const auto cell = [side](double u) { return static_cast<std::size_t>(u * static_cast<double>(side)); };
  for (std::size_t i = 0; i < x.size(); ++i) ++counts[cell(x[i]) * side + cell(y[i])];
  return chi_square_score(counts);
}

/// The integral of f over [from, to] by Gauss and Legendre's rule of 8 points.
template <class F>
double gauss(F f, double from, double to) {
  constexpr std::array<double, 4> at{0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363};
  constexpr std::array<double, 4> weight{0.3626837833783620, 0.3137066458778873, 0.2223810344533745,
                                         0.1012285362903763};
  const double middle = 0.5 * (from + to);
  const double half = 0.5 * (to - from);
  double sum = 0.0;
  for (std::size_t i = 0; i < at.size(); ++i) sum += weight[i] * (f(middle - at[i] * half) + f(middle + at[i] * half));
  return sum * half;
}

/// The integral over u from 2^-last to 1 - 2^-last, cut where a sampler's cells are cut: each octave of u and of 1-u
/// into `cells` equal parts.
template <class F>
double integral_over_unit(F f, int last, int cells) {
  double sum = 0.0;
  for (int octave = 1; octave < last; ++octave) {
    const double from = std::ldexp(0.5, -octave);
    const double width = from / cells;
    for (int cell = 0; cell < cells; ++cell) {
      const double low = from + cell * width;
      sum += gauss([&](double v) { return f(v) + f(1.0 - v); }, low, low + width);
    }
  }
  return sum;
}

}  // namespace crossflow::test

// Quantiles against closed forms that are written out here anew: the distribution function of each family, of which the
// quantile is the inverse, and values from tables.
#include <cmath>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/distribution.hpp"

namespace crossflow {
namespace {

using D = Distribution;

struct Case {
  D distribution;
  std::function<double(double)> below;  ///< share of values below x
  std::function<double(double)> above;  ///< share above, where the tail has a closed form of its own
};

double normal_below(double z) {
  return 0.5 * std::erfc(-z * M_SQRT1_2);
}

double erlang_above(int k, double x) {
  double term = 1.0;
  double sum = 1.0;
  for (int i = 1; i < k; ++i) sum += (term *= x / i);
  return std::exp(-x) * sum;
}

std::vector<Case> cases() {
  std::vector<Case> all;
  const auto add = [&all](const D& d, auto below, auto above) { all.push_back({d, below, above}); };
  add(
      D::exponential(3), [](double x) { return -std::expm1(-x / 3); }, [](double x) { return std::exp(-x / 3); });
  add(
      D::uniform(2, 6), [](double x) { return (x - 2) / 4; }, [](double x) { return (6 - x) / 4; });
  add(
      D::triangular(1, 2, 9), [](double x) { return x < 2 ? (x - 1) * (x - 1) / 8 : 1 - (9 - x) * (9 - x) / 56; },
      [](double x) { return x < 2 ? 1 - (x - 1) * (x - 1) / 8 : (9 - x) * (9 - x) / 56; });
  for (const int k : {1, 2, 4, 9})
    add(
        D::gamma(10, 1 / std::sqrt(k)), [k](double x) { return 1 - erlang_above(k, x * k / 10); },
        [k](double x) { return erlang_above(k, x * k / 10); });
  add(
      D::gamma(10, std::sqrt(2)), [](double x) { return std::erf(std::sqrt(x / 20)); },  // half a chi-square's square
      [](double x) { return std::erfc(std::sqrt(x / 20)); });
  for (const double cv : {0.1, 0.5, 2.0}) {
    const double sigma = std::sqrt(std::log(1 + cv * cv));
    const auto z = [=](double x) { return (std::log(x / 16) + 0.5 * sigma * sigma) / sigma; };
    add(
        D::lognormal(16, cv), [=](double x) { return normal_below(z(x)); },
        [=](double x) { return normal_below(-z(x)); });
  }
  // Weibulls whose cv is known in closed form: shape 2 (Rayleigh), 1 and one half.
  const auto weibull = [&](double cv, double shape, double scale) {
    add(
        D::weibull(10, cv), [=](double x) { return -std::expm1(-std::pow(x / scale, shape)); },
        [=](double x) { return std::exp(-std::pow(x / scale, shape)); });
  };
  weibull(std::sqrt(4 / M_PI - 1), 2, 20 / std::sqrt(M_PI));
  weibull(1, 1, 10);
  weibull(std::sqrt(5), 0.5, 5);
  const double inside = normal_below(2.0) - normal_below(-1.5);
  add(
      D::normal(5, 0.4, 2, 9), [=](double x) { return (normal_below((x - 5) / 2) - normal_below(-1.5)) / inside; },
      [=](double x) { return (normal_below(2.0) - normal_below((x - 5) / 2)) / inside; });
  return all;
}

TEST(Quantile, InvertsTheDistributionFunction) {
  for (const Case& c : cases())
    for (double u = 0.0005; u < 1.0; u += 0.001)
      ASSERT_NEAR(c.below(c.distribution.quantile(u)), u, 1e-12) << c.distribution.text();
}

TEST(Quantile, KeepsItsDigitsInTheUpperTail) {
  for (const Case& c : cases()) {
    if (std::isfinite(c.distribution.most())) continue;
    for (int e = 2; e <= 53; ++e) {
      const double tail = std::ldexp(1.0, -e);
      ASSERT_NEAR(c.above(c.distribution.quantile(1 - tail)) / tail, 1.0, 1e-11) << c.distribution.text() << " " << e;
    }
  }
}

TEST(Quantile, KeepsItsDigitsInTheLowerTail) {
  EXPECT_NEAR(D::exponential(3).quantile(1e-15), 3e-15, 1e-29);
  EXPECT_NEAR(D::gamma(1, 0.5).quantile(1e-12), 0.25 * std::pow(24e-12, 0.25), 3e-7);  // x^4/24 for small x
  EXPECT_NEAR(D::gamma(1, 1.0).quantile(1e-12) / 1e-12, 1.0, 1e-11);
  EXPECT_NEAR(D::lognormal(16, 0.5).quantile(1e-10) * D::lognormal(16, 0.5).quantile(1 - 1e-10), 256 / 1.25, 1e-4);
  EXPECT_NEAR(D::weibull(10, std::sqrt(5)).quantile(1e-12) / (5 * 1e-24), 1.0, 1e-9);
}

TEST(Quantile, HasTheValuesOfTheTables) {
  EXPECT_NEAR(D::exponential(1).quantile(0.5), M_LN2, 1e-15);
  EXPECT_NEAR(D::lognormal(16, 0.75).quantile(0.5), 12.8, 1e-13);  // mean / sqrt(1 + cv^2)
  EXPECT_DOUBLE_EQ(D::triangular(1, 3, 9).quantile(0.25), 3.0);    // the mode
  // Chi-square's 95% point: 3.841459 at 1 degree of freedom (gamma of shape 1/2), 18.307038 at 10 (shape 5).
  EXPECT_NEAR(D::gamma(1, std::sqrt(2)).quantile(0.95), 3.841458820694124, 1e-12);
  EXPECT_NEAR(D::gamma(10, 1 / std::sqrt(5)).quantile(0.95), 18.307038053275146, 1e-12);
  // The normal's 97.5% point, far from its cut.
  EXPECT_NEAR(D::normal(100, 0.01).quantile(0.975), 101.959963984540054, 1e-12);
}

TEST(Quantile, IsSymmetricWhereTheDistributionIs) {
  for (const D& d : {D::triangular(0, 4, 8), D::uniform(1, 7), D::normal(4, 0.5, 1, 7)})
    for (double u = 0.01; u < 0.5; u += 0.01)
      EXPECT_NEAR(d.quantile(u) + d.quantile(1 - u), d.least() + d.most(), 1e-12) << d.text();
}

TEST(Weibull, FindsItsShapeFromAnyCv) {
  for (const double cv : {0.002, 0.03, 0.3, 3.0, 30.0}) {
    // Two quantiles give shape and scale back, and these the moments.
    const D d = D::weibull(10, cv);
    const double inverse_shape = std::log(d.quantile(0.9) / d.quantile(0.1)) / std::log(std::log(0.1) / std::log(0.9));
    const double scale = d.quantile(0.5) / std::pow(M_LN2, inverse_shape);
    const double mean = scale * std::tgamma(1 + inverse_shape);
    const double ratio = std::exp(std::lgamma(1 + 2 * inverse_shape) - 2 * std::lgamma(1 + inverse_shape));
    EXPECT_NEAR(mean, 10, 1e-9) << cv;
    EXPECT_NEAR(std::sqrt(ratio - 1) / cv, 1.0, 1e-8) << cv;
  }
}

}  // namespace
}  // namespace crossflow

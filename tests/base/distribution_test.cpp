// Each distribution against its own moments, and what all have in common: order, range, scaling, equality, words.
#include "sim/base/distribution.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/draws.hpp"
#include "tests/base/statistics.hpp"

namespace crossflow {
namespace {

using D = Distribution;

std::vector<D> continuous() {
  std::vector<D> all{D::uniform(2, 9),         D::uniform(0, 1e-3),      D::triangular(1, 2, 9),
                     D::triangular(0, 0, 5),   D::triangular(3, 8, 8),   D::exponential(0.25),
                     D::normal(5, 0.3),        D::normal(5, 2),          D::normal(5, 0.5, 2, 6),
                     D::normal(5, 0.01, 1, 9), D::normal(5, 3, 4.9, 5.2)};
  for (const double cv : {0.01, 0.2, 0.5, 0.9, 1.0, 1.3, 2.0}) {
    all.push_back(D::gamma(16, cv));
    all.push_back(D::lognormal(16, cv));
    all.push_back(D::weibull(16, cv));
  }
  return all;
}

std::vector<D> every() {
  std::vector<D> all = continuous();
  all.push_back(D::constant(7));
  all.push_back(D::constant(0));
  all.push_back(D::empirical({{5, 1}, {1, 2}, {30, 0.5}}));
  return all;
}

TEST(Moments, AreThoseOfTheQuantileFunction) {
  for (const D& d : continuous()) {
    const auto moment = [&](auto f) {
      return test::integral_over_unit([&](double u) { return f(d.quantile(u)); }, 50, 8);
    };
    const double mean = moment([](double x) { return x; });
    const double variance = moment([&](double x) { return (x - d.mean()) * (x - d.mean()); });
    EXPECT_NEAR(mean / d.mean(), 1.0, 1e-7) << d.text();
    EXPECT_NEAR(variance / d.variance(), 1.0, 2e-6) << d.text();
    EXPECT_NEAR(d.cv(), std::sqrt(d.variance()) / d.mean(), 1e-12) << d.text();
  }
}

TEST(Moments, AreThoseThatWereAskedFor) {
  for (const double cv : {0.05, 0.5, 1.7, 6.0})
    for (const D& d : {D::gamma(16, cv), D::lognormal(16, cv), D::weibull(16, cv)}) {
      EXPECT_DOUBLE_EQ(d.mean(), 16.0) << d.text();
      EXPECT_DOUBLE_EQ(d.cv(), cv) << d.text();
    }
  EXPECT_DOUBLE_EQ(D::uniform(2, 8).variance(), 3.0);
  EXPECT_DOUBLE_EQ(D::triangular(0, 3, 6).mean(), 3.0);
  EXPECT_DOUBLE_EQ(D::triangular(0, 3, 6).variance(), 1.5);
  EXPECT_DOUBLE_EQ(D::exponential(3).variance(), 9.0);
  EXPECT_DOUBLE_EQ(D::constant(4).variance(), 0.0);
  EXPECT_DOUBLE_EQ(D::constant(0).cv(), 0.0);
}

TEST(Moments, OfTheCutNormalAreTheCutOnes) {
  // A normal cut at its mean is half a normal: its mean lies sqrt(2/pi) deviations up, its variance is 1 - 2/pi of it.
  const D half = D::normal(5, 0.4, 5);
  EXPECT_NEAR(half.mean(), 5 + 2 * std::sqrt(2 / M_PI), 1e-12);
  EXPECT_NEAR(half.variance(), 4 * (1 - 2 / M_PI), 1e-12);
  EXPECT_DOUBLE_EQ(D::normal(5, 0.01).mean(), 5.0);
  EXPECT_NEAR(D::normal(5, 0.01).cv(), 0.01, 1e-12);
  EXPECT_DOUBLE_EQ(D::normal(5, 1, 3, 7).mean(), 5.0);  // cut alike on both sides
}

TEST(Moments, OfManyDrawsAreNear) {
  const Stream stream(RunKey{5, 0, 0}, "distribution test", "value");
  constexpr int count = 20'000;
  for (const D& d : every()) {
    double sum = 0.0;
    for (int i = 0; i < count; ++i) sum += d.quantile(stream.uniform(static_cast<std::uint64_t>(i)));
    EXPECT_NEAR(sum / count, d.mean(), 4.5 * std::sqrt(d.variance() / count) + 1e-12 * d.mean()) << d.text();
  }
}

TEST(Quantile, NeverFallsAndStaysInTheSupport) {
  for (const D& d : every()) {
    double before = d.least();
    const auto next = [&](double u) {
      const double value = d.quantile(u);
      // The last two digits of a quantile found by iteration may waver.
      EXPECT_GE(value, before - 4e-15 * before) << d.text() << " at " << u;
      EXPECT_GE(value, d.least()) << d.text() << " at " << u;
      EXPECT_LE(value, d.most()) << d.text() << " at " << u;
      EXPECT_TRUE(std::isfinite(value)) << d.text() << " at " << u;
      before = value;
    };
    for (int e = 53; e > 5; --e) next(std::ldexp(1.0, -e));
    for (int i = 1; i < 2000; ++i) next(std::ldexp(1.0, -5) + i * (1.0 - 2 * std::ldexp(1.0, -5)) / 2000);
    for (int e = 5; e <= 53; ++e) next(1.0 - std::ldexp(1.0, -e));
  }
}

TEST(Quantile, ReachesTheEndsOfABoundedSupport) {
  for (const D& d : {D::uniform(2, 9), D::triangular(1, 2, 9), D::normal(5, 0.5, 2, 6)}) {
    EXPECT_NEAR(d.quantile(0x1.0p-53), d.least(), 1e-6) << d.text();
    EXPECT_NEAR(d.quantile(1.0 - 0x1.0p-53), d.most(), 1e-6) << d.text();
  }
  EXPECT_EQ(D::exponential(2).most(), std::numeric_limits<double>::infinity());
  EXPECT_EQ(D::normal(5, 1).most(), std::numeric_limits<double>::infinity());
  EXPECT_EQ(D::normal(5, 1).least(), 0.0);
}

TEST(Scaled, MultipliesEveryValueAndKeepsTheShape) {
  for (const D& d : every()) {
    const D tripled = d.scaled(3.0);
    EXPECT_EQ(tripled.family(), d.family());
    EXPECT_NEAR(tripled.mean(), 3.0 * d.mean(), 1e-12 * d.mean()) << d.text();
    EXPECT_NEAR(tripled.variance(), 9.0 * d.variance(), 1e-11 * d.variance() + 1e-13 * d.mean() * d.mean()) << d.text();
    EXPECT_NEAR(tripled.least(), 3.0 * d.least(), 1e-12 * d.least()) << d.text();
    for (const double u : {1e-9, 0.01, 0.3, 0.5, 0.77, 0.999, 1 - 1e-9})
      EXPECT_NEAR(tripled.quantile(u), 3.0 * d.quantile(u), 1e-11 * d.quantile(u) + 1e-14 * d.mean())
          << d.text() << " at " << u;
    EXPECT_EQ(d.scaled(1.0), d) << d.text();
    EXPECT_EQ(d.scaled(4.0).scaled(0.25), d) << d.text();
  }
}

TEST(Equality, IsOfFamilyAndParameters) {
  const std::vector<D> all = every();
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < all.size(); ++j) EXPECT_EQ(all[i] == all[j], i == j) << all[i].text() << all[j].text();
  EXPECT_EQ(D::gamma(16, 0.5), D::gamma(16, 0.5));
  EXPECT_FALSE(D::gamma(16, 0.5) == D::lognormal(16, 0.5));
  EXPECT_EQ(D::empirical({{1, 2}, {5, 1}}), D::empirical({{5, 1}, {1, 1}, {1, 1}, {9, 0}}));
  EXPECT_FALSE(D::empirical({{1, 2}, {5, 1}}) == D::empirical({{1, 1}, {5, 2}}));
}

TEST(Degenerate, BecomesTheConstant) {
  for (const D& d : {D::gamma(4, 0), D::lognormal(4, 0), D::weibull(4, 0), D::normal(4, 0), D::uniform(4, 4),
                     D::triangular(4, 4, 4)}) {
    EXPECT_EQ(d, D::constant(4));
    EXPECT_EQ(d.quantile(0.123), 4.0);
  }
}

TEST(Empirical, DrawsEachValueByItsWeight) {
  const D d = D::empirical({{30, 1}, {10, 1}, {20, 2}, {99, 0}});
  EXPECT_EQ(d.quantile(1e-12), 10);
  EXPECT_EQ(d.quantile(0.25), 10);
  EXPECT_EQ(d.quantile(0.2500001), 20);
  EXPECT_EQ(d.quantile(0.75), 20);
  EXPECT_EQ(d.quantile(0.7500001), 30);
  EXPECT_EQ(d.quantile(1 - 1e-12), 30);
  EXPECT_DOUBLE_EQ(d.mean(), 20);
  EXPECT_DOUBLE_EQ(d.variance(), 50);
  EXPECT_EQ(d.least(), 10);
  EXPECT_EQ(d.most(), 30);
  EXPECT_EQ(D::empirical({{3, 5}}).quantile(0.4), 3);
}

TEST(Text, ReadsLikeASentence) {
  EXPECT_EQ(D::lognormal(16, 0.5).text(), "lognormal, mean 16, cv 50%");
  EXPECT_EQ(D::lognormal(16, 0.5).text("s"), "lognormal, mean 16 s, cv 50%");
  EXPECT_EQ(D::gamma(2.5, 1.25).text("min"), "gamma, mean 2.5 min, cv 125%");
  EXPECT_EQ(D::weibull(3, 0.123).text(), "Weibull, mean 3, cv 12.3%");
  EXPECT_EQ(D::constant(4).text("s"), "constant 4 s");
  EXPECT_EQ(D::uniform(1, 2).text("s"), "uniform, 1 s to 2 s");
  EXPECT_EQ(D::triangular(1, 2, 9).text(), "triangular, 1 to 9, mode 2");
  EXPECT_EQ(D::exponential(30).text("s"), "exponential, mean 30 s");
  EXPECT_EQ(D::normal(5, 0.3).text(), "normal, mean 5, cv 30%, cut at 0");
  EXPECT_EQ(D::normal(5, 0.3, 2, 8).text("s"), "normal, mean 5 s, cv 30%, cut at 2 s and 8 s");
  EXPECT_EQ(D::empirical({{1, 1}, {5, 1}}).text("s"), "empirical, 2 values from 1 s to 5 s, mean 3 s");
}

TEST(DistributionDeathTest, RefusesParametersOutOfRange) {
  EXPECT_DEATH(D::constant(-1), "not negative");
  EXPECT_DEATH(D::uniform(3, 2), "low <= high");
  EXPECT_DEATH(D::triangular(1, 5, 4), "mode <= high");
  EXPECT_DEATH(D::exponential(0), "positive");
  EXPECT_DEATH(D::gamma(std::nan(""), 1), "positive");
  EXPECT_DEATH(D::lognormal(1, -0.1), "coefficient of variation");
  EXPECT_DEATH(D::normal(5, 1, 6, 9), "low <= mean");
  EXPECT_DEATH(D::empirical({}), "positive weight");
  EXPECT_DEATH(D::empirical({{1, 0}}), "positive weight");
  EXPECT_DEATH(D::constant(1).quantile(0.0), "between 0 and 1");
  EXPECT_DEATH(D::constant(1).quantile(1.0), "between 0 and 1");
  EXPECT_DEATH(D::constant(1).scaled(0.0), "factor");
}

}  // namespace
}  // namespace crossflow

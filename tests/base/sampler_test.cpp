// The table against the quantile function that it stands for.
#include "sim/base/sampler.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/draws.hpp"
#include "tests/base/statistics.hpp"

namespace crossflow {
namespace {

using D = Distribution;

std::vector<D> tabulated() {
  std::vector<D> all{D::triangular(1, 2, 9), D::triangular(0, 0, 5), D::triangular(0, 5, 5),  D::exponential(3),
                     D::normal(5, 0.3),      D::normal(5, 2),        D::normal(5, 0.5, 2, 6), D::normal(5, 0.05, 4.9)};
  for (const double cv : {0.02, 0.3, 0.7, 1.0, 1.5, 2.0}) {
    all.push_back(D::gamma(16, cv));
    all.push_back(D::lognormal(16, cv));
    all.push_back(D::weibull(16, cv));
  }
  return all;
}

TEST(Sampler, KeepsMeanAndVarianceWithinItsPromise) {
  for (const D& d : tabulated()) {
    const Sampler sampler(d);
    const auto square = [&](double x) { return (x - d.mean()) * (x - d.mean()); };
    const double shift = test::integral_over_unit([&](double u) { return sampler(u) - d.quantile(u); }, 30, 128);
    const double spread =
        test::integral_over_unit([&](double u) { return square(sampler(u)) - square(d.quantile(u)); }, 30, 128);
    EXPECT_LT(std::abs(shift), 1e-5 * d.mean()) << d.text();
    EXPECT_LT(std::abs(spread), 1e-5 * d.variance()) << d.text();
  }
}

TEST(Sampler, IsNearTheQuantileEverywhere) {
  const Stream stream(RunKey{}, "sampler test", "u");
  for (const D& d : tabulated()) {
    const Sampler sampler(d);
    for (std::uint64_t i = 0; i < 2000; ++i) {
      // Half of these are ordinary and half far out in either tail.
      double u = stream.uniform(i);
      if (i % 4 == 1) u = std::ldexp(u, -static_cast<int>(i % 40));
      if (i % 4 == 3) u = 1.0 - std::ldexp(u, -static_cast<int>(i % 40));
      EXPECT_NEAR(sampler(u), d.quantile(u), 2e-4 * d.quantile(u) + 1e-5 * d.mean()) << d.text() << " at " << u;
    }
  }
}

TEST(Sampler, IsTheQuantileAtTheEdgesOfItsCells) {
  for (const D& d : tabulated()) {
    const Sampler sampler(d);
    for (int octave = 1; octave < 31; ++octave)
      for (int cell = 0; cell < 128; cell += 9) {
        const double v = std::ldexp(1.0 + cell / 128.0, -octave - 1);
        EXPECT_NEAR(sampler(v), d.quantile(v), 1e-14 * d.quantile(v)) << d.text() << " at " << v;
        EXPECT_NEAR(sampler(1 - v), d.quantile(1 - v), 1e-14 * d.quantile(1 - v)) << d.text() << " at 1-" << v;
      }
  }
}

TEST(Sampler, NeverFalls) {
  std::vector<double> points;
  for (int octave = 1; octave < 52; ++octave)
    for (int cell = 0; cell < 128; ++cell) {
      const double v = std::ldexp(1.0 + cell / 128.0, -octave - 1);
      for (const double near : {std::nextafter(v, 0.0), v, std::nextafter(v, 1.0), v * (1 + 1.0 / 512)}) {
        points.push_back(near);
        if (1.0 - near < 1.0) points.push_back(1.0 - near);
      }
    }
  points.push_back(0.5);
  std::sort(points.begin(), points.end());
  std::vector<D> all = tabulated();
  all.push_back(D::empirical({{1, 1}, {4, 2}, {9, 0.1}}));
  all.push_back(D::uniform(3, 8));
  for (const D& d : all) {
    const Sampler sampler(d);
    double before = 0.0;
    for (const double u : points) {
      const double value = sampler(u);
      const bool far = std::min(u, 1.0 - u) < 0x1.0p-30;
      ASSERT_GE(value, far ? before * (1.0 - 4e-15) : before) << d.text() << " at " << u;
      before = value;
    }
  }
}

TEST(Sampler, IsExactWhereThereIsNoTable) {
  const Stream stream(RunKey{}, "sampler test", "exact");
  const D steps = D::empirical({{1, 1}, {4, 2}, {9, 0.1}});
  const Sampler constant(D::constant(0.1));
  const Sampler uniform(D::uniform(3, 8));
  const Sampler empirical(steps);
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    const double u = stream.uniform(i);
    EXPECT_EQ(constant(u), 0.1);
    EXPECT_EQ(uniform(u), 3 + u * 5);
    EXPECT_EQ(empirical(u), steps.quantile(u));
  }
}

TEST(Sampler, AsksTheQuantileAtTheFarEnds) {
  for (const D& d : tabulated()) {
    const Sampler sampler(d);
    for (const double v : {0x1.0p-53, 0x1.8p-40, 0x1.fp-31}) {
      EXPECT_NEAR(sampler(v), d.quantile(v), 1e-14 * d.quantile(v)) << d.text();
      EXPECT_NEAR(sampler(1 - v), d.quantile(1 - v), 1e-14 * d.quantile(1 - v)) << d.text();
    }
    EXPECT_NEAR(sampler(0.5), d.quantile(0.5), 1e-14 * d.quantile(0.5)) << d.text();
  }
}

TEST(Sampler, OutlivesWhatItWasCopiedFrom) {
  const D d = D::gamma(16, 0.4);
  std::optional<Sampler> first(d);
  const double value = (*first)(0.321);
  const Sampler copy = *first;
  first.reset();
  EXPECT_EQ(copy(0.321), value);
  EXPECT_EQ(Sampler(D::gamma(16, 0.4))(0.321), value);
  EXPECT_EQ(copy.distribution(), d);
  EXPECT_NE(Sampler(D::gamma(16, 0.5))(0.321), value);
  EXPECT_NE(Sampler(D::lognormal(16, 0.4))(0.321), value);
}

TEST(Sampler, GivesTheSameAfterItsTableWasForgotten) {
  const double value = Sampler(D::weibull(3, 0.8))(0.777);
  EXPECT_EQ(Sampler(D::weibull(3, 0.8))(0.777), value);
}

TEST(Sampler, DrawsWithTheRightMeanAndVariance) {
  const Stream stream(RunKey{9, 0, 0}, "sampler test", "draws");
  constexpr int count = 300'000;
  const D d = D::gamma(20, 0.5);  // Erlang-4: the fourth central moment is 3 + 6/4 variances squared
  const Sampler sampler(d);
  double sum = 0.0;
  double squares = 0.0;
  for (int i = 0; i < count; ++i) {
    const double x = sampler(stream.uniform(static_cast<std::uint64_t>(i))) - d.mean();
    sum += x;
    squares += x * x;
  }
  EXPECT_NEAR(sum / count, 0.0, 4.5 * std::sqrt(d.variance() / count));
  EXPECT_NEAR(squares / count, d.variance(), 4.5 * d.variance() * std::sqrt(3.5 / count));
}

}  // namespace
}  // namespace crossflow

// Intervals of what is never negative, and of shares: within what is possible, and no surer than they should be.
#include "analysis/possible.hpp"

#include <cmath>
#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "tests/analysis/measure_rows.hpp"

namespace crossflow {
namespace {

TEST(Possible, NoQueueIsNegative) {
  const Estimate e = above_zero({70, Interval{70 - 102, 70 + 102}});
  EXPECT_DOUBLE_EQ(e.value, 70);
  EXPECT_NEAR(e.interval->low, 70 * std::exp(-102.0 / 70), 1e-9);
  EXPECT_NEAR(e.interval->high, std::exp(1) * 102, 1e-9) << "where half is more than the value, in proportion to it";
  const Estimate p95 = above_zero({1316, Interval{1316 - 2048, 1316 + 2048}});  // 21 min 56 s ± 34 min 08 s
  EXPECT_GT(p95.interval->low, 0);
}

TEST(Possible, WhatIsNearlyEvenStaysSo) {
  const Estimate e = above_zero({100, Interval{99, 101}});
  EXPECT_NEAR(e.interval->low, 99, 0.01);
  EXPECT_NEAR(e.interval->high, 101, 0.01);
}

TEST(Possible, NothingStaysNothing) {
  EXPECT_EQ(above_zero({0, Interval{0, 0}}).interval->high, 0);
  EXPECT_FALSE(above_zero({3, std::nullopt}).interval);
  EXPECT_EQ(within_one({1, Interval{0.9, 1.1}}).interval->high, 1);
}

TEST(Possible, NoDeskIsBusyForMoreThanItsTime) {
  const Estimate e = within_one({0.9, Interval{0.75, 1.05}});
  EXPECT_GT(e.interval->low, 0.6);
  EXPECT_LT(e.interval->high, 1);
  EXPECT_GT(e.interval->high, 0.95);
}

// A day on which one desk was held, and one on which none was: figures that lean.
TEST(Possible, HoldsTheTruthAtLeastAsOftenAsStudents) {
  std::mt19937_64 random(2024);
  std::exponential_distribution<double> leaning(1);
  std::normal_distribution<double> even(1, 0.3);
  const auto share_that_hold = [&](const std::function<double()>& draw, std::size_t n, bool possible) {
    constexpr int samples = 20'000;
    int held = 0;
    for (int s = 0; s < samples; ++s) {
      std::vector<double> values(n);
      for (double& v : values) v = draw();
      const Estimate e = possible ? mean_above_zero(values) : mean_estimate(values);
      if (e.interval->low <= 1 && 1 <= e.interval->high) ++held;
    }
    return held / static_cast<double>(samples);
  };
  for (const std::size_t n : {5U, 20U, 30U}) {
    const auto exponential = [&] { return leaning(random); };
    EXPECT_GT(share_that_hold(exponential, n, true), share_that_hold(exponential, n, false)) << n;
    EXPECT_GT(share_that_hold(exponential, n, true), 0.925) << n;
    // Four standard errors of a share of 20,000 are 0.006.
    EXPECT_NEAR(share_that_hold([&] { return even(random); }, n, true), 0.95, 0.007) << n;
  }
}

// One day with a queue of 140, and one with none.
TEST(Possible, MeasuresOfCountsAreAboveZero) {
  std::vector<Observation> days(2);
  days[0] = {140, 1, {}};
  days[1] = {0, 1, {}};
  const MeasureRequest request = request_of(longest_queue_measure());
  const Estimate e = *estimate(request, days);
  EXPECT_DOUBLE_EQ(e.value, 70);
  EXPECT_GT(e.interval->low, 0);
  EXPECT_GT(e.interval->high, 140);
}

}  // namespace
}  // namespace crossflow

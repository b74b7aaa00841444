#include "analysis/stats.hpp"

#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/histogram.hpp"

namespace crossflow {
namespace {

// The extra hours of sleep of Student (Biometrika 6, 1908), second drug less the first; the interval is the one that R
// prints for t.test(extra ~ group, data = sleep, paired = TRUE).
TEST(MeanEstimate, StudentsSleep) {
  const std::array hours{1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};
  const Estimate e = mean_estimate(hours);
  EXPECT_NEAR(e.value, 1.58, 1e-12);
  ASSERT_TRUE(e.interval);
  EXPECT_NEAR(e.interval->low, 0.7001142, 5e-8);
  EXPECT_NEAR(e.interval->high, 2.4598858, 5e-8);
}

TEST(MeanEstimate, OneValueHasNoInterval) {
  const std::array one{7.0};
  EXPECT_EQ(mean_estimate(one).value, 7.0);
  EXPECT_FALSE(mean_estimate(one).interval);
}

// Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
TEST(Wilson, Newcombe1998) {
  struct Row {
    std::int64_t successes, n;
    double low, high;
  };
  for (const Row& r : {Row{81, 263, 0.2553, 0.3662}, Row{15, 148, 0.0624, 0.1605}, Row{0, 20, 0.0, 0.1611},
                       Row{1, 29, 0.0061, 0.1718}}) {
    const auto interval = wilson_estimate(r.successes, r.n).interval;
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low, r.low, 5e-5) << r.successes << " of " << r.n;
    EXPECT_NEAR(interval->high, r.high, 5e-5) << r.successes << " of " << r.n;
  }
}

TEST(Wilson, EndsAreTheEnds) {
  EXPECT_EQ(wilson_estimate(30, 30).interval->high, 1.0);
  EXPECT_EQ(wilson_estimate(0, 30).interval->low, 0.0);
}

// By hand: 170 of 200 are kept; the angle of the rest is asin(sqrt(0.15)) = 0.397699, without one day asin(sqrt(0.2)) =
// 0.463648, without the other asin(sqrt(0.1)) = 0.321751: error (0.463648 - 0.321751) / 2 = 0.0709485, no skewness. t
// with 1 degree of freedom = tan(0.475 pi) = 12.706205: the angle is at most 0.397699 + 0.901487 = 1.299186 and at
// least 0.
TEST(ShareEstimate, TwoDaysByHand) {
  const std::array days{Tally{90, 100}, Tally{80, 100}};
  const auto e = share_estimate(days);
  ASSERT_TRUE(e && e->interval);
  EXPECT_DOUBLE_EQ(e->value, 0.85);
  EXPECT_NEAR(e->interval->low, std::pow(std::cos(1.299186), 2), 1e-6);
  EXPECT_EQ(e->interval->high, 1);
}

// By hand, with days of unequal crowds: 540 of 600 are kept, an angle of 0.3217506; without each day 450/500, 390/400
// and 240/300: angles 0.3217506, 0.1587802, 0.4636476, of mean 0.3147261: error sqrt(2/3 * 0.0465461) = 0.1761554; the
// pseudo-values lie -0.0140489, 0.3118919, -0.2978430 off their mean: skewness 0.0844111, over sqrt 3 0.0487348. With 2
// degrees of freedom the 90% interval has t = 2.919986; Hall's inverse at -t is
// 3 / 0.0487348 * ((1 + 0.0487348 * (-2.919986 - 0.0081225))^(1/3) - 1) = -3.079606, at t
// 3 / 0.0487348 * ((1 + 0.0487348 * (2.919986 - 0.0081225))^(1/3) - 1) = 2.784052.
TEST(ShareEstimate, UnequalDaysByHand) {
  const std::array days{Tally{90, 100}, Tally{150, 200}, Tally{300, 300}};
  const auto e = share_estimate(days, 0.90);
  ASSERT_TRUE(e && e->interval);
  EXPECT_DOUBLE_EQ(e->value, 0.9);
  EXPECT_NEAR(e->interval->low, std::pow(std::cos(0.3217506 + 0.1761554 * 3.079606), 2), 1e-5);
  EXPECT_EQ(e->interval->high, 1);  // 0.3217506 - 0.1761554 * 2.784052 is below 0
}

// Days much alike and of one size: the share's interval is Student's of the daily shares but for their small skewness.
TEST(ShareEstimate, NearStudentWhereDaysAreAlike) {
  std::vector<Tally> days;
  std::vector<double> shares;
  for (const std::int64_t off : {-9, -7, -6, -4, -3, -2, -1, 0, 0, 1, 2, 3, 4, 6, 7, 9}) {
    days.push_back({5000 + 10 * off, 10'000});
    shares.push_back(0.5 + 0.001 * static_cast<double>(off));
  }
  const Estimate share = *share_estimate(days);
  const Estimate mean = mean_estimate(shares);
  EXPECT_NEAR(share.value, mean.value, 1e-12);
  EXPECT_NEAR(share.interval->low, mean.interval->low, 2e-6);
  EXPECT_NEAR(share.interval->high, mean.interval->high, 2e-6);
}

TEST(ShareEstimate, EmptyDaysSayNothing) {
  const std::array days{Tally{90, 100}, Tally{0, 0}, Tally{80, 100}};
  const std::array without{Tally{90, 100}, Tally{80, 100}};
  EXPECT_EQ(share_estimate(days)->interval->low, share_estimate(without)->interval->low);
  const std::array nobody{Tally{0, 0}, Tally{0, 0}};
  EXPECT_FALSE(share_estimate(nobody));
  const std::array once{Tally{0, 0}, Tally{5, 10}};
  EXPECT_FALSE(share_estimate(once)->interval);
}

TEST(ShareEstimate, PerfectDaysAreJudgedAsWithOneFailure) {
  const std::array perfect{Tally{100, 100}, Tally{300, 300}, Tally{200, 200}};
  const std::array nearly{Tally{100, 100}, Tally{299, 300}, Tally{200, 200}};
  const auto e = share_estimate(perfect);
  ASSERT_TRUE(e && e->interval);
  EXPECT_EQ(e->value, 1);
  EXPECT_EQ(e->interval->high, 1);
  EXPECT_EQ(e->interval->low, share_estimate(nearly)->interval->low);
  EXPECT_LT(e->interval->low, 0.99);
  const std::array none{Tally{0, 100}, Tally{0, 300}, Tally{0, 200}};
  EXPECT_EQ(share_estimate(none)->interval->low, 0);
  EXPECT_DOUBLE_EQ(share_estimate(none)->interval->high, 1 - e->interval->low);
}

TEST(ShareEstimate, OneMoreKeptNeverLowersTheBound) {
  for (const std::size_t days : {2U, 5U, 30U}) {
    std::vector<Tally> tallies(days, Tally{1000, 1000});
    double better = share_estimate(tallies)->interval->low;
    for (int missed = 1; missed <= 40; ++missed) {
      tallies[0].kept = 1000 - missed;
      const double low = share_estimate(tallies)->interval->low;
      EXPECT_LE(low, better) << missed << " missed on one of " << days << " days";
      EXPECT_TRUE(low < better || missed == 1) << missed << " missed on one of " << days << " days";
      better = low;
    }
  }
}

// What a planner may expect of a month in which all but a few were cleared in time: 30 days of 5,000 people.
TEST(ShareEstimate, AFewFailuresLeaveNoDoubt) {
  std::vector<Tally> days(30, Tally{5000, 5000});
  EXPECT_GT(share_estimate(days)->interval->low, 0.999);
  days[3].kept -= 40;
  EXPECT_EQ(pledge_verdict(days, 0.98), Verdict::kept);
  days[3].kept -= 4000;  // one disaster: nobody can say how often such days come
  EXPECT_EQ(pledge_verdict(days, 0.98), Verdict::cannot_tell);
}

TEST(Verdict, Edges) {
  const auto verdict = [](std::vector<Tally> days, double promised) { return pledge_verdict(days, promised); };
  EXPECT_EQ(verdict({{99, 100}, {99, 100}}, 0), Verdict::no_pledge);
  EXPECT_EQ(verdict({{0, 0}, {0, 0}}, 0.98), Verdict::nobody);
  EXPECT_EQ(verdict({{49, 50}}, 0.98), Verdict::one_day_kept);
  EXPECT_EQ(verdict({{48, 50}}, 0.98), Verdict::one_day_not_kept);
  // Days that do not differ leave no doubt: the bounds are the share itself, and reaching is enough.
  EXPECT_EQ(verdict({{75, 100}, {75, 100}, {75, 100}}, 0.75), Verdict::kept);
  EXPECT_EQ(verdict({{74, 100}, {74, 100}, {74, 100}}, 0.75), Verdict::not_kept);
  // A promise to all can be broken by those not yet seen.
  EXPECT_EQ(verdict({{100, 100}, {100, 100}}, 1.0), Verdict::cannot_tell);
}

// The verdict turns exactly where the ends of the two-sided 90% interval lie.
TEST(Verdict, TurnsAtTheOneSidedBounds) {
  const std::vector<Tally> days{{970, 1000}, {990, 1000}, {985, 1000}, {960, 1000}};
  const Interval bounds = *share_estimate(days, 0.90)->interval;
  EXPECT_EQ(pledge_verdict(days, bounds.low), Verdict::kept);
  EXPECT_EQ(pledge_verdict(days, bounds.low + 1e-9), Verdict::cannot_tell);
  EXPECT_EQ(pledge_verdict(days, bounds.high), Verdict::cannot_tell);
  EXPECT_EQ(pledge_verdict(days, bounds.high + 1e-9), Verdict::not_kept);
}

TEST(Reaches, NoAccidentOfRounding) {
  EXPECT_TRUE(reaches({7, 100}, 0.07));  // 0.07 * 100 is a little more than 7
  EXPECT_TRUE(reaches({49, 50}, 0.98));
  EXPECT_FALSE(reaches({97'999'999, 100'000'000}, 0.98));
}

TEST(QuantileOf, IsAlwaysOneOfTheValues) {
  EXPECT_EQ(quantile_of({5, 1, 4, 2, 3}, 0.9), 5);
  EXPECT_EQ(quantile_of({5, 1, 4, 2, 3}, 0.8), 4);
  EXPECT_EQ(quantile_of({10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 0.9), 9);
  EXPECT_EQ(quantile_of({7}, 0.01), 7);
  EXPECT_EQ(median_of({3, 1, 2}), 2);
  EXPECT_EQ(median_of({4, 1, 2, 3}), 2.5);
}

TEST(WaitHistogram, AShareTookNoLongerThanItsQuantile) {
  WaitHistogram h;
  EXPECT_FALSE(h.quantile_s(0.5));
  h.add(10, 19);
  h.add(90, 1);
  EXPECT_EQ(h.quantile_s(0.95), 10);  // rank 19 of 20
  EXPECT_EQ(h.quantile_s(0.96), 90);  // rank 20
  EXPECT_EQ(h.quantile_s(1), 90);
}

TEST(WaitHistogram, MergesAndKnowsLongTimes) {
  WaitHistogram a;
  a.add(1, 1);
  WaitHistogram b;
  b.add(20 * 3600, 2);
  b.add(3, 0);
  a.merge(b);
  EXPECT_EQ(a.count(), 3);
  EXPECT_EQ(a.quantile_s(0.3), 1);
  EXPECT_GE(a.quantile_s(0.5), 20 * 3600);
  EXPECT_LE(a.quantile_s(0.5), 20 * 3600 * 1.01);
  a.note_longest(20 * 3600);
  EXPECT_EQ(a.quantile_s(0.5), 20 * 3600) << "exactly, where the longest is known";
  EXPECT_EQ(a.quantile_s(0.3), 1);
}

TEST(WaitHistogram, TheSmoothQuantileMovesWithinABin) {
  WaitHistogram all;
  all.add(0.3, 4);  // from 0.2 s
  EXPECT_NEAR(*all.smooth_quantile_s(0.5), 0.25, 1e-9);
  WaitHistogram part = all;
  all.add(150, 4);
  EXPECT_NEAR(*all.smooth_quantile_s(0.75), 149.5, 1e-9);
  EXPECT_NEAR(*all.smooth_quantile_s(0.75, &part), 149.75, 1e-9);
  part = all;
  EXPECT_FALSE(all.smooth_quantile_s(0.5, &part)) << "nobody else";
}

}  // namespace
}  // namespace crossflow

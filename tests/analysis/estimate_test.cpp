// How observations are put together and compared.
#include <cmath>

#include <gtest/gtest.h>

#include "analysis/jackknife.hpp"
#include "sim/base/draws.hpp"
#include "tests/analysis/measure_rows.hpp"

namespace crossflow {
namespace {

MeasureRequest waits(std::optional<double> percentile, bool typical_day = false) {
  MeasureRequest request = request_of(waiting_measure());
  request.percentile = percentile;
  request.typical_day = typical_day;
  return request;
}

void add(DayTimes& day, double seconds, std::int64_t count) {
  day.histogram.add(seconds, count);
  day.sum_s += seconds * static_cast<double>(count);
}

Observation day_of(std::initializer_list<std::pair<std::uint32_t, std::int64_t>> times) {
  Observation out;
  DayTimes& d = out.days.emplace_back();
  for (const auto& [seconds, count] : times) add(d, seconds, count);
  return out;
}

// A hundred people wait 1 to 100 s on the first day, twenty wait 200 s on the second.
std::vector<Observation> two_unequal_days() {
  Observation first;
  DayTimes& d = first.days.emplace_back();
  for (int s = 1; s <= 100; ++s) add(d, s, 1);
  return {first, day_of({{200, 20}})};
}

TEST(Estimates, PercentilesByHand) {
  // Of all 120 the 95th percentile is the 114th, who waits 200 s; the median is the 60th, who waits 60 s.
  EXPECT_EQ(estimate(waits(95), two_unequal_days())->value, 200);
  EXPECT_EQ(estimate(waits(50), two_unequal_days())->value, 60);
  // Of a typical day: the mean of 95 s and 200 s.
  EXPECT_EQ(estimate(waits(95, true), two_unequal_days())->value, 147.5);
}

TEST(Estimates, MeansByHand) {
  EXPECT_DOUBLE_EQ(estimate(waits({}), two_unequal_days())->value, (5050 + 4000) / 120.0);
  EXPECT_DOUBLE_EQ(estimate(waits({}, true), two_unequal_days())->value, (50.5 + 200) / 2);
}

TEST(Estimates, ATypicalDayIsOneOfSeveralOfAReplication) {
  Observation three = day_of({{10, 1}});
  add(three.days.emplace_back(), 30, 1);
  three.days.emplace_back();  // nobody came
  EXPECT_EQ(estimate(waits({}, true), std::vector{three, day_of({{50, 9}})})->value, 35);
}

TEST(Estimates, NobodyAndOneReplication) {
  EXPECT_FALSE(estimate(waits(95), std::vector{day_of({}), day_of({})}).has_value());
  EXPECT_FALSE(estimate(waits({}), std::vector{day_of({})}).has_value());
  EXPECT_FALSE(estimate(waits({}), std::vector{day_of({{5, 1}})})->interval.has_value());
}

// Sums 1, 2, 3 of 10, 10, 20 servers' hours: 0.15; without one of them 5/30, 4/30, 0.15; pseudo-values 7/60, 11/60,
// 0.15.
TEST(Estimates, JackknifeOfARatioByHand) {
  const std::vector<Observation> seen{{1, 10, {}}, {2, 10, {}}, {3, 20, {}}};
  const auto found = estimate(request_of(utilisation_measure()), seen);
  EXPECT_DOUBLE_EQ(found->value, 0.15);
  const double half = 4.302653 * (1 / 30.0) / std::sqrt(3.0);  // Student, 2 degrees; the standard deviation is 1/30
  const double odds = std::log(0.15 / 0.85), spread = half / (0.15 * 0.85);  // a share: on the scale of log-odds
  EXPECT_NEAR(found->interval->high, 1 / (1 + std::exp(-odds - spread)), 1e-6);
  EXPECT_NEAR(found->interval->low, 1 / (1 + std::exp(-odds + spread)), 1e-6);
}

TEST(Estimates, NoIntervalWhereOneReplicationHasAll) {
  const std::vector<Observation> seen{{10, 10, {}}, {0, 0, {}}};
  EXPECT_EQ(estimate(request_of(utilisation_measure()), seen)->value, 1);
  EXPECT_FALSE(estimate(request_of(utilisation_measure()), seen)->interval.has_value());
}

TEST(Differences, ArePairedDayByDay) {
  const MeasureRequest request = request_of(throughput_measure());
  const std::vector<Observation> a{{100, 1, {}}, {200, 1, {}}, {300, 1, {}}};
  const std::vector<Observation> b{{103, 1, {}}, {204, 1, {}}, {305, 1, {}}};
  const auto found = difference(request, a, b);
  EXPECT_DOUBLE_EQ(found->value, 4);  // 3, 4 and 5, whatever else the days do
  EXPECT_NEAR(found->interval->high, 4 + 4.302653 / std::sqrt(3.0), 1e-6);
  EXPECT_FALSE(cannot_be_told_apart(*found));
  EXPECT_TRUE(cannot_be_told_apart(
      *difference(request, a, std::vector<Observation>{{101, 1, {}}, {199, 1, {}}, {301, 1, {}}})));
  EXPECT_TRUE(is_no_difference(MeasureUnit::count, *difference(request, a, a)));
  EXPECT_TRUE(cannot_be_told_apart(*difference(request, std::span(a).first(1), std::span(b).first(1))));
}

TEST(Differences, OfDaysThatBothHave) {
  const std::vector<Observation> a{{100, 1, {}}, {0, 0, {}}, {300, 1, {}}};
  const std::vector<Observation> b{{103, 1, {}}, {204, 1, {}}, {305, 1, {}}};
  EXPECT_DOUBLE_EQ(difference(request_of(throughput_measure()), a, b)->value, 4);
}

TEST(Differences, OfPercentilesAndShares) {
  const std::vector<Observation> a{day_of({{10, 20}}), day_of({{20, 20}})};
  const std::vector<Observation> b{day_of({{15, 20}}), day_of({{25, 20}})};
  EXPECT_DOUBLE_EQ(difference(waits(95), a, b)->value, 5);
  EXPECT_TRUE(is_no_difference(MeasureUnit::seconds, *difference(waits(95), a, a)));
  const MeasureRequest kept = request_of(kept_measure());
  const std::vector<Observation> late{{8, 10, {}}, {15, 20, {}}};
  const std::vector<Observation> all{{10, 10, {}}, {20, 20, {}}};
  EXPECT_DOUBLE_EQ(difference(kept, late, all)->value, 7 / 30.0);
  EXPECT_EQ(estimate(kept, all)->value, 1);
}

// Beyond four hours bins are of 1%: what is told of both, and their difference, must agree all the same.
TEST(Differences, OfLongPercentilesAreOfWhatIsToldOfEach) {
  const std::vector<Observation> a(2, day_of({{30 * 3600, 20}}));
  const std::vector<Observation> b(2, day_of({{24 * 3600, 20}}));
  const auto found = difference(waits(95), a, b);
  EXPECT_DOUBLE_EQ(found->value, estimate(waits(95), b)->value - estimate(waits(95), a)->value);
  EXPECT_NEAR(found->value, -6 * 3600, 0.01 * 30 * 3600);
  EXPECT_LE(found->interval->low, found->value);
  EXPECT_LT(found->interval->high, 0);
}

// Days on which all wait longer or shorter together; the truth is that of very many days.
Observation drawn_day(const Stream& stream, std::uint64_t number) {
  const double day_factor = 60 * (1 + stream.uniform(number * 1000));
  Observation out;
  DayTimes& d = out.days.emplace_back();
  for (std::uint64_t i = 1; i < 400; ++i) add(d, -day_factor * std::log(1 - stream.uniform(number * 1000 + i)), 1);
  return out;
}

TEST(Coverage, JackknifeOfAPooledPercentile) {
  std::vector<Observation> very_many;
  for (std::uint64_t n = 0; n < 5000; ++n) very_many.push_back(drawn_day(Stream({2, 0, 0}, "coverage", "truth"), n));
  Observation pooled;
  pooled.days.emplace_back();
  for (const Observation& o : very_many) pooled.days[0].histogram.merge(o.days[0].histogram);
  const double truth = estimate(waits(95), std::vector{pooled})->value;
  int covered = 0;
  constexpr int experiments = 400;
  for (std::uint32_t e = 0; e < experiments; ++e) {
    std::vector<Observation> days;
    for (std::uint64_t n = 0; n < 20; ++n) days.push_back(drawn_day(Stream({1, e, 0}, "coverage", "days"), n));
    const Interval interval = *estimate(waits(95), days)->interval;
    covered += interval.low <= truth && truth <= interval.high ? 1 : 0;
  }
  EXPECT_GE(covered, experiments * 90 / 100);
  EXPECT_LE(covered, experiments * 98 / 100);
}

}  // namespace
}  // namespace crossflow

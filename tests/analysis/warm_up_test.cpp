// MSER-5 beside a series reckoned by hand, and beside a process whose start is known exactly.
#include "analysis/warm_up.hpp"

#include <cmath>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "analysis/measure.hpp"
#include "analysis/precision.hpp"
#include "analysis/start_up.hpp"
#include "tests/analysis/measure_rows.hpp"

namespace crossflow {
namespace {

// Each value five times: means of five are the values.
std::vector<double> fives(const std::vector<double>& values) {
  std::vector<double> out;
  for (const double v : values) out.insert(out.end(), 5, v);
  return out;
}

// Sums of squares over squared lengths: 20.4/100 = 0.204, 7.56/81 = 0.093, 4/64 = 0.0625, 4/49 = 0.082,
// 2.83/36 = 0.079, 2/25 = 0.08.
TEST(Mser5, ByHand) {
  const auto found = mser5(fives({0, 2, 4, 5, 3, 4, 5, 3, 4, 4}));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->left_out, 10U);
  EXPECT_TRUE(found->told);
}

TEST(Mser5, WhatStandsInTheMiddleOfFiveIsAveraged) {
  auto series = fives({0, 2, 4, 5, 3, 4, 5, 3, 4, 4});
  for (std::size_t i = 0; i < series.size(); i += 5) {
    series[i] += 100;
    series[i + 3] -= 100;
  }
  series.push_back(1e9);  // fills no five
  EXPECT_EQ(mser5(series)->left_out, 10U);
}

TEST(Mser5, NothingIsLeftOutOfASteadySeries) {
  EXPECT_EQ(mser5(std::vector<double>(50, 7.0))->left_out, 0U);
  EXPECT_FALSE(mser5(std::vector<double>(49, 7.0)));
}

TEST(Mser5, ARunThatGrowsToItsEndCannotTell) {
  std::vector<double> series(200);
  for (std::size_t i = 0; i < series.size(); ++i) series[i] = i < 160 ? double{1} * static_cast<double>(i) : 160;
  EXPECT_FALSE(mser5(series)->told);
}

// x(t) = 0.9 x(t - 1) + e from x(0) = 20: its mean is 20 * 0.9^t, and without the start 0. Of a thousand the mean is
// 0.2 too high; what MSER-5 leaves of it is to be nearly right, at the cost of few.
TEST(Mser5, LeavesOutAKnownTransient) {
  std::mt19937_64 random(1997);
  std::normal_distribution<double> normal;
  constexpr int series_made = 300;
  int untold = 0;
  double whole = 0, rest = 0, left_out = 0;
  for (int s = 0; s < series_made; ++s) {
    std::vector<double> series;
    for (double x = 20; series.size() < 1000; x = 0.9 * x + normal(random)) series.push_back(x);
    const auto found = mser5(series);
    if (!found->told) ++untold;  // by chance the end of a series may agree more than all the rest
    left_out += static_cast<double>(found->left_out) / series_made;
    const auto from = series.begin() + static_cast<std::ptrdiff_t>(found->left_out);
    whole += std::accumulate(series.begin(), series.end(), 0.0) / 1000 / series_made;
    rest += std::accumulate(from, series.end(), 0.0) / static_cast<double>(series.end() - from) / series_made;
  }
  // The mean of one thousand has a spread of 10 / sqrt(1000) = 0.32, that of 300 such means 0.018.
  EXPECT_NEAR(whole, 0.2, 3 * 0.02);
  EXPECT_NEAR(rest, 0, 3 * 0.02);
  EXPECT_LE(untold, 15);
  EXPECT_GT(left_out, 15);  // 20 * 0.9^15 = 4, about twice the spread
  EXPECT_LT(left_out, 120);
}

constexpr std::size_t bins = 96;
constexpr double pi = 3.14159265358979323846;

// A wave of the day that is far larger than all else, chance, and an empty start that wears off with `memory` bins.
std::vector<double> days_of_waves(int days, double start, double memory, std::mt19937_64& random) {
  std::normal_distribution<double> normal;
  std::vector<double> out;
  for (std::size_t i = 0; i < static_cast<std::size_t>(days) * bins; ++i) {
    const double wave = 100 + 100 * std::sin(2 * pi * static_cast<double>(i % bins) / bins);
    out.push_back(wave - start * std::exp(-static_cast<double>(i) / memory) + normal(random));
  }
  return out;
}

TEST(DailyCycle, IsTakenOutAndTheStartStays) {
  std::mt19937_64 random(1998);
  const auto series = days_of_waves(5, 80, 20, random);
  const auto left = without_daily_cycle(series, bins);
  ASSERT_TRUE(left);
  const auto found = mser5(*left);
  EXPECT_TRUE(found->told);
  EXPECT_GE(found->left_out, 40U);  // 80 * exp(-2) is 11 times what chance does
  EXPECT_LE(found->left_out, 120U);
}

// Without a start the first day, which no mean holds, must not be taken for one.
TEST(DailyCycle, WithoutAStartLittleIsLeftOut) {
  std::mt19937_64 random(1999);
  for (const int days : {3, 4, 7}) {
    double left_out = 0;
    for (int s = 0; s < 50; ++s)
      left_out += static_cast<double>(mser5(*without_daily_cycle(days_of_waves(days, 0, 1, random), bins))->left_out);
    EXPECT_LT(left_out / 50, 0.2 * days * bins) << days;
  }
}

TEST(DailyCycle, OneOrTwoDaysCannotTell) {
  EXPECT_FALSE(without_daily_cycle(std::vector<double>(2 * bins, 1.0), bins));
  EXPECT_TRUE(without_daily_cycle(std::vector<double>(3 * bins, 1.0), bins));
}

// A port where nine wait from the 20th hour on, whatever the time of day, and before that nobody does.
struct PortByDay {
  Directory directory;
  ResultRows rows;

  explicit PortByDay(int days) {
    directory.days = days;
    directory.bin = hour;
    directory.ports = {{"port", {}, 0, day}};
    directory.stations.resize(1);
    rows.of<ReplicationRow>().push_back({});
    for (int b = 0; b < 24 * days; ++b) {
      SeriesRow row{};
      row.from_s = 3600.0 * b;
      row.waiting_person_s = 3600 * (b < 20 ? 0.0 : 9.0 + 0.1 * (b % 7));
      rows.of<SeriesRow>().push_back(row);
      PledgeRow joined{};
      joined.from_s = row.from_s;
      rows.of<PledgeRow>().push_back(joined);
    }
  }
};

TEST(StartUp, IsToldOfSeveralDays) {
  PortByDay seen(5);
  const auto found = summarise_start_up(seen.directory, seen.rows);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->waiting, 9.3, 0.3);
  EXPECT_EQ(found->suggested, 20 * hour);
  seen.directory.warm_up = 20 * hour;
  EXPECT_FALSE(summarise_start_up(seen.directory, seen.rows));
}

TEST(StartUp, OneDayCannotTell) {
  PortByDay seen(1);
  const auto found = summarise_start_up(seen.directory, seen.rows);
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->suggested);
  seen.directory.ports[0].open = 7 * hour;  // it closes: so it is empty, and rightly
  EXPECT_FALSE(summarise_start_up(seen.directory, seen.rows));
}

// Two servers, open from `opens` on until midnight or all day.
PortByDay with_servers(int opens, double closes) {
  PortByDay seen(5);
  seen.directory.stations[0].servers = 2;
  for (SeriesRow& row : seen.rows.of<SeriesRow>()) {
    const double hour_of_day = std::fmod(row.from_s, 86400) / 3600;
    row.open_s = hour_of_day >= opens && hour_of_day < closes ? 7200 : 0;
  }
  return seen;
}

TEST(StartUp, IsNotSaidWhereNobodyIsOnDutyAtMidnight) {
  PortByDay seen = with_servers(6, 22);
  EXPECT_FALSE(summarise_start_up(seen.directory, seen.rows));
  seen = with_servers(6, 24);
  EXPECT_TRUE(summarise_start_up(seen.directory, seen.rows));
}

TEST(StartUp, IsNotSaidOfThoseHeldUpWhereNobodyIsOnDuty) {
  PortByDay seen = with_servers(6, 22);
  StationEntry before = seen.directory.stations[0];
  seen.directory.stations.push_back(before);
  // Who waits at the second station, which has its servers, waits for the first.
  const std::vector<SeriesRow> there = seen.rows.of<SeriesRow>();
  for (SeriesRow row : there) {
    row.station = 1;
    row.open_s = 7200;
    seen.rows.of<SeriesRow>().push_back(row);
    seen.rows.of<LedgerRow>().push_back(
        {0, 1, row.from_s, static_cast<std::uint8_t>(LedgerCause::next_place_full), 0, row.waiting_person_s});
  }
  EXPECT_FALSE(summarise_start_up(seen.directory, seen.rows));
  seen.rows.of<LedgerRow>().clear();
  EXPECT_TRUE(summarise_start_up(seen.directory, seen.rows));
}

TEST(StartUp, IsNotSaidWhereMoreComeThanCanBeServed) {
  for (const double load : {0.9, 1.2}) {
    PortByDay seen = with_servers(0, 24);
    for (int half = 0; half < 48 * 5; ++half)
      seen.rows.of<WorkRow>().push_back({0, 0, 1800.0 * half, 100, half < 200 ? 100 : 0, half < 200 ? 3600 * load : 0});
    EXPECT_EQ(summarise_start_up(seen.directory, seen.rows).has_value(), load < 1) << load;
  }
}

TEST(WarmUp, LeavesOutWhatBeginsInIt) {
  PortByDay seen(3);
  ResultRows left;
  EXPECT_EQ(&after_warm_up(seen.directory, seen.rows, left), &seen.rows);
  seen.rows.of<OrderRow>() = {{0, 29 * 3600.0, 0, 0, 0, 1}, {0, 30 * 3600.0, 0, 0, 0, 2}};
  seen.directory.warm_up = 30 * hour;
  EXPECT_EQ(&after_warm_up(seen.directory, seen.rows, left), &left);
  EXPECT_EQ(seen.rows.of<PledgeRow>().size(), 72U);
  EXPECT_EQ(left.of<PledgeRow>().size(), 42U);
  EXPECT_EQ(left.of<SeriesRow>().front().from_s, 30 * 3600.0);
  EXPECT_EQ(left.of<ReplicationRow>().size(), 1U);
  ASSERT_EQ(left.of<OrderRow>().size(), 1U);
  EXPECT_EQ(left.of<OrderRow>().front().time_s, 30 * 3600.0);
  EXPECT_EQ(days_of(seen.directory), 2U);
  EXPECT_EQ(whole_days_of(seen.directory), 3U);
  EXPECT_EQ(day_of(seen.directory, 47 * 3600.0), 0U);
  EXPECT_EQ(day_of(seen.directory, 48 * 3600.0), 1U);
}

// Of a day that differs much from one replication to the next, which the warm-up leaves out, and one that does not.
TEST(WarmUp, IsNotAskedHowSureAResultIs) {
  for (const Tick warm_up : {Tick{0}, day}) {
    Directory directory = small();
    directory.days = 2;
    directory.warm_up = warm_up;
    for (ClassEntry& c : directory.classes) c.pledge_share = 0.9;
    PrecisionRule rule(directory, 0.01);
    bool sure = false;
    for (std::uint32_t r = 0; r < PrecisionRule::fewest; ++r) {
      ResultRows rows;
      rows.of<PledgeRow>() = {{r, resident, arrival, immigration, 0, 1000, 500 * (r % 2), 1000, 0},
                              {r, resident, arrival, immigration, 86400, 1000, 1000, 1000, 0}};
      sure = rule.add(rows);
    }
    EXPECT_EQ(sure, warm_up > 0);
  }
}

}  // namespace
}  // namespace crossflow

// Measures of one day, or of a part of each day, of rows that are few enough to reckon by hand.
#include <gtest/gtest.h>

#include "tests/analysis/measure_rows.hpp"

namespace crossflow {
namespace {

constexpr double whole_day = 86400;

Directory three_days() {
  Directory d = small();
  d.days = 3;
  return d;
}

MeasureRequest of_day(const ResultMeasure& measure, int number) {
  MeasureRequest request = request_of(measure);
  request.day = AskedDay{number, {}};
  return request;
}

// A wait of 10 s times the day's number at 07:00 of each of three days, and of 100 s half an hour later; and one of the
// night after the last.
ResultRows waits() {
  ResultRows rows;
  for (std::uint32_t d = 0; d < 3; ++d) {
    rows.of<WaitSumRow>().push_back({0, 0, resident, d * whole_day + seven, 1, 10.0 * (d + 1), 10.0 * (d + 1)});
    rows.of<WaitSumRow>().push_back({0, 0, resident, d * whole_day + seven + half, 1, 100, 100});
  }
  rows.of<WaitSumRow>().push_back({0, 0, resident, 3 * whole_day + half, 1, 7, 7});
  return rows;
}

TEST(MeasuresWhen, OneDayByNumberOrDate) {
  MeasureRequest request = of_day(waiting_measure(), 2);
  request.station = "counter";
  const Observation second_day = observe(request, waits(), three_days());
  ASSERT_EQ(second_day.days.size(), 1U);
  EXPECT_EQ(second_day.days[0].sum_s, 120);
  request.day = AskedDay{0, {2024, 10, 21}};
  EXPECT_EQ(observe(request, waits(), three_days()).days[0].sum_s, 120);
  // Whoever came after the last midnight belongs to the last day.
  request.day = AskedDay{3, {}};
  EXPECT_EQ(observe(request, waits(), three_days()).days[0].sum_s, 137);
}

TEST(MeasuresWhen, APartOfEachDay) {
  MeasureRequest request = request_of(waiting_measure());
  request.station = "counter";
  request.from = 7 * hour;
  request.until = 7 * hour + 30 * minute;
  const Observation early = observe(request, waits(), three_days());
  ASSERT_EQ(early.days.size(), 3U);
  for (std::size_t d = 0; d < 3; ++d) EXPECT_EQ(early.days[d].sum_s, 10.0 * static_cast<double>(d + 1));
  request.from = 7 * hour + 30 * minute;
  request.until.reset();
  EXPECT_EQ(observe(request, waits(), three_days()).days[2].sum_s, 107) << "with the night after the last day";
  request.until = 24 * hour;
  EXPECT_EQ(observe(request, waits(), three_days()).days[2].sum_s, 100);
}

TEST(MeasuresWhen, ANightBelongsToTheDayOnWhichItBegan) {
  ResultRows rows;
  for (const double at : {23 * 3600.0, whole_day + half, whole_day + 23 * 3600.0, 2 * whole_day + 7 * 3600.0})
    rows.of<WaitRow>().push_back({0, 0, resident, at, 1, 1});
  MeasureRequest request = request_of(waiting_measure());
  request.station = "counter";
  request.from = 22 * hour;
  request.until = 26 * hour;
  const Observation nights = observe(request, rows, three_days());
  EXPECT_EQ(nights.days[0].histogram.count(), 2);
  EXPECT_EQ(nights.days[1].histogram.count(), 1);
  EXPECT_EQ(nights.days[2].histogram.count(), 0);
  request.day = AskedDay{1, {}};
  EXPECT_EQ(observe(request, rows, three_days()).days[0].histogram.count(), 2);
}

TEST(MeasuresWhen, PledgesAndClocks) {
  ResultRows rows;
  for (std::uint32_t d = 0; d < 3; ++d) {
    const double from = d * whole_day + seven;
    rows.of<PledgeRow>().push_back(
        {0, resident, arrival, immigration, from, 10, 8 - d, 10, 100.5, 120});  // two a minute late
    rows.of<PledgeRow>().push_back({0, resident, arrival, immigration, from + half, 10, 10, 10, 50});
  }
  EXPECT_EQ(observe(of_day(kept_measure(), 3), rows, three_days()).sum, 16);
  EXPECT_EQ(observe(of_day(kept_measure(), 3), rows, three_days()).of, 20);
  EXPECT_EQ(observe(of_day(minutes_beyond_measure(), 1), rows, three_days()).of, 1);
  EXPECT_EQ(observe(of_day(minutes_beyond_measure(), 1), rows, three_days()).sum, 2);
  EXPECT_EQ(observe(of_day(clearance_time_measure(), 2), rows, three_days()).days.at(0).sum_s, 150.5);
  MeasureRequest request = request_of(kept_measure());
  request.until = 7 * hour + 30 * minute;
  EXPECT_EQ(observe(request, rows, three_days()).sum, 8 + 7 + 6);
  request.kind = &clearance_time_measure();
  EXPECT_EQ(observe(request, rows, three_days()).days.at(1).sum_s, 100.5);
}

TEST(MeasuresWhen, StationsAndOrders) {
  ResultRows rows;
  for (std::uint32_t d = 0; d < 3; ++d)
    for (const double at : {seven, seven + 900, seven + half}) {
      SeriesRow r{};
      r.from_s = d * whole_day + at;
      r.served = 10 * (d + 1);
      r.waiting_max = d + (at > seven ? 5 : 0);
      r.busy_in_hours_s = 300;
      r.open_in_hours_s = 900;
      rows.of<SeriesRow>().push_back(r);
      rows.of<OrderRow>().push_back({0, d * whole_day + at + 1, 0, 0, 0, 0});
    }
  MeasureRequest request = of_day(throughput_measure(), 2);
  request.station = "counter";
  EXPECT_EQ(observe(request, rows, three_days()).sum, 60);
  EXPECT_EQ(observe(request, rows, three_days()).of, 1);
  request.until = 7 * hour + 30 * minute;
  EXPECT_EQ(observe(request, rows, three_days()).sum, 40);
  request.kind = &longest_queue_measure();
  EXPECT_EQ(observe(request, rows, three_days()).sum, 6);
  request.day.reset();
  EXPECT_EQ(observe(request, rows, three_days()).sum, 5 + 6 + 7);
  EXPECT_EQ(observe(request, rows, three_days()).of, 3);
  request.kind = &utilisation_measure();
  EXPECT_EQ(observe(request, rows, three_days()).of, 6 * 900);
  MeasureRequest orders = of_day(orders_measure(), 1);
  EXPECT_EQ(observe(orders, rows, three_days()).sum, 3);
  EXPECT_EQ(observe(orders, rows, three_days()).of, 1);
  orders.from = 7 * hour + 30 * minute;
  EXPECT_EQ(observe(orders, rows, three_days()).sum, 1);
}

TEST(MeasuresWhen, WhatIsLeftOutOrNotThereIsRefused) {
  Directory directory = three_days();
  directory.warm_up = day;
  const auto asked = [&](int number) { return *select(directory, of_day(kept_measure(), number)); };
  EXPECT_EQ(refusal(kept_measure(), directory, asked(1)), "day 1 is left out as warm-up");
  EXPECT_EQ(refusal(kept_measure(), directory, asked(2)), "");
  EXPECT_FALSE(select(directory, of_day(kept_measure(), 4)));
  Problems problems;
  const MeasureRequest fourth = of_day(kept_measure(), 4);
  check_requests(std::vector{fourth}, std::vector{directory}, problems);
  EXPECT_EQ(problems.items().at(0).what, "the scenario has no day 4");
  EXPECT_EQ(problems.items().at(0).expected, "1 to 3, or 2024-10-20 to 2024-10-22");
}

TEST(MeasuresWhen, ADayThatTheWarmUpLeavesOutHasNoNumberAmongTheOthers) {
  Directory directory = three_days();
  directory.warm_up = day;
  MeasureRequest request = of_day(waiting_measure(), 2);
  request.station = "counter";
  ResultRows rows = waits();
  std::erase_if(rows.of<WaitSumRow>(), [](const WaitSumRow& r) { return r.from_s < whole_day; });
  EXPECT_EQ(observe(request, rows, directory).days.at(0).sum_s, 120);
  request.day.reset();
  request.from = 7 * hour;
  ASSERT_EQ(observe(request, rows, directory).days.size(), 2U);
  EXPECT_EQ(observe(request, rows, directory).days[0].sum_s, 120);
}

// Bins are not to lie across the time that is asked for.
TEST(MeasuresWhen, BinsThatDoNotFitAreRefused) {
  Directory directory = three_days();
  directory.bin = 20 * minute;
  MeasureRequest request = request_of(throughput_measure());
  request.station = "counter";
  request.from = 7 * hour;
  EXPECT_EQ(refusal(throughput_measure(), directory, *select(directory, request)), "");
  request.until = 7 * hour + 30 * minute;
  EXPECT_EQ(refusal(throughput_measure(), directory, *select(directory, request)),
            "'results.bin' is 20 min, so that nothing ends at 07:30");
  directory.bin = 7 * minute;
  EXPECT_EQ(refusal(longest_queue_measure(), directory, *select(directory, of_day(longest_queue_measure(), 1))),
            "'results.bin' is 7 min, which divides no day");
}

}  // namespace
}  // namespace crossflow

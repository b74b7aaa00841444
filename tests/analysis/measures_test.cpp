// Every measure, of rows that are few enough to reckon by hand.
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "tests/analysis/measure_rows.hpp"

namespace crossflow {
namespace {

Directory port_of_two_days() {
  Directory d = small();
  d.days = 2;
  return d;
}

double day_two(double s) {
  return 86400 + s;
}

TEST(Measures, Waiting) {
  MeasureRequest request = request_of(waiting_measure());
  request.station = "counter";
  ResultRows rows;
  rows.of<WaitRow>() = {{0, 0, resident, seven, 10, 3},
                        {0, 0, visitor, seven + half, 40, 1},
                        {0, 1, resident, seven, 99, 5},
                        {0, 0, resident, day_two(seven), 20, 2}};
  rows.of<WaitSumRow>() = {{0, 0, resident, seven, 3, 29.5, 9.9},
                           {0, 0, visitor, seven + half, 1, 39.9, 39.9},
                           {0, 1, resident, seven, 5, 490, 99},
                           {0, 0, resident, day_two(seven), 2, 39.8, 20}};
  const Observation all = observe(request, rows, port_of_two_days());
  ASSERT_EQ(all.days.size(), 2U);
  EXPECT_EQ(all.days[0].histogram.count(), 4);
  EXPECT_DOUBLE_EQ(all.days[0].sum_s, 69.4) << "exact, not of bins";
  EXPECT_EQ(all.days[1].sum_s, 39.8);
  request.traveller_class = "visitor";
  EXPECT_EQ(observe(request, rows, port_of_two_days()).days[0].sum_s, 39.9);
  EXPECT_EQ(observe(request, rows, port_of_two_days()).days[1].histogram.count(), 0);
}

TEST(Measures, WaitingNeedsServers) {
  const Directory d = small();
  const auto refuses = waiting_measure().refuses;
  EXPECT_EQ(refuses(d, {.station = 0}), "");
  EXPECT_EQ(refuses(d, {.station = 2}), "nobody is served at 'p/hall'");
}

TEST(Measures, ClearanceTime) {
  MeasureRequest request = request_of(clearance_time_measure());
  request.direction = "arrival";
  ResultRows rows;
  rows.of<PledgeRow>() = {{0, resident, arrival, immigration, seven, 3, 3, 2, 61.5},
                          {0, visitor, arrival, immigration, seven, 1, 1, 1, 100.25},
                          {0, resident, departure, immigration, seven, 1, 1, 1, 7},
                          {0, resident, arrival, 0, seven, 1, 1, 1, 9}};  // of customs
  rows.of<ClockRow>() = {{0, resident, arrival, immigration, seven, 30, 1},
                         {0, resident, arrival, immigration, seven, 31, 1},
                         {0, visitor, arrival, immigration, seven, 100, 1},
                         {0, resident, departure, immigration, seven, 7, 1},
                         {0, resident, arrival, 0, seven, 9, 1}};
  const Observation all = observe(request, rows);
  EXPECT_EQ(all.days[0].histogram.count(), 3);
  EXPECT_EQ(all.days[0].sum_s, 161.75) << "exact, not of bins";
  request.traveller_class = "resident";
  EXPECT_EQ(observe(request, rows).days[0].sum_s, 61.5);
}

TEST(Measures, ClearanceTimeOfVehiclesOnlyIfAskedFor) {
  Directory d = small();
  d.classes[2].kind = EntityKind::vehicle;
  ResultRows rows;
  rows.of<ClockRow>() = {{0, resident, arrival, immigration, seven, 30, 4}, {0, 2, arrival, immigration, seven, 50, 1}};
  MeasureRequest request = request_of(clearance_time_measure());
  EXPECT_EQ(observe(request, rows, d).days[0].histogram.count(), 4);
  request.traveller_class = "crew";
  EXPECT_EQ(observe(request, rows, d).days[0].histogram.count(), 1);
}

TEST(Measures, Kept) {
  MeasureRequest request = request_of(kept_measure());
  ResultRows rows;
  rows.of<PledgeRow>() = {{0, resident, arrival, immigration, seven, 10, 8, 10, 0},
                          {0, visitor, arrival, immigration, seven, 5, 5, 5, 0},
                          {0, 2, arrival, immigration, seven, 7, 0, 7, 0},  // crew, to whom nothing is promised
                          {0, resident, arrival, 0, seven, 10, 1, 10, 0}};
  EXPECT_EQ(observe(request, rows).sum, 13);
  EXPECT_EQ(observe(request, rows).of, 15);
  request.traveller_class = "resident";
  EXPECT_EQ(observe(request, rows).of, 10);
  request.direction = "departure";
  EXPECT_EQ(observe(request, rows).of, 0);
  EXPECT_EQ(kept_measure().refuses(small(), {.traveller_class = 2}), "nothing is promised to the class 'crew'");
}

// Of people who came by one source, or in a tour group.
TEST(Measures, OfASource) {
  Directory d = small();
  d.sources = {{"p/people", 3, arrival, false}, {"p/tours", 3, arrival, true}, {"p/late tours", 3, arrival, true}};
  ResultRows rows;
  for (std::uint16_t source = 0; source < 3; ++source) {
    PledgeRow row{0, visitor, arrival, immigration, seven, 10, 9 - source, 10, 100.0 * (source + 1)};
    row.source = source;
    rows.of<PledgeRow>().push_back(row);
    FlowRow flow{};
    flow.traveller_class = visitor;
    flow.source = source;
    flow.outside = source;
    rows.of<FlowRow>().push_back(flow);
  }
  MeasureRequest request = request_of(kept_measure());
  request.source = "tours";
  EXPECT_EQ(observe(request, rows, d).sum, 8);
  request.source.clear();
  request.in_group = true;
  EXPECT_EQ(observe(request, rows, d).sum, 8 + 7);
  EXPECT_EQ(observe(request, rows, d).of, 20);
  request.in_group = false;
  EXPECT_EQ(observe(request, rows, d).sum, 9);
  request.kind = &clearance_time_measure();
  EXPECT_EQ(observe(request, rows, d).days.at(0).sum_s, 100);
  request.kind = &not_cleared_measure();
  EXPECT_EQ(observe(request, rows, d).sum, 0);
  request.in_group = true;
  EXPECT_EQ(observe(request, rows, d).sum, 3);
  request.source = "people";
  EXPECT_FALSE(select(d, request)) << "which has no groups";
  d.sources[1].groups = d.sources[2].groups = false;
  request.source.clear();
  Problems problems;
  check_requests(std::vector{request}, std::vector{d}, problems);
  EXPECT_EQ(problems.items().at(0).what, "nobody comes in a tour group");
}

// Who was not served on a date: who stands outside overnight is, on another.
TEST(Measures, NotClearedOfADay) {
  const Directory d = port_of_two_days();
  ResultRows rows;
  rows.of<ReplicationRow>().push_back({});
  rows.of<ReplicationRow>()[0].end_s = day_two(23 * 3600);
  rows.of<DateRow>() = {{0, resident, arrival, 0, 0, 100, 2, 30, 0}, {0, resident, arrival, 0, 1, 100, 1, 5, 4}};
  MeasureRequest request = request_of(not_cleared_measure());
  EXPECT_EQ(observe(request, rows, d).sum, 42);
  request.day = AskedDay{1, {}};
  EXPECT_EQ(observe(request, rows, d).sum, 32);
  request.day = AskedDay{2, {}};
  EXPECT_EQ(observe(request, rows, d).sum, 10);
  request.direction = "departure";
  EXPECT_EQ(observe(request, rows, d).sum, 0);
}

TEST(Measures, MinutesBeyondThePledge) {
  const MeasureRequest request = request_of(minutes_beyond_measure());
  ResultRows rows;
  rows.of<PledgeRow>() = {{0, resident, arrival, immigration, seven, 7, 5, 7, 6420, 120},  // two a minute late
                          {0, visitor, arrival, immigration, seven, 1, 0, 0, 0, 180},      // not cleared after 33 min
                          {0, resident, arrival, 0, seven, 1, 0, 1, 9000, 9000},           // of customs
                          {0, 2, arrival, immigration, seven, 1, 0, 1, 9000, 9000}};       // crew
  EXPECT_EQ(observe(request, rows).sum, 5);
  EXPECT_EQ(observe(request, rows, port_of_two_days()).of, 2);
}

ResultRows of_stations() {
  ResultRows rows;
  const auto add = [&](std::uint16_t station, double from_s, std::int64_t served, std::int64_t most, double open_s,
                       double busy_s) {
    SeriesRow r{};
    r.station = station;
    r.from_s = from_s;
    r.served = served;
    r.waiting_max = most;
    r.open_s = open_s;
    r.busy_s = busy_s;
    r.open_in_hours_s = open_s * 0.9;  // the rest is after closing
    r.busy_in_hours_s = busy_s * 0.8;
    r.blocked_s = 5;
    rows.of<SeriesRow>().push_back(r);
  };
  add(0, seven, 100, 12, 3600, 900);
  add(0, seven + half, 50, 7, 1800, 1800);
  add(0, day_two(seven), 30, 4, 0, 0);
  add(1, seven, 1000, 99, 10, 10);
  return rows;
}

TEST(Measures, OfStations) {
  for (const auto& [measure, sum, of] :
       {std::tuple(&longest_queue_measure(), 16.0, 2.0), std::tuple(&throughput_measure(), 180.0, 2.0),
        std::tuple(&utilisation_measure(), 0.8 * 2700, 0.9 * 5400)}) {
    MeasureRequest request = request_of(*measure);
    request.station = "p/counter";
    const Observation seen = observe(request, of_stations(), port_of_two_days());
    EXPECT_DOUBLE_EQ(seen.sum, sum) << measure->name;
    EXPECT_DOUBLE_EQ(seen.of, of) << measure->name;
  }
  EXPECT_EQ(utilisation_measure().refuses(small(), {.station = 2}), "'p/hall' has no servers");
}

TEST(Measures, OfGoods) {
  Directory d = small();
  d.classes[2].kind = EntityKind::consignment;
  MeasureRequest request = request_of(release_time_measure());
  ResultRows rows;
  rows.of<ReleaseTimeRow>() = {{0, 2, arrival, 0, 60, 4}, {0, 2, arrival, 1, 600, 1}};
  rows.of<ReleaseRow>() = {{0, 2, arrival, 7, 6, 3, 5, 2, 0, 0, 100, 740.5}};
  EXPECT_EQ(observe(request, rows, d).days[0].histogram.count(), 5);
  EXPECT_EQ(observe(request, rows, d).days[0].sum_s, 840.5);
  EXPECT_EQ(observe(request_of(selected_measure()), rows, d).sum, 3);
  EXPECT_EQ(selected_measure().refuses(small(), {}), "no class is a consignment");
  EXPECT_EQ(selected_measure().refuses(d, {.traveller_class = resident}), "the class 'resident' is no consignment");
}

TEST(Measures, NotCleared) {
  Directory d = small();
  d.classes[2].kind = EntityKind::vehicle;
  ResultRows rows;
  // Of residents one outside, two inside, one turned back; two gave up and one was sent on, which is their matter.
  rows.of<FlowRow>() = {{0, resident, arrival, 12, 1, 11, 5, 1, 2, 1, 0, 2},
                        {0, 2, arrival, 5, 5, 0, 0, 0, 0, 0, 0, 0}};
  MeasureRequest request = request_of(not_cleared_measure());
  EXPECT_EQ(observe(request, rows, d).sum, 4);
  request.direction = "departure";
  EXPECT_EQ(observe(request, rows, d).sum, 0);
  request.direction.clear();
  request.traveller_class = "crew";
  EXPECT_EQ(observe(request, rows, d).sum, 5);
}

TEST(Measures, TheLongestQueueOfAllIsOfPeople) {
  Directory d = small();
  ResultRows rows;
  for (std::uint16_t s = 0; s < 2; ++s) {
    SeriesRow row{};
    row.station = s;
    row.waiting_max = 5 + s;
    rows.of<SeriesRow>().push_back(row);
  }
  const MeasureRequest request = request_of(longest_queue_measure());
  EXPECT_EQ(observe(request, rows, d).sum, 6);
  d.stations[1].unit = EntityKind::vehicle;
  EXPECT_EQ(observe(request, rows, d).sum, 5);
}

TEST(Measures, LastClearance) {
  ResultRows rows;
  ReplicationRow row{};
  row.last_clearance_s = -1;
  rows.of<ReplicationRow>().push_back(row);
  const MeasureRequest request = request_of(last_clearance_measure());
  EXPECT_EQ(observe(request, rows).of, 0);  // nobody was cleared
  rows.of<ReplicationRow>()[0].last_clearance_s = 22 * 3600 + 120;
  EXPECT_EQ(observe(request, rows).sum, 79320);
  EXPECT_EQ(measure_text(MeasureUnit::time_of_day, 79320), "22:02");
  EXPECT_EQ(difference_text(MeasureUnit::time_of_day, {-120, Interval{-180, -60}}), "-2 min ± 1 min");
}

TEST(Measures, ShareOfTheDay) {
  MeasureRequest request = request_of(share_of_the_day_measure());
  request.until = ticks_from_seconds(seven + half);
  ResultRows rows;
  rows.of<PledgeRow>() = {{0, resident, arrival, immigration, seven, 3, 3, 3, 0},
                          {0, resident, arrival, immigration, seven + half, 7, 7, 7, 0},
                          {0, visitor, departure, immigration, seven, 10, 1, 1, 0},
                          {0, resident, arrival, 0, seven, 100, 1, 1, 0}};  // of customs
  EXPECT_EQ(observe(request, rows).sum, 13);
  EXPECT_EQ(observe(request, rows).of, 20);
  request.direction = "arrival";
  EXPECT_EQ(observe(request, rows).sum, 3);
  EXPECT_EQ(observe(request, rows).of, 10);
  request.from = ticks_from_seconds(seven + half);
  request.until.reset();
  EXPECT_EQ(observe(request, rows).sum, 7);
  EXPECT_EQ(observe(request, rows).of, 10) << "of the whole day";
}

TEST(Measures, DaysOver) {
  MeasureRequest request = request_of(days_over_measure());
  request.limit = 15 * minute;
  ResultRows rows;
  rows.of<PledgeRow>() = {{0, resident, arrival, immigration, seven, 2, 2, 2, 2 * 900},   // 15 min: not longer
                          {0, resident, departure, immigration, seven, 1, 1, 1, 1000},    // longer, one way
                          {0, visitor, departure, immigration, seven, 1, 1, 1, 900},      // with it 950 s
                          {0, resident, arrival, immigration, seven + half, 8, 0, 4, 0},  // half were never cleared
                          {0, resident, arrival, 0, seven, 1, 1, 1, 9000}};               // of customs
  EXPECT_EQ(observe(request, rows).sum, 1);
  EXPECT_EQ(observe(request, rows).of, 1);
  request.direction = "arrival";
  EXPECT_EQ(observe(request, rows).sum, 0);
  request.direction = "departure";
  request.traveller_class = "visitor";
  EXPECT_EQ(observe(request, rows).sum, 0);
  request.traveller_class.clear();
  request.from = ticks_from_seconds(seven + half);
  EXPECT_EQ(observe(request, rows).sum, 0);
  EXPECT_EQ(observe(request, rows).of, 1) << "nobody came then: a day that was not over";
}

TEST(Measures, DaysOverIfMostAreNeverCleared) {
  MeasureRequest request = request_of(days_over_measure());
  request.limit = 15 * minute;
  ResultRows rows;
  rows.of<PledgeRow>() = {{0, resident, arrival, immigration, seven, 60, 5, 5, 5, 0}};
  EXPECT_EQ(observe(request, rows).sum, 1);
}

TEST(Measures, DaysOverAreOfEachPort) {
  MeasureRequest request = request_of(days_over_measure());
  request.limit = 15 * minute;
  ResultRows rows;
  rows.of<PledgeRow>() = {{0, resident, arrival, immigration, seven, 1000, 1000, 1000, 1000, 0, 0},
                          {0, resident, arrival, immigration, seven, 60, 0, 60, 60 * 1800, 0, 1}};
  EXPECT_EQ(observe(request, rows).sum, 1) << "a mean of both would be 103 s";
}

TEST(Measures, BusiestHour) {
  MeasureRequest request = request_of(busiest_hour_measure());
  ResultRows rows;
  for (const int people : {5, 9, 4, 8}) {
    const double from = seven + half * static_cast<double>(rows.of<PledgeRow>().size() / 2);
    rows.of<PledgeRow>().push_back({0, resident, arrival, immigration, from, people, 1, 1, 0});
    rows.of<PledgeRow>().push_back({0, visitor, departure, immigration, from, 1, 1, 1, 0});
  }
  EXPECT_EQ(observe(request, rows).sum, 9 + 5 + 2);
  request.direction = "arrival";
  EXPECT_EQ(observe(request, rows).sum, 14);
  request.from = ticks_from_seconds(seven + 2 * half);
  EXPECT_EQ(observe(request, rows).sum, 12);
  request.until = ticks_from_seconds(seven + 3 * half);
  EXPECT_EQ(observe(request, rows).sum, 4) << "nobody outside of the times asked for";
  EXPECT_EQ(observe(request, rows).of, 1);
}

TEST(Measures, ABusiestHourAcrossMidnightIsOfTheDayOnWhichItBegins) {
  ResultRows rows;
  for (const double from : {86400 - half, 86400.0, day_two(86400 - half), day_two(86400)})
    rows.of<PledgeRow>().push_back({0, resident, arrival, immigration, from, 100, 1, 1, 0});
  EXPECT_EQ(observe(request_of(busiest_hour_measure()), rows, port_of_two_days()).sum, 2 * 200);
}

TEST(Measures, HaveNamesAndHelpOfTheirOwn) {
  std::set<std::string> names;
  for (const MeasureKind* kind : all_measures()) {
    EXPECT_TRUE(names.insert(kind->name).second) << kind->name;
    EXPECT_FALSE(kind->help.empty()) << kind->name;
  }
}

}  // namespace
}  // namespace crossflow

// A few rows, and the figures that a reader can work out from them.
#include <gtest/gtest.h>

#include "analysis/summary_days.hpp"
#include "sim/record/event.hpp"
#include "tests/analysis/small_port.hpp"

namespace crossflow {
namespace {

PledgeRow pledge(std::uint32_t rep, double from, std::int64_t joined, std::int64_t kept, double wait = 0,
                 std::uint8_t traveller_class = 0) {
  return {rep, traveller_class, 0, 1, from, joined, kept, joined, wait};
}

TEST(SummaryPledge, SharesDaysAndWorstHalfHour) {
  ResultRows rows = of_replications({3, 8});
  rows.of<PledgeRow>() = {pledge(3, seven, 100, 100), pledge(3, seven + half, 100, 96),  // 98%: kept
                          pledge(8, seven, 50, 45), pledge(8, seven + half, 150, 150)};  // 97.5%: not
  rows.of<PledgeRow>().push_back({3, 0, 0, 0, seven, 500, 0, 500, 0});                   // customs: another clock
  const Summary s = summarise(small(), rows);
  ASSERT_EQ(s.pledges.size(), 1U);
  const PledgeSummary& p = s.pledges[0];
  EXPECT_EQ(p.people.joined, 400);
  EXPECT_EQ(p.people.kept, 391);
  EXPECT_DOUBLE_EQ(p.share->value, 391.0 / 400);
  EXPECT_TRUE(p.share->interval);
  EXPECT_EQ(p.days.joined, 2);
  EXPECT_EQ(p.days.kept, 1);
  EXPECT_DOUBLE_EQ(p.share_of_days->value, 0.5);
  // Pooled: 145 of 150 in the first half-hour, 246 of 250 in the second.
  EXPECT_EQ(p.worst->from, 7 * hour);
  EXPECT_EQ(p.worst->people.kept, 145);
  EXPECT_EQ(p.worst->people.joined, 150);
  EXPECT_EQ(p.verdict, Verdict::cannot_tell);
}

TEST(SummaryPledge, OneReplicationHasNoInterval) {
  ResultRows rows = of_replications({0});
  rows.of<PledgeRow>() = {pledge(0, seven, 100, 97)};
  const PledgeSummary p = summarise(small(), rows).pledges.at(0);
  EXPECT_EQ(p.verdict, Verdict::one_day_not_kept);
  EXPECT_FALSE(p.share->interval);
  EXPECT_FALSE(p.share_of_days->interval);
}

TEST(SummaryPledge, NoPromiseNoVerdictButTimes) {
  ResultRows rows = of_replications({0});
  rows.of<PledgeRow>() = {pledge(0, seven, 4, 0, 100, 2)};
  const PledgeSummary p = summarise(small(), rows).pledges.at(0);
  EXPECT_EQ(p.verdict, Verdict::no_pledge);
  EXPECT_FALSE(p.share);
  EXPECT_FALSE(p.worst);
  EXPECT_DOUBLE_EQ(p.mean->all_travellers_s, 25);
}

// A quiet day with a mean of 10 s and 95% within 10 s, a crowded one with 100 s and 200 s.
TEST(SummaryPledge, TypicalDayIsNotAllTravellers) {
  ResultRows rows = of_replications({0, 1});
  rows.of<PledgeRow>() = {pledge(0, seven, 100, 100, 1000), pledge(1, seven, 900, 900, 90'000)};
  rows.of<ClockRow>() = {{0, 0, 0, 1, seven, 10, 100}, {1, 0, 0, 1, seven, 50, 600}, {1, 0, 0, 1, seven, 200, 300}};
  const PledgeSummary p = summarise(small(), rows).pledges.at(0);
  EXPECT_DOUBLE_EQ(p.mean->typical_day_s.value, 55);
  EXPECT_DOUBLE_EQ(p.mean->all_travellers_s, 91);
  EXPECT_DOUBLE_EQ(p.percentile_95->typical_day_s.value, 105);
  EXPECT_DOUBLE_EQ(p.percentile_95->all_travellers_s, 200);
}

TEST(SummaryPledge, DaysOfOneReplication) {
  Directory directory = small();
  directory.days = 2;
  ResultRows rows = of_replications({0});
  // The last half-hour lies after the last midnight and belongs to the second day.
  rows.of<PledgeRow>() = {pledge(0, seven, 100, 100), pledge(0, 86400 + seven, 100, 98),
                          pledge(0, 2 * 86400 + 600, 10, 0)};
  const PledgeSummary p = summarise(directory, rows).pledges.at(0);
  EXPECT_EQ(p.days.joined, 2);
  EXPECT_EQ(p.days.kept, 1);
  EXPECT_FALSE(p.share_of_days->interval);
}

FlowRow flow_of(std::uint32_t rep, std::uint8_t traveller_class, std::uint8_t direction, NotServed left) {
  FlowRow f{};
  f.replication = rep;
  f.traveller_class = traveller_class;
  f.direction = direction;
  f.generated = 1000;
  f.outside = left.outside;
  f.inside = left.inside;
  f.turned_back = left.turned_back;
  return f;
}

// All who joined were in time, and somebody else was never served: of that class in that direction nothing is kept.
TEST(SummaryPledge, IsNotKeptAboveThoseNeverServed) {
  for (const NotServed left : {NotServed{1, 0, 0}, NotServed{0, 1, 0}, NotServed{0, 0, 1}}) {
    ResultRows rows = of_replications({0, 1});
    for (std::uint32_t r = 0; r < 2; ++r)
      for (std::uint8_t d = 0; d < 2; ++d) {
        PledgeRow row = pledge(r, seven, 1000, 1000);
        row.direction = d;
        rows.of<PledgeRow>().push_back(row);
        rows.of<FlowRow>().push_back(flow_of(r, 0, d, r == 1 && d == 0 ? left : NotServed{}));
      }
    const auto pledges = summarise(small(), rows).pledges;
    ASSERT_EQ(pledges.size(), 2U);
    EXPECT_EQ(pledges[0].verdict, Verdict::not_cleared);
    EXPECT_EQ(pledges[0].not_cleared.sum(), 1);
    EXPECT_EQ(pledges[0].not_cleared_replications, 1);
    EXPECT_EQ(pledges[0].days.kept, 1);
    EXPECT_EQ(pledges[0].days.joined, 2);
    EXPECT_EQ(pledges[1].verdict, Verdict::kept);
    EXPECT_EQ(pledges[1].days.kept, 2);
  }
}

TEST(SummaryPledge, NobodyJoinedBecauseNobodyGotIn) {
  ResultRows rows = of_replications({0});
  rows.of<FlowRow>() = {flow_of(0, 0, 0, {300, 0, 0}), flow_of(0, 2, 0, {5, 0, 0})};
  const auto pledges = summarise(small(), rows).pledges;
  ASSERT_EQ(pledges.size(), 1U);  // nothing is promised to the crew
  EXPECT_EQ(pledges[0].verdict, Verdict::not_cleared);
  EXPECT_EQ(pledges[0].days.joined, 1);
  EXPECT_EQ(pledges[0].days.kept, 0);
}

TEST(SummaryPledge, TheLastOfSeveralDaysIsNotKept) {
  Directory directory = small();
  directory.days = 2;
  ResultRows rows = of_replications({0});
  rows.of<PledgeRow>() = {pledge(0, seven, 100, 100), pledge(0, 86400 + seven, 100, 100)};
  rows.of<FlowRow>() = {flow_of(0, 0, 0, {0, 3, 0})};
  const PledgeSummary p = summarise(directory, rows).pledges.at(0);
  EXPECT_EQ(p.days.joined, 2);
  EXPECT_EQ(p.days.kept, 1);
}

// A week is no single day: each date has a verdict of its own, and the worst is named.
TEST(SummaryDays, EachDateByItself) {
  Directory directory = small();
  directory.days = 3;
  ResultRows rows = of_replications({0, 1});
  const double next = 86400;
  for (std::uint32_t r = 0; r < 2; ++r) {
    for (int d = 0; d < 3; ++d) rows.of<PledgeRow>().push_back(pledge(r, d * next + seven, 1000, d == 1 ? 900 : 1000));
    rows.of<PledgeRow>().push_back(pledge(r, next + seven + half, 1000, 800));
    rows.of<PledgeRow>().push_back(pledge(r, 3 * next + 600, 10, 10));  // of the last day
    for (int d = 0; d < 2; ++d) rows.of<PledgeRow>().push_back(pledge(r, d * next + seven, 500, 500, 0, 1));
  }
  const Summary s = summarise(directory, rows);
  const PledgeSummary& residents = s.pledges.at(0);
  ASSERT_EQ(residents.by_day.size(), 3U);
  EXPECT_EQ(residents.by_day[0].verdict, Verdict::kept);
  EXPECT_EQ(residents.by_day[1].verdict, Verdict::not_kept);
  EXPECT_DOUBLE_EQ(residents.by_day[1].share->value, 0.85);
  EXPECT_EQ(residents.by_day[1].people.joined, 4000);
  EXPECT_EQ(residents.by_day[1].worst->from, day + 7 * hour + 30 * minute);
  EXPECT_EQ(residents.by_day[2].people.joined, 2020);
  EXPECT_EQ(worst_day(residents), 1U);
  EXPECT_EQ(s.pledges.at(1).by_day[2].verdict, Verdict::nobody);
  EXPECT_FALSE(worst_day(s.pledges[1]));
  EXPECT_EQ(verdict_of_day(s, 0), Verdict::kept);
  EXPECT_EQ(verdict_of_day(s, 1), Verdict::not_kept);
  EXPECT_EQ(date_of(directory, s, 1), (Date{2024, 10, 21}));
  EXPECT_STREQ(weekday_name(date_of(directory, s, 1)), "Monday");
  EXPECT_TRUE(summarise(small(), rows).pledges[0].by_day.empty()) << "one day is the whole";
}

TEST(SummaryDays, WithoutThoseThatTheWarmUpLeavesOut) {
  Directory directory = small();
  directory.days = 3;
  directory.warm_up = day;
  ResultRows rows = of_replications({0});
  for (int d = 0; d < 3; ++d) rows.of<PledgeRow>().push_back(pledge(0, d * 86400.0 + seven, 100, d == 1 ? 90 : 100));
  const Summary s = summarise(directory, rows);
  ASSERT_EQ(s.pledges.at(0).by_day.size(), 2U);
  EXPECT_EQ(s.pledges[0].by_day[0].verdict, Verdict::one_day_not_kept);
  EXPECT_EQ(date_of(directory, s, 0), (Date{2024, 10, 21}));
}

// Of several broken days the worst is the one on which most were not cleared, whatever the share of the others.
TEST(SummaryDays, NotClearedIsWorst) {
  Directory directory = small();
  directory.days = 2;
  ResultRows rows = of_replications({0});
  rows.of<PledgeRow>() = {pledge(0, seven, 100, 10), pledge(0, 86400 + seven, 100, 100)};
  rows.of<FlowRow>() = {flow_of(0, 0, 0, {3, 0, 0})};
  const Summary s = summarise(directory, rows);
  EXPECT_EQ(s.pledges.at(0).by_day[1].verdict, Verdict::not_cleared);
  EXPECT_EQ(s.pledges[0].by_day[1].not_cleared, 3);
  EXPECT_EQ(worst_day(s.pledges[0]), 1U);
  EXPECT_EQ(verdict_of_day(s, 1), Verdict::not_cleared);
}

// A day that is broken is worse than one of which it cannot be told, whatever the shares; of days of which it cannot be
// told it is the one with the lowest share.
TEST(SummaryDays, WorstOfThoseThatCannotBeTold) {
  PledgeSummary p;
  const auto on = [&](Verdict verdict, double share) {
    p.by_day.emplace_back();
    p.by_day.back().verdict = verdict;
    p.by_day.back().share = Estimate{share, Interval{0, 1}};
  };
  on(Verdict::kept, 0.999);
  EXPECT_FALSE(worst_day(p));
  on(Verdict::cannot_tell, 0.985);
  on(Verdict::cannot_tell, 0.975);
  EXPECT_EQ(worst_day(p), 2U);
  on(Verdict::not_kept, 0.978);
  EXPECT_EQ(worst_day(p), 3U);
}

TEST(SummaryPledge, AddsUpWhoWasNotClearedAtSeveralPorts) {
  Directory directory = small();
  directory.ports.push_back({"q", {"Q", ""}, 7 * hour, 22 * hour});
  ResultRows rows = of_replications({0});
  rows.of<PledgeRow>() = {pledge(0, seven, 100, 100)};
  rows.of<FlowRow>() = {flow_of(0, 0, 0, {1, 0, 0}), flow_of(0, 0, 0, {0, 2, 4})};
  rows.of<FlowRow>()[1].port = 1;
  EXPECT_EQ(summarise(directory, rows).pledges.at(0).not_cleared.sum(), 7);
}

TEST(SummaryPeople, SumsAndBalance) {
  ResultRows rows = of_replications({0, 1});
  const FlowRow flow{0, 0, 1, 60, 5, 55, 48, 0, 5, 1, 1, 0};
  rows.of<FlowRow>() = {flow, flow};
  rows.of<FlowRow>()[1].replication = 1;
  const Summary s = summarise(small(), rows);
  EXPECT_EQ(s.people.generated, 120);
  EXPECT_EQ(s.people.gave_up, 10);
  EXPECT_TRUE(s.people.balanced());
  EXPECT_EQ(s.vehicles.generated, 0);
  ASSERT_EQ(s.flows.size(), 1U);
  EXPECT_EQ(s.flows[0].direction, 1);
  EXPECT_EQ(s.flows[0].people.entered, 110);
  rows.of<FlowRow>()[1].left = 47;
  EXPECT_FALSE(summarise(small(), rows).people.balanced());
}

TEST(SummaryPeople, CountsVehiclesAndConsignmentsApart) {
  Directory directory = small();
  directory.classes.resize(3);
  directory.classes[1].kind = EntityKind::vehicle;
  directory.classes[2].kind = EntityKind::consignment;
  ResultRows rows = of_replications({0});
  rows.of<FlowRow>() = {{0, 0, 0, 60, 5, 55, 55, 0, 0, 0, 0, 0},
                        {0, 1, 0, 20, 0, 20, 20, 0, 0, 0, 0, 0},
                        {0, 2, 0, 7, 0, 7, 7, 0, 0, 0, 0, 0}};
  const Summary s = summarise(directory, rows);
  EXPECT_EQ(s.people.generated, 60);
  EXPECT_EQ(s.vehicles.generated, 20);
  EXPECT_EQ(s.consignments.generated, 7);
  EXPECT_TRUE(s.vehicles.balanced());
}

SeriesRow series(std::uint32_t rep, std::uint16_t station, double from, std::int64_t waiting, std::int64_t inside) {
  SeriesRow r{};
  r.replication = rep;
  r.station = station;
  r.from_s = from;
  r.waiting_max = waiting;
  r.inside_max = inside;
  r.waiting_max_at_s = r.inside_max_at_s = from + 450;
  return r;
}

// The hall of 100 m2 has room for 400; a way through with an area, and a queue that has one, are told of likewise.
TEST(SummaryPlaces, MoreThanCanStandThereIsSaid) {
  Directory directory = small();
  directory.stations.push_back(directory.stations[2]);
  directory.stations[4].shape = Shape::path;
  directory.stations[4].area_m2 = 10.4;
  directory.stations[0].area_m2 = 10;
  ResultRows rows = of_replications({0, 1, 2});
  rows.of<SeriesRow>() = {series(0, 2, seven, 0, 400), series(1, 2, seven, 0, 401), series(2, 2, seven + 900, 0, 800),
                          series(0, 4, seven, 0, 42),  series(0, 0, seven, 39, 45), series(1, 3, seven, 5000, 0)};
  const Summary s = summarise(directory, rows);
  ASSERT_EQ(s.crowded.size(), 3U);
  EXPECT_EQ(s.crowded[0].station, 2);
  EXPECT_EQ(s.crowded[0].people.most, 800);
  EXPECT_EQ(s.crowded[0].people.at, ticks_from_seconds(seven + 900 + 450));
  EXPECT_EQ(s.crowded[0].room, 400);
  EXPECT_EQ(s.crowded[0].replications, 2);
  EXPECT_EQ(s.crowded[1].station, 0) << "45 on 10 m2";
  EXPECT_EQ(s.crowded[2].room, 41);
  rows.of<SeriesRow>().resize(1);
  EXPECT_TRUE(summarise(directory, rows).crowded.empty());
}

TEST(SummaryPlaces, LongestQueueAndMostCrowdedHall) {
  ResultRows rows = of_replications({0, 1});
  rows.of<SeriesRow>() = {series(0, 0, seven, 30, 34), series(0, 0, seven + 900, 70, 74), series(1, 0, seven, 70, 74),
                          series(0, 2, seven, 0, 50), series(1, 2, seven + 900, 0, 80)};
  const Summary s = summarise(small(), rows);
  ASSERT_EQ(s.queues.size(), 1U);
  EXPECT_EQ(s.queues[0].station, 0);
  EXPECT_EQ(s.queues[0].queue.most, 70);
  EXPECT_EQ(s.queues[0].queue.at, 7 * hour + 450 * second) << "the earlier of equals, to the second";
  EXPECT_DOUBLE_EQ(s.queues[0].queue.daily_most, 70);
  ASSERT_EQ(s.halls.size(), 1U);
  EXPECT_EQ(s.halls[0].inside.most, 80);
  EXPECT_DOUBLE_EQ(s.halls[0].inside.daily_most, 65);
  EXPECT_DOUBLE_EQ(*s.halls[0].m2_per_person, 1.25);
}

TEST(SummaryPlaces, ChargesAddUpLargestFirst) {
  const auto in_use = static_cast<std::uint8_t>(LedgerCause::all_in_use);
  const auto full = static_cast<std::uint8_t>(LedgerCause::next_place_full);
  ResultRows rows = of_replications({0, 1});
  rows.of<LedgerRow>() = {{0, 0, seven, in_use, no_station, 10},
                          {1, 0, seven, in_use, no_station, 15},
                          {0, 0, seven, full, 2, 100},
                          {0, 1, seven, in_use, no_station, 80}};
  const Summary s = summarise(small(), rows);
  ASSERT_EQ(s.queues.size(), 2U);
  ASSERT_EQ(s.queues[0].charges.size(), 2U);
  EXPECT_EQ(s.queues[0].charges[0].cause, LedgerCause::next_place_full);
  EXPECT_EQ(s.queues[0].charges[0].place, 2);
  EXPECT_DOUBLE_EQ(s.queues[0].waited_person_s, 125);
  ASSERT_EQ(s.charges.size(), 2U);
  EXPECT_EQ(s.charges[0].cause, LedgerCause::all_in_use);
  EXPECT_DOUBLE_EQ(s.charges[0].person_s, 105);
  EXPECT_DOUBLE_EQ(s.waited_person_s(), 205);
}

TEST(SummaryClosing, LatestMedianAndInside) {
  ResultRows rows = of_replications({0, 1, 2, 3});
  const double last[] = {80'000, 80'300, 80'100, -1};  // on the fourth day nobody came
  const std::int64_t inside[] = {10, 30, 20, 0};
  for (std::size_t i = 0; i < 4; ++i) {
    rows.of<ReplicationRow>()[i].last_clearance_s = last[i];
    rows.of<ReplicationRow>()[i].inside_at_closing = inside[i];
  }
  const ClosingSummary c = summarise(small(), rows).closing;
  EXPECT_EQ(c.last_clearance->latest, 80'300 * second);
  EXPECT_EQ(c.last_clearance->median, 80'100 * second);
  EXPECT_FALSE(c.last_check);
  EXPECT_DOUBLE_EQ(*c.inside_mean, 15);
  EXPECT_EQ(c.inside_most, 30);
}

TEST(SummaryPledge, SomebodyCameButNoClockRan) {
  ResultRows rows = of_replications({0});
  rows.of<FlowRow>() = {{0, 1, 0, 60, 0, 60, 60, 0, 0, 0, 0, 0},
                        {0, 2, 0, 9, 0, 9, 9, 0, 0, 0, 0, 0}};  // visitors, crew
  const Summary s = summarise(small(), rows);
  ASSERT_EQ(s.pledges.size(), 1U);  // the crew were promised nothing
  EXPECT_EQ(s.pledges[0].traveller_class, 1);
  EXPECT_EQ(s.pledges[0].verdict, Verdict::nobody);
  EXPECT_EQ(s.pledges[0].people.joined, 0);
  EXPECT_FALSE(s.pledges[0].share);
}

TEST(SummaryPeople, NotCleared) {
  ResultRows rows = of_replications({0, 1, 2});
  EXPECT_FALSE(summarise(small(), rows).not_cleared);
  rows.of<ReplicationRow>()[1].inside = 5;
  rows.of<ReplicationRow>()[2].inside = 2;
  rows.of<ReplicationRow>()[2].outside = 9;
  for (ReplicationRow& r : rows.of<ReplicationRow>()) r.end_s = 80'000 + r.replication;
  rows.of<SeriesRow>() = {series(0, 0, seven, 99, 99), series(1, 0, seven, 50, 50), series(1, 0, seven + 900, 1, 1),
                          series(1, 2, seven + 900, 0, 4), series(2, 2, seven + 900, 0, 2)};
  const NotCleared n = summarise(small(), rows).not_cleared.value();
  EXPECT_EQ(n.replications, 2);
  EXPECT_EQ(n.people.inside, 7);
  EXPECT_EQ(n.people.outside, 9);
  EXPECT_EQ(n.most, 11);
  EXPECT_EQ(n.latest_end, 80'002 * second);
  EXPECT_EQ(n.station, 2);
}

// Waiting outside of a source for the next who may come in is kept apart from waiting for servers.
TEST(SummaryPlaces, TheDoorOfASource) {
  const auto in_use = static_cast<std::uint8_t>(LedgerCause::all_in_use);
  ResultRows rows = of_replications({0});
  rows.of<LedgerRow>() = {{0, 0, seven, in_use, no_station, 10}, {0, 3, seven, in_use, no_station, 15}};
  const Summary s = summarise(small(), rows);
  ASSERT_EQ(s.charges.size(), 2U);
  EXPECT_EQ(s.charges[0].limit, Limit::maximum_flow);
  EXPECT_EQ(s.charges[0].cause, LedgerCause::all_in_use);
  EXPECT_DOUBLE_EQ(s.charges[0].person_s, 15);
  EXPECT_EQ(s.charges[1].limit, Limit::servers);
}

TEST(Summary, CountsInputsNotDraws) {
  ResultRows rows = of_replications({0, 1});
  EXPECT_EQ(summarise(small(), rows).inputs_drawn, 0);
  rows.of<InputRow>() = {{0, "a", 1.0}, {1, "a", 2.0}, {0, "b", 1.0}, {1, "b", 2.0}};
  EXPECT_EQ(summarise(small(), rows).inputs_drawn, 2);
}

}  // namespace
}  // namespace crossflow

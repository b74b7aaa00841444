// Servers needed and open by half-hour, from rows whose figures a reader can work out.
#include <gtest/gtest.h>

#include "analysis/erlang.hpp"
#include "analysis/summary.hpp"
#include "tests/analysis/small_port.hpp"

namespace crossflow {
namespace {

// Ten replications; in nine the counter gets 3600 s of work in the half-hour (2 erlangs), in one twice that.
TEST(SummaryRequirement, LoadsLimitsAndNeeds) {
  ResultRows rows = of_replications({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  for (std::uint32_t r = 0; r < 10; ++r) rows.of<WorkRow>().push_back({r, 0, seven, 60, 60, r == 4 ? 7200.0 : 3600.0});
  rows.of<WorkRow>().push_back({0, 1, seven, 90, 90, 900});  // the scanner: half an erlang on one day in ten
  rows.of<WorkRow>().push_back({0, 3, seven, 60, 60, 60});   // the door of a source is no station to staff
  const Summary s = summarise(small(), rows);
  ASSERT_EQ(s.requirements.size(), 2U);
  const RequirementSummary& counter = s.requirements[0];
  EXPECT_EQ(counter.installed, 4U);
  EXPECT_EQ(counter.limit, 15 * minute);  // the strictest of 98% in 15 min and 95% in 30
  EXPECT_DOUBLE_EQ(counter.share, 0.98);
  EXPECT_DOUBLE_EQ(*counter.mean_service_s, 66);
  ASSERT_EQ(counter.rows.size(), 1U);
  const double here = 1 - 33 / half;  // of the work; who joins in the last minute is served in the next half-hour
  EXPECT_NEAR(*counter.rows[0].load, 2.2 * here, 1e-12);
  EXPECT_DOUBLE_EQ(*counter.rows[0].busy_load, 2 * here);  // rank 9 of 10
  EXPECT_EQ(counter.rows[0].needed, 3);                    // the least that carries it: hardly anybody waits 15 minutes
  EXPECT_LT(waiting_longer_than(900, 2.2 * here, 3, 66), 0.02);
  EXPECT_GT(waiting_longer_than(900, 2.2 * here, 2, 66), 0.02);
  EXPECT_EQ(counter.rows[0].busy_needed, 3);
  const RequirementSummary& scanner = s.requirements[1];
  EXPECT_EQ(scanner.limit, 5 * minute);
  EXPECT_DOUBLE_EQ(scanner.share, 0.95);
  EXPECT_NEAR(*scanner.rows.at(0).load, 0.05 * (1 - 5 / half), 1e-12);
  EXPECT_EQ(scanner.rows[0].busy_load, 0);
  EXPECT_EQ(scanner.rows[0].busy_needed, 0);
  EXPECT_EQ(scanner.rows[0].needed, 1);
}

SeriesRow open_bin(std::uint16_t station, double from, double open_s, double waiting_person_s = 0) {
  SeriesRow r{};
  r.station = station;
  r.from_s = from;
  r.open_s = open_s;
  r.waiting_person_s = waiting_person_s;
  return r;
}

// Bins of 20 minutes lie across half-hours; the simulation ends 10 minutes into the third half-hour.
TEST(SummaryRequirement, SharesTheServersOpenAmongHalfHours) {
  Directory directory = small();
  directory.bin = 20 * minute;
  ResultRows rows = of_replications({0});
  rows.of<ReplicationRow>()[0].end_s = seven + 2 * half + 600;
  rows.of<WorkRow>() = {{0, 0, seven, 1, 1, 60}, {0, 0, seven + half, 1, 1, 60}, {0, 0, seven + 2 * half, 1, 1, 60}};
  rows.of<SeriesRow>() = {open_bin(0, seven, 4 * 1200), open_bin(0, seven + 1200, 2 * 1200),
                          open_bin(0, seven + 2400, 0), open_bin(0, seven + 3600, 3 * 600)};
  const RequirementSummary r = summarise(directory, rows).requirements.at(0);
  ASSERT_EQ(r.rows.size(), 3U);
  EXPECT_DOUBLE_EQ(*r.rows[0].open, (4 * 1200 + 2 * 600) / half);
  EXPECT_DOUBLE_EQ(*r.rows[1].open, 2 * 600 / half);
  EXPECT_DOUBLE_EQ(*r.rows[2].open, 3);
}

TEST(SummaryRequirement, OpenIsTheMeanOfReplications) {
  ResultRows rows = of_replications({0, 1});
  for (ReplicationRow& r : rows.of<ReplicationRow>()) r.end_s = 22 * 3600;
  rows.of<WorkRow>() = {{0, 0, seven, 1, 1, 60}};
  rows.of<SeriesRow>() = {open_bin(0, seven, 4 * 900),
                          open_bin(0, seven + 900, 4 * 900)};  // closed all of the other day
  EXPECT_DOUBLE_EQ(*summarise(small(), rows).requirements.at(0).rows.at(0).open, 2);
}

// A search of two hours is a server for two hours, and not four for half an hour.
TEST(SummaryRequirement, ALongJobFallsIntoAllItsHalfHours) {
  ResultRows rows = of_replications({0});
  rows.of<ReplicationRow>()[0].end_s = 22 * 3600;
  rows.of<WorkRow>() = {{0, 1, seven, 1, 1, 7200}};
  for (int h = 0; h < 6; ++h) rows.of<SeriesRow>().push_back(open_bin(1, seven + h * half, 2 * 900));
  const std::vector<RequirementRow> table = summarise(small(), rows).requirements.at(0).rows;
  ASSERT_EQ(table.size(), 5U);
  const std::vector<double> loads{0.5, 1, 1, 1, 0.5};
  for (std::size_t h = 0; h < 5; ++h) {
    EXPECT_NEAR(*table[h].load, loads[h], 1e-12) << h;
    EXPECT_EQ(table[h].from, ticks_from_seconds(seven) + static_cast<Tick>(h) * 30 * minute);
    EXPECT_EQ(*table[h].needed, 1) << "one server leaves nobody waiting";
    EXPECT_EQ(*table[h].busy_needed, 1);
  }
  EXPECT_GT(servers_needed(1, 7200, 300, 0.95), 1) << "what a steady stream of such jobs would need";
}

// The same work on each of twenty days, at times of their own: what is used twice a day needs no more than two.
TEST(SummaryRequirement, ASeldomUsedStationDoesNotCryWolf) {
  ResultRows rows = of_replications({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19});
  for (std::uint32_t r = 0; r < 20; ++r)
    for (int job = 0; job < 2; ++job)
      rows.of<WorkRow>().push_back(
          {r, 1, seven + half * ((r * 7 + static_cast<std::uint32_t>(job) * 13) % 30), 1, 1, 2400});
  const RequirementSummary table = summarise(small(), rows).requirements.at(0);
  EXPECT_GE(table.rows.size(), 20U);
  for (const RequirementRow& row : table.rows) EXPECT_LE(*row.needed, 2) << row.from;
}

TEST(SummaryRequirement, WhoWasNotServedNeedsServersToo) {
  ResultRows rows = of_replications({0});
  rows.of<ReplicationRow>()[0].end_s = 22 * 3600;
  rows.of<WorkRow>() = {{0, 0, seven, 40, 30, 1800},  // 60 s each; ten more have gone in vain
                        {0, 0, seven + half, 60, 0, 0},
                        {0, 1, seven, 5, 0, 0}};                         // nobody at all was served here
  rows.of<SeriesRow>() = {open_bin(0, seven + 4 * half, 0, 30 * 900.0),  // waiting from before, and nobody new
                          open_bin(0, seven + 6 * half, 0)};             // nothing at all
  const Summary s = summarise(small(), rows);
  ASSERT_EQ(s.requirements.size(), 2U);
  const std::vector<RequirementRow>& counter = s.requirements[0].rows;
  ASSERT_EQ(counter.size(), 3U);
  const double here = 1 - 30 / half;
  EXPECT_NEAR(*counter[0].load, 40 * 60 / half * here, 1e-12);
  EXPECT_NEAR(*counter[1].load, 2 * here + 40 * 60 / half * (1 - here), 1e-12);
  EXPECT_EQ(*counter[1].needed, servers_needed(2, 60, 900, 0.98));
  EXPECT_EQ(*counter[2].load, 0);
  EXPECT_EQ(*counter[2].needed, 1);
  ASSERT_EQ(s.requirements[1].rows.size(), 1U);
  EXPECT_FALSE(s.requirements[1].mean_service_s);
  EXPECT_FALSE(s.requirements[1].rows[0].needed);
}

TEST(SummaryRequirement, AServerIsTakenWhileTheNextComesUpToIt) {
  Directory directory = small();
  directory.stations[0].move_up = 10 * second;
  ResultRows rows = of_replications({0});
  rows.of<ReplicationRow>()[0].end_s = 22 * 3600;
  for (int h = 0; h < 3; ++h) rows.of<WorkRow>().push_back({0, 0, seven + h * half, 192, 192, 192 * 20.0});
  const RequirementSummary r = summarise(directory, rows).requirements.at(0);
  EXPECT_DOUBLE_EQ(*r.mean_service_s, 30);
  EXPECT_NEAR(*r.rows[1].load, 3.2, 1e-9);
  EXPECT_GE(*r.rows[1].needed, 4);
}

TEST(SummaryRequirement, IsAtLeastWherePeopleWereHeldOrNeverCame) {
  ResultRows rows = of_replications({0});
  rows.of<ReplicationRow>()[0].end_s = 22 * 3600;
  for (int h = 0; h < 4; ++h) rows.of<WorkRow>().push_back({0, 0, seven + h * half, 10, 10, 600});
  rows.of<WorkRow>()[1].kept_away = 3;
  rows.of<SeriesRow>() = {open_bin(0, seven + 2 * half, 900)};
  rows.of<SeriesRow>()[0].held_person_s = 5;
  const std::vector<RequirementRow> table = summarise(small(), rows).requirements.at(0).rows;
  for (std::size_t h = 0; h < 4; ++h) EXPECT_EQ(table.at(h).at_least, h == 1 || h == 2) << h;
}

// A run that is over in one instant: people were served, and what was open cannot be told.
TEST(SummaryRequirement, WhoIsServedInNoTimeWasServed) {
  ResultRows rows = of_replications({0});
  rows.of<ReplicationRow>()[0].end_s = seven;
  rows.of<WorkRow>() = {{0, 0, seven, 3, 3, 0}};
  const RequirementSummary r = summarise(small(), rows).requirements.at(0);
  EXPECT_EQ(*r.mean_service_s, 0);
  EXPECT_EQ(*r.rows.at(0).needed, 1);
  EXPECT_FALSE(r.rows.at(0).open);
}

}  // namespace
}  // namespace crossflow

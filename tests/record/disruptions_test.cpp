// The fold of disruptions, on logs written by hand: who is counted, from when to when.
#include <gtest/gtest.h>

#include "tests/record/fold_log.hpp"

namespace crossflow::test {
namespace {

std::vector<DisruptionRow> backlogs(Log& log, double end, std::size_t block = 1000) {
  Directory directory = small_directory();
  directory.disruptions = {{"storm", {}, 0, 0, "", ""}};
  Statistics statistics(directory);
  for (std::size_t i = 0; i < log.events.size(); i += block)
    statistics.consume({log.events.data() + i, std::min(block, log.events.size() - i)});
  statistics.finish(ticks_from_seconds(end));
  ResultRows rows;
  statistics.add_rows(0, 0, rows);
  return rows.of<DisruptionRow>();
}

void storm(Log& log, double t, bool begins) {
  log.events.push_back({ticks_from_seconds(t), no_entity, 0, no_station, 0, EventKind::disruption,
                        static_cast<std::uint8_t>(begins ? 1 : 0)});
}

TEST(DisruptionFold, CountsEachOnceWhereverHeWaits) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk).arrives(1, 1).joins(1, 1, desk);
  storm(log, 10, true);  // one waits
  log.arrives(11, 2).blocked(11, 2, door, desk);
  log.arrives(12, 3).joins(12, 3, door);
  log.arrives(13, 4).starts(13, 4, hall, no_server).ends(14, 4, hall, no_server).blocked(15, 4, hall, desk, no_server);
  log.blocked(16, 4, hall, second_desk, no_server);  // by another place: still one
  storm(log, 20, false);
  log.ends(30, 0, desk).leaves(30, 0, desk).starts(30, 1, desk);                     // three
  log.joins(40, 2, desk).ends(40, 1, desk).leaves(40, 1, desk).starts(40, 2, desk);  // two
  log.joins(50, 4, second_desk).starts(50, 4, second_desk);                          // one, as at first
  for (const std::size_t block : {1UL, 1000UL}) {
    const auto rows = backlogs(log, 100, block);
    ASSERT_EQ(rows.size(), 3U) << "travellers, vehicles, consignments";
    EXPECT_EQ(rows[0].before, 1);
    EXPECT_EQ(rows[0].most, 4);
    EXPECT_EQ(rows[0].at_end, 4);
    EXPECT_EQ(rows[0].cleared_s, 30);
    EXPECT_EQ(rows[1].most, 0);
    EXPECT_EQ(rows[1].cleared_s, 0);
  }
}

TEST(DisruptionFold, CountsWhoWaitsOnARoadOrWasBrokenOff) {
  Log log;
  storm(log, 10, true);
  for (std::uint32_t i = 0; i < 3; ++i) log.arrives(11, i).starts(11, i, road, no_server);
  for (std::uint32_t i = 0; i < 3; ++i) log.ends(15, i, road, no_server);
  log.blocked(15, 0, road, desk, no_server).arrives(15, 3).joins_and_starts(15, 3, quad);
  log.events.push_back({18 * second, 3, 0, quad, 0, EventKind::interrupted, 0});
  storm(log, 20, false);
  log.starts(30, 3, quad).joins_and_starts(40, 0, desk).leaves(50, 1, road).leaves(60, 2, road);
  const auto rows = backlogs(log, 1000);
  EXPECT_EQ(rows[0].most, 4);
  EXPECT_EQ(rows[0].at_end, 4);
  EXPECT_EQ(rows[0].cleared_s, 40);
}

TEST(DisruptionFold, WhatLastsNoTimeIsNothing) {
  Log log;
  storm(log, 10, true);
  log.arrives(11, 0).joins(11, 0, desk).arrives(12, 1).joins(12, 1, desk).starts(12, 1, desk);
  storm(log, 20, false);
  log.leaves(25, 0, desk, Leaving::gave_up).arrives(25, 2).joins(25, 2, desk);  // nobody waits, for no time
  const auto rows = backlogs(log, 100);
  EXPECT_EQ(rows[0].most, 1);
  EXPECT_EQ(rows[0].cleared_s, -1);
}

TEST(DisruptionFold, MustStayLowForFiveMinutes) {
  Log log;
  storm(log, 10, true);
  log.arrives(11, 0).joins(11, 0, desk);
  storm(log, 20, false);
  log.leaves(30, 0, desk, Leaving::gave_up);   // low from 30
  log.arrives(329, 1).joins(329, 1, desk);     // to 329
  log.leaves(400, 1, desk, Leaving::gave_up);  // and from 400
  log.arrives(700, 2).joins(700, 2, desk);     // to 700
  EXPECT_EQ(backlogs(log, 1000)[0].cleared_s, 380);
}

TEST(DisruptionFold, ATwentiethMayBeLeft) {
  Log log;
  storm(log, 10, true);
  for (std::uint32_t who = 0; who < 20; ++who) log.arrives(11, who).joins(11, who, desk);
  storm(log, 20, false);
  for (std::uint32_t who = 0; who < 19; ++who) log.leaves(30 + who, who, desk, Leaving::gave_up);
  EXPECT_EQ(backlogs(log, 1000)[0].most, 20);
  EXPECT_EQ(backlogs(log, 1000)[0].cleared_s, 28) << "at 48 one is left";
}

TEST(DisruptionFold, ClearedAtTheEndOfTheRun) {
  Log log;
  storm(log, 10, true);
  log.arrives(11, 0).joins(11, 0, desk);
  storm(log, 20, false);
  log.leaves(30, 0, desk, Leaving::gave_up);
  EXPECT_EQ(backlogs(log, 30)[0].cleared_s, 10);
}

}  // namespace
}  // namespace crossflow::test

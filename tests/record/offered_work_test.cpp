// Work by the half-hour in which people would have come had they waited nowhere before.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/record/fold_log.hpp"

namespace crossflow::test {
namespace {

constexpr double half_s = 1800;

/// Of a station: "half-hour offered served work kept_away".
Texts work(const ResultRows& rows, std::uint16_t station) {
  Texts out;
  for (const WorkRow& row : rows.of<WorkRow>())
    if (row.station == station)
      out.push_back(
          fmt::format("{} {} {} {} {}", row.from_s / half_s, row.offered, row.served, row.work_s, row.kept_away));
  return out;
}

TEST(OfferedWork, WhoNeverWaitsCountsWhenHeComes) {
  Log log;
  log.arrives(1700, 0).joins_and_starts(1700, 0, desk).ends(1900, 0, desk).leaves(1900, 0, desk);
  EXPECT_EQ(work(log.fold(2000), desk), (Texts{"0 1 1 200 0"}));
}

TEST(OfferedWork, WaitsInQueuesBeforeAreTakenBack) {
  Log log;
  log.arrives(10, 0).joins(10, 0, desk).starts(2000, 0, desk).ends(2100, 0, desk);
  log.joins_and_starts(2100, 0, table).ends(2160, 0, table).leaves(2160, 0, table);
  const ResultRows rows = log.fold(2200);
  EXPECT_EQ(work(rows, desk), (Texts{"0 1 1 100 0"}));
  EXPECT_EQ(work(rows, table), (Texts{"0 1 1 60 0"})) << "at 110 s, had nobody been before him";
}

TEST(OfferedWork, WalkingIsNoDelay) {
  Log log;
  log.arrives(10, 0).starts(10, 0, hall, no_server).ends(1900, 0, hall, no_server);
  log.joins_and_starts(1900, 0, desk).ends(1960, 0, desk).leaves(1960, 0, desk);
  EXPECT_EQ(work(log.fold(2000), desk), (Texts{"1 1 1 60 0"}));
}

TEST(OfferedWork, HeldUpstreamIsTakenBackWhateverHoldsHim) {
  Log log;
  log.arrives(10, 0).starts(10, 0, hall, no_server).ends(20, 0, hall, no_server);
  log.blocked(20, 0, hall, desk, no_server).blocked(900, 0, hall, quad, no_server);
  log.joins_and_starts(4000, 0, quad).ends(4060, 0, quad).leaves(4060, 0, quad);
  EXPECT_EQ(work(log.fold(4100), quad), (Texts{"0 1 1 60 0"}));
}

// The one in the door is held up from 100 on, and so is the one behind him; the third finds the door free again.
TEST(OfferedWork, TheLineOutsideIsTakenBackWhileItsDoorIsStopped) {
  Log log;
  log.arrives(100, 0).blocked(100, 0, door, desk);
  log.arrives(200, 1).joins(200, 1, door);
  log.joins_and_starts(2000, 0, desk).ends(2060, 0, desk).leaves(2060, 0, desk);
  log.joins_and_starts(2060, 1, desk).ends(2120, 1, desk).leaves(2120, 1, desk);
  log.arrives(2200, 2).joins_and_starts(2200, 2, desk).ends(2260, 2, desk).leaves(2260, 2, desk);
  EXPECT_EQ(work(log.fold(2300), desk), (Texts{"0 2 2 120 0", "1 1 1 60 0"}));
}

TEST(OfferedWork, AMaximumFlowIsNoDelay) {
  Log log;
  log.arrives(100, 0).joins(100, 0, door);
  log.joins_and_starts(2000, 0, desk).ends(2060, 0, desk).leaves(2060, 0, desk);
  EXPECT_EQ(work(log.fold(2100), desk), (Texts{"1 1 1 60 0"}));
}

TEST(OfferedWork, NobodyCanComeBeforeTheOpening) {
  Log log;
  log.server(0, door, 0, ServerState::closed_by_hours);
  log.arrives(100, 0).joins(100, 0, door).arrives(200, 1).joins(200, 1, door);
  log.server(3600, door, 0, ServerState::open);
  log.blocked(3600, 0, door, desk).joins_and_starts(5500, 0, desk).ends(5560, 0, desk).leaves(5560, 0, desk);
  log.joins_and_starts(5500, 1, desk).ends(5580, 1, desk).leaves(5580, 1, desk);
  EXPECT_EQ(work(log.fold(5600), desk), (Texts{"2 2 2 140 0"}));
}

// In the evening the door is held up for ten minutes, and next day for twenty more.
TEST(OfferedWork, WhoIsHeldOverNightCountsInTheEvening) {
  Log log;
  log.arrives(6600, 0).blocked(6600, 0, door, desk).server(7200, door, 0, ServerState::closed_by_hours);
  log.joins(7200, 0, door).server(36000, door, 0, ServerState::open).blocked(36000, 0, door, desk);
  log.joins_and_starts(37200, 0, desk).ends(37260, 0, desk).leaves(37260, 0, desk);
  EXPECT_EQ(work(log.fold(40000), desk), (Texts{"3 1 1 60 0"}));
}

TEST(OfferedWork, WhoWaitsInsideOverNightCountsInTheEvening) {
  Log log;
  log.arrives(6600, 0).joins(6600, 0, desk).server(7200, door, 0, ServerState::closed_by_hours);
  log.server(7200, desk, 0, ServerState::no_officer).server(36000, desk, 0, ServerState::open);
  log.server(36000, door, 0, ServerState::open).starts(36000, 0, desk).ends(36060, 0, desk).leaves(36060, 0, desk);
  EXPECT_EQ(work(log.fold(40000), desk), (Texts{"3 1 1 60 0"}));
}

TEST(OfferedWork, WhoIsInsideAfterClosingCountsThen) {
  Log log;
  log.arrives(7190, 0).starts(7190, 0, hall, no_server).server(7200, door, 0, ServerState::closed_by_hours);
  log.ends(7260, 0, hall, no_server).joins(7260, 0, desk).starts(7300, 0, desk).ends(7360, 0, desk);
  log.leaves(7360, 0, desk).server(36000, door, 0, ServerState::open);
  EXPECT_EQ(work(log.fold(40000), desk), (Texts{"4 1 1 60 0"}));
}

TEST(OfferedWork, AClosedStationIsWaitedForByAll) {
  Log log;
  log.server(0, desk, 0, ServerState::closed_by_hours);
  log.arrives(100, 0).joins(100, 0, desk).server(3600, desk, 0, ServerState::open);
  log.starts(3600, 0, desk).ends(3660, 0, desk).joins_and_starts(3660, 0, table).ends(3670, 0, table);
  log.leaves(3670, 0, table);
  const ResultRows rows = log.fold(4000);
  EXPECT_EQ(work(rows, desk), (Texts{"2 1 1 60 0"}));
  EXPECT_EQ(work(rows, table), (Texts{"2 1 1 10 0"}));
}

TEST(OfferedWork, NotOpenedByPlanIsADelay) {
  Log log;
  log.server(0, desk, 0, ServerState::not_opened);
  log.arrives(100, 0).joins(100, 0, desk).server(3600, desk, 0, ServerState::open);
  log.starts(3600, 0, desk).ends(3660, 0, desk).leaves(3660, 0, desk);
  EXPECT_EQ(work(log.fold(4000), desk), (Texts{"0 1 1 60 0"}));
}

TEST(OfferedWork, WhoTurnsAwayGivesUpOrIsLeftOverWouldHaveComeFurther) {
  Log log;
  log.arrives(10, 0).leaves(10, 0, desk, Leaving::balked);
  log.arrives(20, 1).joins(20, 1, desk).leaves(2000, 1, desk, Leaving::gave_up);
  log.arrives(2500, 2).joins(2500, 2, desk);
  Statistics statistics([] {
    Directory d = small_directory();
    d.links = {{door, desk}, {desk, table}, {table, quad}};
    return d;
  }());
  statistics.consume(log.events);
  statistics.finish(ticks_from_seconds(4000));
  ResultRows rows;
  statistics.add_rows(0, 0, rows);
  EXPECT_EQ(work(rows, desk), (Texts{"0 2 0 0 0", "1 1 0 0 0"}));
  EXPECT_EQ(work(rows, table), (Texts{"0 0 0 0 2", "1 0 0 0 1"}));
  EXPECT_EQ(work(rows, quad), work(rows, table));
  EXPECT_TRUE(work(rows, second_desk).empty()) << "nobody can come there from here";
  EXPECT_EQ(rows.of<FlowRow>().at(0).balked, 1);
  EXPECT_EQ(rows.of<FlowRow>().at(0).gave_up, 1);
}

TEST(OfferedWork, AServiceBrokenOffIsWorkedInTwoParts) {
  Log log;
  log.arrives(10, 0).joins_and_starts(10, 0, desk);
  log.events.push_back({ticks_from_seconds(40), 0, 0, desk, 0, EventKind::interrupted, 0});
  log.starts(3600, 0, desk).ends(3630, 0, desk).leaves(3630, 0, desk);
  EXPECT_EQ(work(log.fold(4000), desk), (Texts{"0 1 1 60 0"}));
}

}  // namespace
}  // namespace crossflow::test

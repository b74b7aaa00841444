// The clock of a pledge: when it starts, runs and ends.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/record/fold_log.hpp"

namespace crossflow::test {
namespace {

// -----------------------------------------------------------------------------------------------------------

/// "class authority from joined kept cleared wait".
Texts pledges(const ResultRows& rows) {
  Texts out;
  for (const PledgeRow& row : rows.of<PledgeRow>())
    out.push_back(fmt::format("{} {} {} {} {} {} {}", row.traveller_class == local ? "local" : "visitor",
                              row.authority == immigration ? "immigration" : "customs", row.from_s, row.joined,
                              row.kept, row.cleared, row.wait_s));
  return out;
}

TEST(Pledge, TheClockRunsFromJoiningToClearance) {
  Log log;
  log.arrives(10, 0).starts(10, 0, hall, no_server).ends(40, 0, hall, no_server);  // walking is not waiting
  log.joins_and_starts(40, 0, desk).ends(100, 0, desk).cleared(100, 0, desk, immigration).leaves(100, 0, desk);
  EXPECT_EQ(pledges(log.fold(200)), (Texts{"local immigration 0 1 1 1 60"}));
}

TEST(Pledge, ExactlyTheLimitIsKeptAndLittleMoreIsNot) {
  Log kept;
  kept.arrives(0, 0)
      .joins_and_starts(0, 0, desk)
      .ends(100, 0, desk)
      .cleared(100, 0, desk, immigration)
      .leaves(100, 0, desk);
  EXPECT_EQ(pledges(kept.fold(200)), (Texts{"local immigration 0 1 1 1 100"}));
  Log late;
  late.arrives(0, 0).joins_and_starts(0, 0, desk).ends(100.000001, 0, desk);
  late.cleared(100.000001, 0, desk, immigration).leaves(100.000001, 0, desk);
  EXPECT_EQ(pledges(late.fold(200)), (Texts{"local immigration 0 1 0 1 100.000001"}));
}

TEST(Pledge, TheClockStartsForWhoIsHeldUpstream) {
  Log log;
  log.arrives(0, 0).starts(0, 0, hall, no_server).ends(20, 0, hall, no_server);
  log.blocked(20, 0, hall, desk, no_server).joins_and_starts(50, 0, desk);
  log.ends(70, 0, desk).cleared(70, 0, desk, immigration).leaves(70, 0, desk);
  EXPECT_EQ(pledges(log.fold(100)), (Texts{"local immigration 0 1 1 1 50"}));
}

TEST(Pledge, TheClockStartsForWhoIsHeldAtTheDoor) {
  Log log;
  log.arrives(5, 0).blocked(5, 0, door, desk).joins_and_starts(50, 0, desk);
  log.ends(70, 0, desk).cleared(70, 0, desk, immigration).leaves(70, 0, desk);
  EXPECT_EQ(pledges(log.fold(100)), (Texts{"local immigration 0 1 1 1 65"}));
}

TEST(Pledge, OneClockRunsThroughAFailureAndASecondQueue) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk).ends(10, 0, desk, 0, Outcome::failed);
  log.joins(10, 0, second_desk).starts(60, 0, second_desk).ends(90, 0, second_desk);
  log.cleared(90, 0, second_desk, immigration).leaves(90, 0, second_desk);
  EXPECT_EQ(pledges(log.fold(100)), (Texts{"local immigration 0 1 1 1 90"}));
}

TEST(Pledge, ItMayEndWhenTheLastOfficerCalls) {
  Log log;
  log.arrives(0, 0, visitor).joins_and_starts(0, 0, desk).ends(10, 0, desk, 0, Outcome::failed);
  log.joins(10, 0, second_desk).starts(60, 0, second_desk).ends(190, 0, second_desk);
  log.cleared(190, 0, second_desk, immigration).leaves(190, 0, second_desk);
  EXPECT_EQ(pledges(log.fold(200)), (Texts{"visitor immigration 0 1 1 1 60"}));
}

TEST(Pledge, EveryAuthorityHasItsOwnClock) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk).ends(30, 0, desk).cleared(30, 0, desk, immigration);
  log.joins(30, 0, table).starts(70, 0, table).ends(80, 0, table).cleared(80, 0, table, customs).leaves(80, 0, table);
  EXPECT_EQ(pledges(log.fold(100)), (Texts{"local customs 0 1 1 1 50", "local immigration 0 1 1 1 30"}));
}

TEST(Pledge, WhoHasBeenClearedGetsNoSecondClock) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk).ends(30, 0, desk).cleared(30, 0, desk, immigration);
  log.joins_and_starts(30, 0, second_desk).ends(40, 0, second_desk).cleared(40, 0, second_desk, immigration);
  log.leaves(40, 0, second_desk);
  EXPECT_EQ(pledges(log.fold(100)), (Texts{"local immigration 0 1 1 1 30"}));
}

TEST(Pledge, AllWhoJoinedAreCounted) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk);
  log.arrives(1, 1).joins(1, 1, desk).leaves(20, 1, desk, Leaving::gave_up);
  log.arrives(2, 2).joins(2, 2, desk).leaves(30, 2, desk, Leaving::turned_back);
  log.arrives(3, 3).joins(3, 3, desk);  // still waiting at the end
  log.ends(40, 0, desk).cleared(40, 0, desk, immigration).leaves(40, 0, desk);
  EXPECT_EQ(pledges(log.fold(100)), (Texts{"local immigration 0 4 1 1 40"}));
}

TEST(Pledge, ByTheHalfHourOfJoining) {
  Log log;
  log.arrives(1799, 0).joins_and_starts(1799, 0, desk).arrives(1800, 1).joins(1800, 1, desk);
  log.ends(1805, 0, desk).cleared(1805, 0, desk, immigration).leaves(1805, 0, desk).starts(1805, 1, desk);
  log.ends(1830, 1, desk).cleared(1830, 1, desk, immigration).leaves(1830, 1, desk);
  const ResultRows rows = log.fold(1900);
  EXPECT_EQ(pledges(rows), (Texts{"local immigration 0 1 1 1 6", "local immigration 1800 1 1 1 30"}));
  ASSERT_EQ(rows.of<ClockRow>().size(), 2U);
  EXPECT_EQ(rows.of<ClockRow>()[0].up_to_s, 6);
  EXPECT_EQ(rows.of<ClockRow>()[1].up_to_s, 30);
}

TEST(Pledge, ANewPersonInAnOldSlotHasAClockOfItsOwn) {
  Log log;
  log.arrives(0, 0)
      .joins_and_starts(0, 0, desk)
      .ends(30, 0, desk)
      .cleared(30, 0, desk, immigration)
      .leaves(30, 0, desk);
  log.arrives(40, 0)
      .joins_and_starts(40, 0, desk)
      .ends(60, 0, desk)
      .cleared(60, 0, desk, immigration)
      .leaves(60, 0, desk);
  EXPECT_EQ(pledges(log.fold(100)), (Texts{"local immigration 0 2 2 2 50"}));
}

}  // namespace
}  // namespace crossflow::test

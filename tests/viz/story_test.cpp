#include "viz/replay/story.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/viz/hand_recording.hpp"
#include "viz/replay/same_subject.hpp"

namespace crossflow::test {
namespace {

using viz::Story;

Story told(HandRecording& run, std::uint32_t who) {
  viz::Overview overview(run);
  overview.advance(1'000'000);
  return viz::story_of(run, overview, who);
}

// Four servers; two are closed from 20 s to 40 s, one of them is then down for 20 s more. The one who waits from 10 s
// to 60 s is charged 10 s to all in use, then 20 s, then 20 s.
TEST(Story, ChargesAWaitAsTheLedgerDoes) {
  Log log;
  for (std::uint32_t i = 0; i < 4; ++i) log.arrives(0, i).joins_and_starts(0, i, quad, static_cast<std::uint16_t>(i));
  log.arrives(10, 4).joins(10, 4, quad);
  log.ends(20, 2, quad, 2).leaves(20, 2, quad).server(20, quad, 2, ServerState::closed_by_hours);
  log.ends(20, 3, quad, 3).leaves(20, 3, quad).server(20, quad, 3, ServerState::closed_by_hours);
  log.server(40, quad, 3, ServerState::device_down);
  log.ends(60, 0, quad, 0).leaves(60, 0, quad).starts(60, 4, quad, 0).ends(75, 4, quad, 0).leaves(75, 4, quad);
  HandRecording run(log, 100);
  const Story story = told(run, 4);
  EXPECT_EQ(story.arrived, 10 * second);
  EXPECT_EQ(story.left, 75 * second);
  EXPECT_EQ(story.waited, 50 * second);
  EXPECT_EQ(story.immigration_clock, -1) << "no authority is at this station";
  ASSERT_EQ(story.visits.size(), 1U);
  const viz::Visit& visit = story.visits[0];
  EXPECT_EQ(visit.joined, 10 * second);
  EXPECT_EQ(visit.started, 60 * second);
  EXPECT_EQ(visit.ended, 75 * second);
  EXPECT_EQ(visit.gone, 75 * second);
  EXPECT_EQ(visit.server, 0);
  ASSERT_EQ(visit.causes.size(), 3U);
  EXPECT_EQ(visit.causes[0].cause, LedgerCause::closed_by_hours);
  EXPECT_EQ(visit.causes[0].wait, 30 * second) << "20 s alone, 20 s shared with the one that is down";
  EXPECT_EQ(visit.causes[1].wait, 10 * second);
  EXPECT_EQ(visit.causes[2].wait, 10 * second);
}

TEST(Story, SaysWhichPlaceWasFull) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk).arrives(5, 1).joins(5, 1, desk);
  log.ends(30, 0, desk).blocked(30, 0, desk, table).joins_and_starts(50, 0, table);
  log.starts(50, 1, desk).ends(60, 1, desk).leaves(60, 1, desk).ends(90, 0, table).leaves(90, 0, table);
  HandRecording run(log, 100);
  const Story second_one = told(run, 1);
  ASSERT_EQ(second_one.visits.size(), 1U);
  ASSERT_EQ(second_one.visits[0].causes.size(), 2U);
  EXPECT_EQ(second_one.visits[0].causes[0].cause, LedgerCause::all_in_use);
  EXPECT_EQ(second_one.visits[0].causes[0].wait, 25 * second);
  EXPECT_EQ(second_one.visits[0].causes[1].cause, LedgerCause::next_place_full);
  EXPECT_EQ(second_one.visits[0].causes[1].place, table);
  EXPECT_EQ(second_one.visits[0].causes[1].wait, 20 * second);
  const Story first = told(run, 0);
  ASSERT_EQ(first.visits.size(), 2U);
  EXPECT_EQ(first.visits[0].blocked_from, 30 * second);
  EXPECT_EQ(first.visits[0].blocked_by, table);
  EXPECT_EQ(first.visits[0].gone, 50 * second);
}

TEST(Story, FollowsThePledge) {
  Log log;
  log.arrives(0, 0).joins(3, 0, desk).starts(90, 0, desk).ends(104, 0, desk).cleared(104, 0, desk, immigration);
  log.joins_and_starts(104, 0, table).ends(120, 0, table).cleared(120, 0, table, customs).leaves(120, 0, table);
  log.arrives(130, 1, visitor).joins(130, 1, desk).starts(229, 1, desk).ends(300, 1, desk);
  log.cleared(300, 1, desk, immigration).leaves(300, 1, desk);
  HandRecording run(log, 400);
  const Story late = told(run, 0);
  EXPECT_EQ(late.immigration_clock, 101 * second);
  EXPECT_FALSE(late.kept);
  ASSERT_EQ(late.visits.size(), 2U);
  EXPECT_THAT(late.visits[0].cleared, ::testing::ElementsAre(immigration));
  EXPECT_THAT(late.visits[1].cleared, ::testing::ElementsAre(customs));
  const Story called = told(run, 1);
  EXPECT_EQ(called.immigration_clock, 99 * second) << "until called";
  EXPECT_TRUE(called.kept);
}

TEST(Story, IsOpenWhileItLasts) {
  HandRecording run(Log().arrives(1, 0).joins(1, 0, desk).starts(200, 0, desk), 250);
  run.know(90);
  const Story story = told(run, 0);
  EXPECT_EQ(story.left, -1);
  ASSERT_EQ(story.visits.size(), 1U);
  EXPECT_EQ(story.visits[0].started, -1);
  EXPECT_EQ(story.waited, 89 * second);
  EXPECT_EQ(story.immigration_clock, 89 * second);
}

TEST(Story, TellsAnInterruptedServiceAsTwoStays) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk);
  log.events.push_back({20 * second, 0, 0, desk, 0, EventKind::interrupted, 0});
  log.starts(50, 0, desk).ends(70, 0, desk).leaves(70, 0, desk);
  HandRecording run(log, 100);
  const Story story = told(run, 0);
  ASSERT_EQ(story.visits.size(), 2U);
  EXPECT_TRUE(story.visits[0].interrupted);
  EXPECT_EQ(story.visits[0].gone, 20 * second);
  EXPECT_EQ(story.visits[1].joined, 20 * second);
  EXPECT_EQ(story.visits[1].started, 50 * second);
  EXPECT_EQ(story.waited, 30 * second);
}

TEST(Story, TellsWhatKeepsAVehicleOnItsRoad) {
  Log log;
  for (std::uint32_t i = 0; i < 3; ++i) log.arrives(0, i).starts(0, i, road, no_server);
  log.ends(10, 0, road, no_server).leaves(10, 0, road).ends(10, 1, road, no_server).ends(10, 2, road, no_server);
  log.blocked(30, 1, road, desk, no_server).joins_and_starts(60, 1, desk).leaves(90, 2, road);
  HandRecording run(log, 100);
  ASSERT_EQ(told(run, 0).visits.size(), 1U) << "did not wait";
  EXPECT_EQ(told(run, 0).waited, 0);
  const Story held = told(run, 1);
  ASSERT_EQ(held.visits.size(), 3U) << "the drive, the wait at its end, the desk";
  EXPECT_EQ(held.visits[0].gone, 10 * second);
  EXPECT_EQ(held.visits[1].station, road);
  EXPECT_EQ(held.visits[1].joined, 10 * second);
  EXPECT_EQ(held.visits[1].gone, 60 * second);
  ASSERT_EQ(held.visits[1].causes.size(), 2U);
  EXPECT_EQ(held.visits[1].causes[0].place, desk);
  EXPECT_EQ(held.visits[1].causes[0].wait, 30 * second);
  EXPECT_EQ(held.visits[1].causes[1].cause, LedgerCause::all_in_use);
  EXPECT_EQ(held.visits[1].causes[1].wait, 20 * second);
  EXPECT_EQ(held.waited, 50 * second);
  const Story behind = told(run, 2);
  EXPECT_EQ(behind.waited, 80 * second) << "and is charged to itself alone, whatever holds the other";
  ASSERT_EQ(behind.visits[1].causes.size(), 1U);
  EXPECT_EQ(behind.visits[1].causes[0].cause, LedgerCause::all_in_use);
}

TEST(Search, FindsByWordsAndByRow) {
  Log log;
  for (std::uint32_t i = 0; i < 30; ++i) log.arrives(i, i, i % 2 == 0 ? local : visitor).leaves(i, i, door);
  HandRecording run(log, 100);
  using ::testing::ElementsAre;
  EXPECT_THAT(viz::search(run, "visitor 7", 10), ElementsAre(7U)) << "not 17, not 27";
  EXPECT_THAT(viz::search(run, "LOCAL", 3), ElementsAre(0U, 2U, 4U));
  EXPECT_THAT(viz::search(run, "#12", 3), ElementsAre(12U));
  EXPECT_TRUE(viz::search(run, "#30", 3).empty());
  EXPECT_TRUE(viz::search(run, "#12x", 3).empty());
  EXPECT_TRUE(viz::search(run, "  ", 3).empty());
  EXPECT_TRUE(viz::search(run, "coach", 3).empty());
  EXPECT_EQ(viz::same_entity(run, run, 9), 9U);
}

}  // namespace
}  // namespace crossflow::test

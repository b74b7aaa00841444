// The numbers behind charts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/viz/hand_recording.hpp"
#include "viz/replay/curves.hpp"
#include "viz/replay/duties.hpp"

namespace crossflow::test {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::IsEmpty;
using viz::mean_wait_s;
using viz::nice_marks;
using viz::nice_step;
using viz::time_marks;

TEST(NiceMarks, AreRoundAndReachTheTop) {
  EXPECT_THAT(nice_marks(150, 4, true), ElementsAre(0, 50, 100, 150));
  EXPECT_THAT(nice_marks(151, 4, true), ElementsAre(0, 50, 100, 150, 200));
  EXPECT_THAT(nice_marks(1, 5, true), ElementsAre(0, 1)) << "half a person is none";
  EXPECT_THAT(nice_marks(1, 2, false), ElementsAre(0, DoubleEq(0.5), DoubleEq(1)));
  EXPECT_THAT(nice_marks(0, 4, true), ElementsAre(0, 1)) << "an axis has two ends";
  for (const double top : {0.003, 0.7, 3.0, 9.9, 99.0, 101.0, 31'400.0}) {
    const auto marks = nice_marks(top, 5, false);
    EXPECT_GE(marks.back(), top * (1 - 1e-9));
    EXPECT_LE(marks.size(), 7U) << top;
    EXPECT_LT(marks.back(), top * 2) << "hardly any room is wasted";
  }
}

TEST(NiceStep, IsOneTwoOrFive) {
  EXPECT_DOUBLE_EQ(nice_step(10, 10), 1);
  EXPECT_DOUBLE_EQ(nice_step(11, 10), 2);
  EXPECT_DOUBLE_EQ(nice_step(21, 10), 5);
  EXPECT_DOUBLE_EQ(nice_step(51, 10), 10);
  EXPECT_DOUBLE_EQ(nice_step(0.3, 3), 0.1);
}

TEST(TimeMarks, AreOnTheClock) {
  EXPECT_THAT(time_marks(6 * hour + 20 * minute, 9 * hour, 4), ElementsAre(7 * hour, 8 * hour, 9 * hour));
  EXPECT_THAT(time_marks(0, day, 5), ElementsAre(0, 6 * hour, 12 * hour, 18 * hour, day));
  EXPECT_THAT(time_marks(17 * hour + 1, 17 * hour + 3 * minute, 5),
              ElementsAre(17 * hour + minute, 17 * hour + 2 * minute, 17 * hour + 3 * minute));
  for (int most = 2; most < 30; ++most) EXPECT_LE(time_marks(0, 9 * day, most).size(), static_cast<std::size_t>(most));
}

// Called in minutes 0 to 4: 1 of 10 s, nobody, 1 of 40 s, 2 of 50 s together, nobody.
TEST(MeanWait, IsOverThoseAround) {
  viz::StationCourse course;
  course.started = {1, 0, 1, 2, 0};
  course.waited_s = {10, 0, 40, 50, 0};
  EXPECT_THAT(mean_wait_s(course, 5, 1), ElementsAre(10, -1, 40, 25, -1));
  EXPECT_THAT(mean_wait_s(course, 5, 3), ElementsAre(10, 25, 30, 30, 25));
  EXPECT_THAT(mean_wait_s(course, 3, 3), ElementsAre(10, 25, 40)) << "as far as minutes are in";
  EXPECT_THAT(mean_wait_s(course, 5, 99), testing::Each(25));
  EXPECT_THAT(mean_wait_s(course, 0, 15), IsEmpty());
}

TEST(MovingMean, HasFewerAtTheEnds) {
  EXPECT_THAT(viz::moving_mean({0, 3, 6, 0}, 4, 3), ElementsAre(1.5, 3, 3, 3));
  EXPECT_THAT(viz::moving_mean({0, 3, 6, 0}, 2, 9), ElementsAre(1.5, 1.5));
  EXPECT_THAT(viz::moving_mean({4, 8}, 9, 1), ElementsAre(4, 8));
}

TEST(LedgerStack, SumsUpToTheMeanQueue) {
  const auto cause = [](LedgerCause c) { return static_cast<std::uint8_t>(c); };
  const std::vector<LedgerRow> rows = {
      {0, 1, 0, cause(LedgerCause::all_in_use), no_station, 1800},
      {0, 1, 900, cause(LedgerCause::all_in_use), no_station, 900},
      {0, 1, 900, cause(LedgerCause::next_place_full), 4, 900},
      {0, 1, 900, cause(LedgerCause::next_place_full), 5, 2700},
      {0, 2, 0, cause(LedgerCause::no_officer), no_station, 77},    // another station
      {3, 1, 2700, cause(LedgerCause::no_officer), no_station, 77}  // another day
  };
  const auto stack = viz::ledger_stack(rows, 0, 1, 15 * minute);
  EXPECT_EQ(stack.bins, 2U);
  EXPECT_THAT(stack.causes[cause(LedgerCause::all_in_use)], ElementsAre(2, 1));
  EXPECT_THAT(stack.causes[cause(LedgerCause::next_place_full)], ElementsAre(0, 4)) << "of all places together";
  EXPECT_THAT(stack.causes[cause(LedgerCause::no_officer)], IsEmpty());
  EXPECT_EQ(stack.fullest, 5);
  EXPECT_DOUBLE_EQ(stack.most, 5);
  EXPECT_TRUE(viz::ledger_stack(rows, 1, 1, 15 * minute).empty());
}

TEST(LongestQueues, AreInOrderWithoutThoseWhereNobodyWaited) {
  std::vector<viz::StationCourse> stations(4);
  stations[0].waiting = {1, 2, 1};
  stations[1].waiting = {0, 0, 0};
  stations[2].waiting = {0, 9, 0};
  EXPECT_THAT(viz::longest_queues(stations, 4), ElementsAre(testing::Pair(9, 2), testing::Pair(2, 0)));
  EXPECT_THAT(viz::longest_queues(stations, 1), ElementsAre(testing::Pair(9, 2)));
}

TEST(Duties, SayWhatAServerDidAndWhoCame) {
  Log log;
  log.arrives(0, 0, visitor).joins_and_starts(5, 0, desk);
  log.server(10, quad, 2, ServerState::device_down).ends(20, 0, desk).leaves(20, 0, desk);
  log.server(40, quad, 2, ServerState::open);
  HandRecording run(log, 100);
  viz::Duties duties(run);
  EXPECT_FALSE(duties.advance(2)) << "in pieces";
  EXPECT_TRUE(duties.advance(100));
  EXPECT_TRUE(duties.came(desk, visitor));
  EXPECT_FALSE(duties.came(desk, local));
  EXPECT_FALSE(duties.came(table, visitor));
  const auto& server = duties.server(quad, 2);
  ASSERT_EQ(server.size(), 2U);
  EXPECT_EQ(viz::duty_at(server, 9 * second), nullptr);
  EXPECT_EQ(viz::duty_at(server, 10 * second)->tick, 10 * second);
  EXPECT_EQ(viz::duty_at(server, 39 * second)->state, static_cast<std::uint8_t>(ServerState::device_down));
  EXPECT_EQ(viz::duty_at(server, day)->state, static_cast<std::uint8_t>(ServerState::open));
  EXPECT_THAT(duties.server(quad, 1), IsEmpty());
}

}  // namespace
}  // namespace crossflow::test

#include "viz/replay/stop_when.hpp"

#include <gtest/gtest.h>

#include "tests/viz/hand_recording.hpp"

namespace crossflow::test {
namespace {

using namespace viz;

/// A person more each ten seconds from 0:10 on; the one at the desk is never done, so that n wait after 10 n + 10
/// seconds.
Log a_queue_that_grows() {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk);
  for (std::uint32_t i = 1; i <= 30; ++i) log.arrives(10.0 * i, i).joins(10.0 * i, i, desk);
  return log;
}

struct Playing {
  explicit Playing(Log log) : run(std::move(log), 600), overview(run) { overview.advance(1'000'000); }
  std::optional<Stopped> between(double from, double until, const StopWhen& when) {
    return first_stop(when, run, overview, run.state_at(ticks_from_seconds(from)), ticks_from_seconds(from),
                      ticks_from_seconds(until));
  }
  HandRecording run;
  Overview overview;
};

TEST(StopWhen, AQueuePassesANumberAtItsVeryInstant) {
  Playing playing(a_queue_that_grows());
  const StopWhen when{.pledge = false, .queue = 7};
  EXPECT_FALSE(playing.between(0, 79, when)) << "seven wait, and no more";
  const auto stop = playing.between(0, 600, when);
  ASSERT_TRUE(stop);
  EXPECT_EQ(stop->tick, 80 * second) << "the eighth";
  EXPECT_EQ(stop->station, desk);
  EXPECT_EQ(playing.between(79.9, 80, when)->tick, 80 * second) << "however short the step";
  EXPECT_FALSE(playing.between(80, 600, when)) << "it goes on from there";
}

TEST(StopWhen, ANumberThatLastsNoTimeDoesNotCount) {
  Log log = a_queue_that_grows();
  log.events.clear();
  for (std::uint32_t i = 0; i < 3; ++i) log.arrives(5, i).joins_and_starts(5, i, quad, static_cast<std::uint16_t>(i));
  Playing playing(log);
  EXPECT_FALSE(playing.between(0, 600, {.pledge = false, .queue = 1}));
}

TEST(StopWhen, APledgeIsMissed) {
  Playing playing(a_queue_that_grows());  // limits are 100 s
  const StopWhen when{.pledge = true, .queue = 0};
  EXPECT_EQ(playing.between(0, 600, when)->tick, 100 * second) << "who is at the desk";
  EXPECT_EQ(playing.between(0, 600, when)->station, no_station);
  EXPECT_EQ(playing.between(100, 600, when)->tick, 110 * second);
  EXPECT_FALSE(playing.between(0, 99, when));
  const StopWhen both{.pledge = true, .queue = 7};
  EXPECT_EQ(playing.between(0, 600, both)->tick, 80 * second) << "whichever comes first";
  EXPECT_EQ(playing.between(80, 600, both)->tick, 100 * second);
}

TEST(StopWhen, NothingIsAsked) {
  EXPECT_FALSE(StopWhen().asked());
  Playing playing(a_queue_that_grows());
  EXPECT_FALSE(playing.between(0, 600, {}));
}

}  // namespace
}  // namespace crossflow::test

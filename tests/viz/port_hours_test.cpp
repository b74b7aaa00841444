// When ports are open, and closed: by their doors that day, and before these are known by their hours.
#include "viz/replay/port_hours.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/viz/hand_recording.hpp"
#include "viz/floor/scene.hpp"

namespace crossflow::test {
namespace {

using namespace viz;

Directory opens_at_100_s() {
  Directory d = small_directory();
  d.ports[0].open = 100 * second;
  d.ports[0].close = 500 * second;
  return d;
}

/// Opens late, at 120 s; one who is inside when it closes at 500 s leaves at 550 s.
Log a_day() {
  Log log;
  log.port(120, true).arrives(490, 0).joins_and_starts(490, 0, desk).port(500, false);
  return log.ends(550, 0, desk).leaves(550, 0, desk);
}

struct PortHours : testing::Test {
  HandRecording run{a_day(), 600, opens_at_100_s()};
  Overview overview{run};
  const Directory& directory = run.directory();
  bool open(double t) { return lets_in(directory, overview, 0, ticks_from_seconds(t)); }
  bool shut(double t) {
    const Tick tick = ticks_from_seconds(t);
    return is_shut(directory, overview, run.state_at(tick), 0, tick);
  }
};

TEST_F(PortHours, AreThoseOfItsDoorsOnceTheyAreKnown) {
  EXPECT_FALSE(open(99));
  EXPECT_TRUE(open(101)) << "of what is not known yet its hours say when";
  EXPECT_EQ(opens_next(directory, overview, 0, 0), 100 * second);
  overview.advance(1000);
  EXPECT_FALSE(open(119.9));
  EXPECT_TRUE(open(120));
  EXPECT_TRUE(open(499.9));
  EXPECT_FALSE(open(500));
  EXPECT_EQ(opens_next(directory, overview, 0, 0), 120 * second);
  EXPECT_EQ(opens_next(directory, overview, 0, 500 * second), never);
  EXPECT_THAT(closed_times(directory, overview, 0, 600 * second),
              testing::ElementsAre(testing::Pair(0, 120 * second), testing::Pair(500 * second, 600 * second)));
  EXPECT_THAT(closed_times(directory, overview, 200 * second, 300 * second), testing::IsEmpty());
}

TEST_F(PortHours, EndWhenTheLastOneHasLeft) {
  overview.advance(1000);
  EXPECT_TRUE(shut(60));
  EXPECT_FALSE(shut(200));
  EXPECT_FALSE(shut(520)) << "somebody is still being served";
  EXPECT_TRUE(shut(560));
}

TEST_F(PortHours, AreThoseInWhichItsServersAreOpen) {
  overview.advance(1000);
  const auto& open_at_end_of = overview.stations()[desk].open;
  const auto servers = static_cast<int>(directory.stations[desk].servers);
  EXPECT_EQ(open_at_end_of[0], 0);
  EXPECT_EQ(open_at_end_of[2], servers);
  EXPECT_EQ(open_at_end_of[7], servers);
  EXPECT_EQ(open_at_end_of[8], servers) << "somebody is still being served at 540 s";
  EXPECT_EQ(open_at_end_of[9], 0);
}

TEST_F(PortHours, AreWhenItIsOpen) {
  overview.advance(1000);
  const auto times = open_times(directory, overview, 0, 0, 600 * second);
  const auto closed = closed_times(directory, overview, 0, 600 * second);
  ASSERT_EQ(times.size(), 1U);
  ASSERT_EQ(closed.size(), 2U);
  EXPECT_EQ(times[0], std::pair(closed[0].second, closed[1].first)) << "of one port: what lies between";
  EXPECT_TRUE(open_times(directory, overview, 0, 550 * second, 600 * second).empty());
}

TEST_F(PortHours, OfAPortWithoutAnyNeverEnd) {
  HandRecording always(Log().arrives(1, 0), 10);
  Overview its(always);
  its.advance(1000);
  EXPECT_TRUE(lets_in(always.directory(), its, 0, 0));
  EXPECT_TRUE(closed_times(always.directory(), its, 0, day).empty());
}

TEST_F(PortHours, OfTheNextDayAreKnownFromTheFirst) {
  Directory week = opens_at_100_s();
  week.days = 7;
  HandRecording first_day(a_day(), 600, week);
  Overview its(first_day);
  its.advance(1000);
  EXPECT_EQ(opens_next(week, its, 0, 550 * second), day + 100 * second);
}

TEST_F(PortHours, CloseItsDesksOnTheFloor) {
  overview.advance(1000);
  const FloorPlan plan = floor_plan(directory);
  SceneBuilder builder(run, plan);
  SceneOptions options;
  options.visible = {-1000, -1000, 3000, 3000};
  Scene scene;
  const auto look_at = [&](double t) {
    const Tick tick = ticks_from_seconds(t);
    builder.build(run.state_at(tick), overview, tick, options, scene);
    for (const ServerGlyph& g : scene.servers)
      if (g.station == desk) return g.look;
    return ServerLook::down;
  };
  EXPECT_EQ(look_at(60), ServerLook::closed);
  ASSERT_EQ(scene.closed.size(), 1U);
  EXPECT_EQ(scene.closed[0].opens, 120 * second);
  EXPECT_EQ(look_at(200), ServerLook::idle);
  EXPECT_TRUE(scene.closed.empty());
  EXPECT_EQ(look_at(520), ServerLook::busy);
  EXPECT_EQ(look_at(560), ServerLook::closed);
  EXPECT_EQ(scene.closed[0].opens, never);
}

}  // namespace
}  // namespace crossflow::test

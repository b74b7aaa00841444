#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/viz/hand_recording.hpp"
#include "viz/floor/scene.hpp"

namespace crossflow::test {
namespace {

using namespace viz;

constexpr Rect everything{-1000, -1000, 3000, 3000};

// The plan, the overview and the scene of a recording at an instant.
struct Stage {
  explicit Stage(HandRecording& recording)
      : run(recording), plan(floor_plan(recording.directory())), overview(recording), builder(recording, plan) {
    overview.advance(1'000'000);
    options.visible = everything;
  }
  const Scene& at(double t) {
    const Tick tick = ticks_from_seconds(t);
    builder.build(run.state_at(tick), overview, tick, options, scene);
    return scene;
  }
  const Dot* dot(std::uint32_t entity) const {
    for (const Dot& d : scene.dots)
      if (d.entity == entity) return &d;
    return nullptr;
  }

  HandRecording& run;
  FloorPlan plan;
  Overview overview;
  SceneBuilder builder;
  SceneOptions options;
  Scene scene;
};

Log a_queue_of(std::uint32_t people) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk);
  for (std::uint32_t i = 1; i <= people; ++i) log.arrives(i, i).joins(i, i, desk);
  return log;
}

// Three metres wide, two high, one metre apart: up one column and down the next, from the right.
TEST(Snake, WindsFromTheServersBack) {
  const Rect area{10, 20, 3, 2};
  const std::vector<std::pair<float, float>> expected{{12.5F, 20.5F}, {12.5F, 21.5F}, {11.5F, 21.5F},
                                                      {11.5F, 20.5F}, {10.5F, 20.5F}, {10.5F, 21.5F}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const Point p = place_in_snake(area, i, 6, 1, true);
    EXPECT_FLOAT_EQ(p.x, expected[i].first) << i;
    EXPECT_FLOAT_EQ(p.y, expected[i].second) << i;
  }
}

TEST(Snake, HoldsHoweverManyThereAre) {
  const Rect area{0, 0, 5, 4};
  for (const std::size_t people : {1U, 19U, 20U, 21U, 500U, 5000U})
    for (std::size_t i = 0; i < people; ++i) {
      const Point p = place_in_snake(area, i, people, 1, true);
      ASSERT_TRUE(p.x >= 0 && p.x <= 5 && p.y >= 0 && p.y <= 4) << i << " of " << people;
    }
}

TEST(FloorPlan, LaysOutWhatHasNoPlaceWithoutOverlap) {
  const FloorPlan plan = floor_plan(small_directory());
  for (std::size_t a = 0; a < plan.stations.size(); ++a) {
    EXPECT_GT(plan.stations[a].box.width, 0);
    EXPECT_FALSE(plan.stations[a].placed && small_directory().stations[a].shape != Shape::outside);
    for (std::size_t b = 0; b < a; ++b)
      EXPECT_FALSE(plan.stations[a].box.touches(plan.stations[b].box)) << a << " and " << b;
  }
  EXPECT_EQ(plan.stations[quad].servers.size(), 4U);
}

TEST(FloorPlan, KeepsPlacesOfTheScenario) {
  Directory d = small_directory();
  d.stations[desk].x = 40;
  d.stations[desk].y = 5;
  d.stations[desk].width = 12;
  d.stations[desk].height = 10;
  const FloorPlan plan = floor_plan(d);
  const Rect& box = plan.stations[desk].box;
  EXPECT_EQ(std::tie(box.x, box.y, box.width, box.height), std::make_tuple(40.0F, 5.0F, 12.0F, 10.0F));
  EXPECT_TRUE(plan.stations[desk].placed);
  for (const Rect& server : plan.stations[desk].servers) {
    EXPECT_GE(server.x, plan.stations[desk].queue.right());
    EXPECT_LE(server.right(), box.right());
  }
}

// What is placed stays; what is not comes below it, by its links; doors stand before where they lead.
TEST(FloorPlan, LaysOutTheRestBelowWhatIsPlacedByItsLinks) {
  Directory d = small_directory();
  d.stations[quad].x = 100;
  d.stations[quad].y = 50;
  d.stations[quad].width = 20;
  d.stations[quad].height = 10;
  d.links = {{door, quad}, {table, desk}};
  const FloorPlan plan = floor_plan(d);
  const auto box = [&](std::uint16_t s) { return plan.stations[s].box; };
  EXPECT_EQ(box(quad).y, 50);
  EXPECT_GT(box(table).y, box(quad).bottom());
  EXPECT_LT(box(table).right(), box(desk).x) << "the other way round in the directory";
  EXPECT_LT(box(door).right(), box(quad).x);
  EXPECT_EQ(box(door).y, box(quad).y);
  for (std::size_t a = 0; a < plan.stations.size(); ++a)
    for (std::size_t b = 0; b < a; ++b)
      EXPECT_FALSE(plan.stations[a].box.touches(plan.stations[b].box)) << a << " and " << b;
}

TEST(FloorPlan, SetsThePortsOfANetworkSideBySide) {
  Directory d = small_directory();
  const auto stations = d.stations;
  for (std::uint16_t port = 1; port < 7; ++port) {
    d.ports.push_back(d.ports[0]);
    for (StationEntry station : stations) {
      station.port = port;
      d.stations.push_back(station);
    }
  }
  const FloorPlan plan = floor_plan(d);
  for (std::size_t a = 0; a < plan.ports.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) EXPECT_FALSE(plan.ports[a].touches(plan.ports[b])) << a << " and " << b;
  for (std::size_t s = 0; s < d.stations.size(); ++s) {
    const Rect& port = plan.ports[d.stations[s].port];
    EXPECT_TRUE(port.touches(plan.stations[s].box)) << s;
  }
  EXPECT_GT(plan.all.width, plan.all.height * 0.8F);
  EXPECT_LT(plan.all.width, plan.all.height * 3.0F);
}

TEST(Scene, ShowsEverybodyOnce) {
  HandRecording run(a_queue_of(30), 100);
  Stage stage(run);
  for (const double t : {0.5, 7.5, 30.5}) {
    const Scene& scene = stage.at(t);
    std::set<std::uint32_t> seen;
    for (const Dot& dot : scene.dots) EXPECT_TRUE(seen.insert(dot.entity).second);
    EXPECT_EQ(seen.size(), static_cast<std::size_t>(t + 1)) << t;
  }
  EXPECT_LT(stage.dot(1)->at.x, stage.plan.stations[desk].servers[0].x) << "waits before the desk";
  EXPECT_GT(stage.dot(1)->at.x, stage.dot(30)->at.x) << "the first is nearest to it";
}

TEST(Scene, WhoStaysInAQueueMovesOnlyUp) {
  Log log = a_queue_of(20);
  log.ends(50, 0, desk).leaves(50, 0, desk).starts(50, 1, desk);
  HandRecording run(log, 100);
  Stage stage(run);
  stage.at(40);
  const Point before = stage.dot(5)->at;
  stage.at(45);
  EXPECT_EQ(stage.dot(5)->at.x, before.x);
  EXPECT_EQ(stage.dot(5)->at.y, before.y) << "nothing has happened, nobody moves";
  stage.at(40);
  const Point third = stage.dot(3)->at;
  stage.at(60);
  EXPECT_FLOAT_EQ(stage.dot(4)->at.x, third.x) << "one place up";
}

TEST(Scene, BecomesACrowdWhereItWouldBeTooSmall) {
  HandRecording run(a_queue_of(200), 300);
  Stage stage(run);
  stage.options.pixels_a_metre = 1;
  const Scene& far = stage.at(250);
  ASSERT_EQ(far.crowds.size(), 1U);
  EXPECT_EQ(far.crowds[0].people, 200);
  EXPECT_EQ(far.dots.size(), 1U) << "the one who is served";
  stage.options.pixels_a_metre = 20;
  EXPECT_EQ(stage.at(250).dots.size(), 201U);
  stage.options.most_dots = 50;
  EXPECT_LE(stage.at(250).dots.size(), 51U);
  EXPECT_EQ(stage.scene.crowds[0].people, 200) << "nobody is lost";
}

std::vector<std::pair<int, int>> parts_of(const Crowd& crowd) {
  std::vector<std::pair<int, int>> parts;
  for (const Crowd::Part& part : crowd.parts) parts.emplace_back(part.colour, part.people);
  return parts;
}

// 150 locals and behind them 50 visitors: by class, and by how long each has waited, nobody's colour is the first's.
TEST(Scene, ACrowdHasTheColoursOfAllItsPeople) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk);
  for (std::uint32_t i = 1; i <= 150; ++i) log.arrives(1, i).joins(1, i, desk);
  for (std::uint32_t i = 151; i <= 200; ++i) log.arrives(1000, i, visitor).joins(1000, i, desk);
  HandRecording run(log, 2000);
  Stage stage(run);
  stage.options.pixels_a_metre = 1;
  using testing::ElementsAre, testing::Pair;
  ASSERT_EQ(stage.at(1000.5).crowds.size(), 1U);
  EXPECT_THAT(parts_of(stage.scene.crowds[0]), ElementsAre(Pair(local, 150), Pair(visitor, 50)));
  stage.options.colour_by = ColourBy::wait;  // 999.5 s of 1800 s are 0.555 of 255, in the fifth eighth
  stage.at(1000.5);
  EXPECT_THAT(parts_of(stage.scene.crowds[0]), ElementsAre(Pair(0, 50), Pair(128, 150)));
  stage.options.colour_by = ColourBy::pledge;  // 100 s
  stage.at(1090);
  EXPECT_THAT(parts_of(stage.scene.crowds[0]), ElementsAre(Pair(2, 50), Pair(3, 150)));
}

TEST(Scene, LeavesOutWhatIsNotSeen) {
  HandRecording run(a_queue_of(20), 100);
  Stage stage(run);
  stage.options.visible = {5000, 5000, 10, 10};
  const Scene& scene = stage.at(50);
  EXPECT_TRUE(scene.dots.empty() && scene.crowds.empty() && scene.servers.empty());
}

TEST(Scene, SaysHowServersAre) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, quad, 0).arrives(0, 1).joins_and_starts(0, 1, quad, 1);
  log.server(5, quad, 2, ServerState::device_down).server(5, quad, 3, ServerState::no_officer);
  log.ends(6, 1, quad, 1).blocked(6, 1, quad, table, 1);
  HandRecording run(log, 100);
  Stage stage(run);
  std::vector<ServerLook> looks;
  for (const ServerGlyph& g : stage.at(10).servers)
    if (g.station == quad) looks.push_back(g.look);
  EXPECT_THAT(looks,
              ::testing::ElementsAre(ServerLook::busy, ServerLook::blocked, ServerLook::down, ServerLook::no_officer));
}

TEST(Scene, ColoursByWaitAndByPledge) {
  HandRecording run(a_queue_of(2), 4000);
  Stage stage(run);
  stage.options.colour_by = ColourBy::wait;
  stage.at(1 + 15 * 60);
  EXPECT_EQ(stage.dot(1)->colour, 127) << "half of the scale of 30 minutes";
  EXPECT_EQ(stage.dot(0)->colour, 0) << "is served";
  stage.at(3900);
  EXPECT_EQ(stage.dot(1)->colour, 255);
  stage.options.colour_by = ColourBy::pledge;  // 100 s
  stage.at(81);
  EXPECT_EQ(stage.dot(1)->colour, 1);
  stage.at(81.5);
  EXPECT_EQ(stage.dot(1)->colour, 2) << "80 s have passed";
  stage.at(101);
  EXPECT_EQ(stage.dot(1)->colour, 2);
  stage.at(101.5);
  EXPECT_EQ(stage.dot(1)->colour, 3);
}

// The pledge of visitors ends when they are called: it is not shown to run on while they are served.
TEST(Scene, ColoursByAPledgeThatEndsWithTheCall) {
  Log log;
  log.arrives(0, 0, visitor).joins(0, 0, desk).starts(90, 0, desk);
  log.arrives(0, 1, visitor).joins(0, 1, second_desk).starts(120, 1, second_desk);
  log.events.push_back({200 * second, 0, 0, desk, 0, EventKind::interrupted, 0});
  HandRecording run(log, 400);
  Stage stage(run);
  stage.options.colour_by = ColourBy::pledge;  // 100 s
  stage.at(89);
  EXPECT_EQ(stage.dot(0)->colour, 2) << "waits";
  stage.at(130);
  EXPECT_EQ(stage.dot(0)->colour, 0) << "was called in time";
  EXPECT_EQ(stage.dot(1)->colour, 3) << "was called too late";
  stage.at(201);
  EXPECT_EQ(stage.dot(0)->colour, 3) << "was broken off, and the clock has run on";
}

TEST(Scene, GoesBackAsWellAsOn) {
  Log log;
  for (std::uint32_t i = 0; i < 40; ++i)
    log.arrives(i, i).joins_and_starts(i, i, desk).ends(i + 0.5, i, desk).leaves(i + 0.5, i, desk);
  HandRecording run(log, 100);
  Stage stage(run);
  stage.at(39.2);
  ASSERT_NE(stage.dot(39), nullptr);
  stage.at(3.2);
  EXPECT_NE(stage.dot(3), nullptr) << "who was gone later is there again";
}

}  // namespace
}  // namespace crossflow::test

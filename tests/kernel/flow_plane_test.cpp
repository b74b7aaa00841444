// How entities get from place to place: blocking, entrances, hand-overs, timers.
#include "sim/kernel/flow_plane.hpp"

#include <gtest/gtest.h>

#include "tests/kernel/toy_port.hpp"

namespace crossflow::test {
namespace {

TEST(FlowPlane, BlockingIsAfterService) {
  ToyPort port;
  const NodeId first = port.bank("first", 1);
  const NodeId second = port.bank("second", 1, {.space = 0});
  port.come(0, 3, {{first, 2}, {second, 10}});
  port.run();
  EXPECT_EQ(port.told({"starts", "ends", "blocked", "leaves"}), lines(R"(
    0 a starts first/0
    2 a ends first/0
    2 a starts second/0
    2 b starts first/0
    4 b ends first/0
    4 b blocked by second
    12 a ends second/0
    12 a leaves
    12 b starts second/0
    12 c starts first/0
    14 c ends first/0
    14 c blocked by second
    22 b ends second/0
    22 b leaves
    22 c starts second/0
    32 c ends second/0
    32 c leaves
  )"));
  EXPECT_EQ(port.flow.alive(), 0);
}

TEST(FlowPlane, WhoIsHeldGoesInAsSoonAsThereIsRoomInTheQueue) {
  ToyPort port;
  const NodeId first = port.bank("first", 3);
  const NodeId second = port.bank("second", 1, {.space = 1});
  port.come(0, 3, {{first, 1}, {second, 5}});
  port.run();
  EXPECT_EQ(port.told({"joins", "blocked", "starts"}), lines(R"(
    0 a joins first
    0 a starts first/0
    0 b joins first
    0 b starts first/1
    0 c joins first
    0 c starts first/2
    1 a joins second
    1 a starts second/0
    1 b joins second
    1 c blocked by second
    6 b starts second/0
    6 c joins second
    11 c starts second/0
  )"));
}

TEST(FlowPlane, AnEntranceIsFirstComeFirstInWhoeverElseWouldFit) {
  ToyPort port;
  const NodeId room = port.room("room", 3);
  port.come({.comes = 0, .way = {{room, 10}}, .persons = 2});
  port.come({.comes = 1, .way = {{room, 10}}, .persons = 3});
  port.come({.comes = 2, .way = {{room, 10}}});  // would fit beside the first two
  port.run();
  EXPECT_EQ(port.told({"blocked", "starts"}), lines(R"(
    0 a starts room
    0 a starts room
    1 b blocked by room
    1 b blocked by room
    1 b blocked by room
    2 c blocked by room
    10 b starts room
    10 b starts room
    10 b starts room
    20 c starts room
  )"));
}

TEST(FlowPlane, TwoPlacesBlockedByAThirdGoOnInTheOrderOfBlocking) {
  ToyPort port;
  const NodeId left = port.bank("left", 1);
  const NodeId right = port.bank("right", 1);
  const NodeId room = port.room("room", 1);
  port.come({.comes = 0, .way = {{room, 10}}});
  port.come({.comes = 0, .way = {{left, 3}, {room, 10}}});
  port.come({.comes = 0, .way = {{right, 2}, {room, 10}}});
  port.come({.comes = 4, .way = {{right, 1}}});
  port.run();
  EXPECT_EQ(port.told({"blocked", "starts"}), lines(R"(
    0 a starts room
    0 b starts left/0
    0 c starts right/0
    2 c blocked by room
    3 b blocked by room
    10 c starts room
    10 d starts right/0
    20 b starts room
  )"));
}

// When the last place of a full chain is free again, everybody moves up by one at that very tick.
TEST(FlowPlane, AChainOfThousandsMovesUpAtOnceWithoutRecursion) {
  constexpr int length = 20'000;
  ToyPort port;
  std::vector<NodeId> banks;
  for (int i = 0; i < length; ++i) banks.push_back(port.bank("bank", 1, {.space = 0}));
  const NodeId last = banks.back();
  // One after the other they fill the chain from its end: nobody has any service but at the end of it.
  for (int i = 0; i < 3; ++i) {
    std::vector<Stop> way;
    for (const NodeId bank : banks) way.push_back({bank, 0});
    way.back().takes = 100;
    port.come({.comes = i, .way = way});
  }
  // And each of the places before holds somebody who came straight to it.
  for (int i = 0; i + 3 < length; ++i)
    port.come(
        {.comes = 50, .way = {{banks[static_cast<std::size_t>(i)], 0}, {banks[static_cast<std::size_t>(i) + 1], 0}}});
  port.run();
  EXPECT_EQ(port.flow.alive(), 0) << "somebody is stuck";
  std::map<Tick, int> starts_at_last;
  for (const Event& e : port.tape.events)
    if (e.kind == EventKind::started && e.station == last) ++starts_at_last[e.tick];
  EXPECT_EQ(starts_at_last, (std::map<Tick, int>{{0, 1}, {100, 1}, {200, 1}}));
}

TEST(FlowPlane, AFullChainShiftsWholeAtTheTickAtWhichItsHeadGoes) {
  constexpr std::size_t length = 5000;
  ToyPort port;
  std::vector<NodeId> banks;
  for (std::size_t i = 0; i < length; ++i) banks.push_back(port.bank("bank", 1, {.space = 0}));
  // The one at place i came straight to it, is done at 1, and wants to go on to the next place.
  for (std::size_t i = length; i-- > 0;) {
    std::vector<Stop> way{{banks[i], i + 1 == length ? 100 : 1}};
    if (i + 1 < length) way.push_back({banks[i + 1], 7});
    port.come({.comes = 0, .way = way});
  }
  port.run();
  std::size_t at_100 = 0;
  for (const Event& e : port.tape.events)
    if (e.kind == EventKind::started && e.tick == 100) ++at_100;
  EXPECT_EQ(at_100, length - 1);
  EXPECT_EQ(port.flow.now(), 107);
  EXPECT_EQ(port.flow.alive(), 0);
}

TEST(FlowPlane, ManyZeroServicesInAQueueNeedNoRecursion) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1);
  port.come({.comes = 0, .way = {{desk, 5}}});
  port.come(1, 50'000, {{desk, 0}});
  port.run();
  EXPECT_EQ(port.flow.now(), 5);
  EXPECT_EQ(port.flow.alive(), 0);
}

// A place that lets its tests set and take away timers.
class Alarm : public Node {
 public:
  bool admits(const Entity&) const override { return true; }
  void enter(Slot) override {}
  void due(Slot slot) override { rang.emplace_back(flow().now(), flow().entity(slot).number); }
  void released(std::uint16_t, std::uint16_t) override {}
  std::vector<std::pair<Tick, std::uint32_t>> rang;
};

class Timers : public ::testing::Test {
 protected:
  Slot make(std::uint32_t number) {
    const Slot slot = flow.make();
    flow.entity(slot).number = number;
    flow.entity(slot).node = alarm;
    flow.entity(slot).phase = Entity::Phase::coming;
    return slot;
  }
  using Rang = std::vector<std::pair<Tick, std::uint32_t>>;
  const Rang& rang() { return dynamic_cast<Alarm&>(flow.node(alarm)).rang; }

  FlowPlane flow;
  NodeId alarm = flow.add(std::make_unique<Alarm>());
};

TEST_F(Timers, AnEntityHasOneTimer) {
  const Slot slot = make(1);
  flow.schedule(slot, 10);
  flow.schedule(slot, 5);
  flow.run();
  EXPECT_EQ(rang(), (Rang{{5, 1}}));
}

TEST_F(Timers, ALaterTimerTakesTheEarlierOnesPlace) {
  const Slot slot = make(1);
  flow.schedule(slot, 5);
  flow.schedule(slot, 10);
  flow.run();
  EXPECT_EQ(rang(), (Rang{{10, 1}}));
}

TEST_F(Timers, ACancelledTimerNeverRings) {
  const Slot first = make(1);
  const Slot second = make(2);
  flow.schedule(first, 5);
  flow.schedule(second, 6);
  flow.cancel(first);
  flow.cancel(first);  // once more does no harm
  flow.run();
  EXPECT_EQ(rang(), (Rang{{6, 2}}));
}

TEST_F(Timers, AStaleTimerDoesNotRingForTheNextInTheSlot) {
  const Slot first = make(1);
  flow.schedule(first, 5);
  flow.cancel(first);
  flow.pool().free(first);
  const Slot second = make(2);
  ASSERT_EQ(second, first);
  flow.schedule(second, 9);
  flow.run();
  EXPECT_EQ(rang(), (Rang{{9, 2}}));
}

TEST_F(Timers, StaleTimersDoNotMoveTheClock) {
  const Slot slot = make(1);
  flow.schedule(slot, 50);
  flow.cancel(slot);
  flow.run();
  EXPECT_EQ(flow.now(), 0);
}

TEST_F(Timers, TheLoopStopsForAnActorAndGoesOn) {
  flow.schedule(make(1), 5);
  flow.schedule_actor(7, 5);
  flow.schedule(make(2), 5);
  flow.schedule_actor(8, 6);
  EXPECT_EQ(flow.run(), 7U);
  EXPECT_EQ(rang(), Rang{}) << "the clock comes first";
  EXPECT_EQ(flow.run(), 8U);
  EXPECT_EQ(rang(), (Rang{{5, 1}, {5, 2}}));
  EXPECT_EQ(flow.run(), FlowPlane::no_actor);
}

TEST_F(Timers, WhoComesIsLastAndByPlace) {
  flow.schedule_coming(make(1), 5, 70);
  flow.schedule_coming(make(2), 5, 30);
  flow.schedule(make(3), 5);
  flow.run();
  EXPECT_EQ(rang(), (Rang{{5, 3}, {5, 2}, {5, 1}}));
}

TEST(FlowPlaneDeathTest, AnActorCannotWaitForThePast) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1);
  port.come({.comes = 5, .way = {{desk, 5}}});
  port.run();
  EXPECT_DEATH(port.flow.schedule_actor(0, 3), "an instant that is past");
}

}  // namespace
}  // namespace crossflow::test

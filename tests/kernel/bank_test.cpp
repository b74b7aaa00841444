// The rules of one queue and its servers, each in a case that can be worked out by hand. Times are ticks.
#include "sim/kernel/bank.hpp"

#include <gtest/gtest.h>

#include "tests/kernel/toy_port.hpp"

namespace crossflow::test {
namespace {

TEST(Bank, ServesAtOnceWhoFindsAFreeServer) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 2);
  port.come({.comes = 3, .way = {{desk, 4}}});
  port.come({.comes = 3, .way = {{desk, 4}}});
  port.come({.comes = 7, .way = {{desk, 1}}});
  port.run();
  EXPECT_EQ(port.told({}), lines(R"(
    3 a arrives
    3 a joins desk
    3 a starts desk/0
    3 b arrives
    3 b joins desk
    3 b starts desk/1
    7 c arrives
    7 c joins desk
    7 a ends desk/0
    7 a leaves
    7 c starts desk/0
    7 b ends desk/1
    7 b leaves
    8 c ends desk/0
    8 c leaves
  )")) << "c's arrival was scheduled before the services, so it comes first at 7";
}

TEST(Bank, TakesTheFreeServerWithTheLowestNumber) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 3);
  port.come({.comes = 0, .way = {{desk, 5}}});
  port.come({.comes = 0, .way = {{desk, 2}}});
  port.come({.comes = 0, .way = {{desk, 1}}});
  port.come({.comes = 3, .way = {{desk, 1}}});
  port.come({.comes = 3, .way = {{desk, 1}}});
  port.run();
  EXPECT_EQ(port.told({"starts"}), lines(R"(
    0 a starts desk/0
    0 b starts desk/1
    0 c starts desk/2
    3 d starts desk/1
    3 e starts desk/2
  )"));
}

TEST(Bank, ASingleLineIsFirstComeFirstServed) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 2);
  for (const Tick takes : {5, 8, 1, 1, 1}) port.come({.comes = 0, .way = {{desk, takes}}});
  port.run();
  EXPECT_EQ(port.told({"starts"}), lines(R"(
    0 a starts desk/0
    0 b starts desk/1
    5 c starts desk/0
    6 d starts desk/0
    7 e starts desk/0
  )"));
}

TEST(Bank, PriorityGoesFirstAndInterruptsNobody) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1, {.levels = 3});
  port.come({.comes = 0, .way = {{desk, 10}}, .level = 2});
  port.come({.comes = 1, .way = {{desk, 10}}, .level = 2});
  port.come({.comes = 2, .way = {{desk, 10}}, .level = 1});
  port.come({.comes = 3, .way = {{desk, 10}}, .level = 0});
  port.come({.comes = 4, .way = {{desk, 10}}, .level = 1});
  port.run();
  EXPECT_EQ(port.told({"starts"}), lines(R"(
    0 a starts desk/0
    10 d starts desk/0
    20 c starts desk/0
    30 e starts desk/0
    40 b starts desk/0
  )"));
}

TEST(Bank, WhoHasNoPatienceLeftGoes) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1);
  port.come({.comes = 0, .way = {{desk, 10}}});
  port.come({.comes = 1, .way = {{desk, 10}}, .patience = 8});  // to 9: in vain
  port.come({.comes = 2, .way = {{desk, 10}}, .patience = 9});  // to 11: called at 10, then patience no longer counts
  port.come({.comes = 3, .way = {{desk, 1}}});
  port.run();
  EXPECT_EQ(port.told({"starts", "gives", "leaves"}), lines(R"(
    0 a starts desk/0
    9 b gives up
    10 a leaves
    10 c starts desk/0
    20 c leaves
    20 d starts desk/0
    21 d leaves
  )"));
  EXPECT_EQ(port.flow.alive(), 0);
}

TEST(Bank, WhoGivesUpMakesRoomForWhoIsHeldOutside) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1, {.space = 1});
  port.come({.comes = 0, .way = {{desk, 10}}});
  port.come({.comes = 0, .way = {{desk, 10}}, .patience = 4});
  port.come({.comes = 1, .way = {{desk, 2}}});
  port.run();
  EXPECT_EQ(port.told({"joins", "blocked", "gives", "starts"}), lines(R"(
    0 a joins desk
    0 a starts desk/0
    0 b joins desk
    1 c blocked by desk
    4 b gives up
    4 c joins desk
    10 c starts desk/0
  )"));
}

TEST(Bank, WhoBalksDoesNotJoin) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1);
  port.come({.comes = 0, .way = {{desk, 10}}, .balks = true});
  port.come({.comes = 1, .way = {{desk, 10}}, .balks = true});  // the queue is empty, only the server is busy
  port.come({.comes = 2, .way = {{desk, 10}}, .balks = true});
  port.run();
  EXPECT_EQ(port.told({"joins", "balks", "leaves"}), lines(R"(
    0 a joins desk
    1 b joins desk
    2 c balks
    10 a leaves
    20 b leaves
  )"));
}

TEST(Bank, APartyIsOneTransactionAsLongAsAllItsMembersNeed) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1);
  port.come({.comes = 0, .way = {{desk, 5}}, .persons = 3});
  port.come({.comes = 1, .way = {{desk, 5}}});
  port.run();
  EXPECT_EQ(port.told({"starts", "ends"}), lines(R"(
    0 a starts desk/0
    0 a starts desk/0
    0 a starts desk/0
    15 a ends desk/0
    15 a ends desk/0
    15 a ends desk/0
    15 b starts desk/0
    20 b ends desk/0
  )"));
}

TEST(Bank, SpaceIsForThoseWhoWait) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 2, {.space = 2});
  port.come(0, 5, {{desk, 10}});
  port.run();
  EXPECT_EQ(port.told({"joins", "blocked"}), lines(R"(
    0 a joins desk
    0 b joins desk
    0 c joins desk
    0 d joins desk
    0 e blocked by desk
    10 e joins desk
  )"));
}

TEST(Bank, APartyNeedsRoomForAllOfIt) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1, {.space = 3});
  port.come(0, 3, {{desk, 10}});                               // one served, two wait
  port.come({.comes = 1, .way = {{desk, 10}}, .persons = 2});  // the third place is not enough
  port.run();
  EXPECT_EQ(port.told({"blocked", "starts"}), lines(R"(
    0 a starts desk/0
    1 d blocked by desk
    1 d blocked by desk
    10 b starts desk/0
    20 c starts desk/0
    30 d starts desk/0
    30 d starts desk/0
  )"));
}

TEST(Bank, APartyLargerThanTheSpaceComesInOnceAServerIsFree) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1, {.space = 2});
  port.come({.comes = 0, .way = {{desk, 10}}});
  port.come({.comes = 1, .way = {{desk, 1}}, .persons = 3});
  port.come({.comes = 2, .way = {{desk, 1}}});
  port.run();
  EXPECT_EQ(port.told({"starts", "leaves"}), lines(R"(
    0 a starts desk/0
    10 a leaves
    10 b starts desk/0
    10 b starts desk/0
    10 b starts desk/0
    13 b leaves
    13 b leaves
    13 b leaves
    13 c starts desk/0
    14 c leaves
  )"));
}

TEST(Bank, AClosingServerFinishesWhoItServes) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 2);
  port.come(0, 4, {{desk, 10}});
  port.at(4, [&] { port.bank_at(desk).set_server(0, ServerState::no_officer); });
  port.at(25, [&] { port.bank_at(desk).set_server(0, ServerState::open); });
  port.come({.comes = 24, .way = {{desk, 10}}});
  port.run();
  EXPECT_EQ(port.told({"starts", "is"}), lines(R"(
    0 a starts desk/0
    0 b starts desk/1
    10 desk/0 is without officer
    10 c starts desk/1
    20 d starts desk/1
    25 desk/0 is open
    25 e starts desk/0
  )"));
}

TEST(Bank, AServerThatIsToCloseCanStayOpenAfterAll) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1);
  port.come(0, 2, {{desk, 10}});
  port.at(4, [&] { port.bank_at(desk).set_server(0, ServerState::no_officer); });
  port.at(5, [&] { EXPECT_EQ(port.bank_at(desk).open_servers(), 0U); });
  port.at(6, [&] { port.bank_at(desk).set_server(0, ServerState::open); });
  port.at(7, [&] { EXPECT_EQ(port.bank_at(desk).open_servers(), 1U); });
  port.run();
  EXPECT_EQ(port.told({"starts", "is"}), lines(R"(
    0 a starts desk/0
    10 b starts desk/0
  )"));
}

TEST(Bank, AClosedServerHoldsWhoCannotGoOn) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1);
  const NodeId room = port.room("room", 1);
  port.come({.comes = 0, .way = {{room, 20}}});
  port.come({.comes = 0, .way = {{desk, 5}, {room, 1}}});
  port.at(8, [&] { port.bank_at(desk).set_server(0, ServerState::closed_by_hours); });
  port.run();
  EXPECT_EQ(port.told({"ends", "blocked", "is", "starts"}), lines(R"(
    0 a starts room
    0 b starts desk/0
    5 b ends desk/0
    5 b blocked by room
    20 a ends room
    20 b starts room
    20 desk/0 is closed by hours
    21 b ends room
  )"));
}

// Whichever is opened first.
TEST(Bank, OfBanksThatOpenTogetherTheOneWaitedAtLongestComesFirst) {
  for (const bool a_first : {true, false}) {
    ToyPort port;
    const NodeId desks[] = {port.bank("one", 1), port.bank("other", 1)};
    const NodeId last = port.bank("last", 1);
    const auto set = [&](std::size_t desk, ServerState state) { port.bank_at(desks[desk]).set_server(0, state); };
    port.at(0, [&] { set(0, ServerState::not_opened), set(1, ServerState::not_opened); });
    port.come({.comes = 1, .way = {{desks[1], 5}, {last, 3}}});
    port.come({.comes = 2, .way = {{desks[0], 5}, {last, 3}}});
    port.at(10, [&] { set(a_first ? 0 : 1, ServerState::open), set(a_first ? 1 : 0, ServerState::open); });
    port.run();
    EXPECT_EQ(port.told({"starts"}), lines(R"(
    10 a starts other/0
    10 b starts one/0
    15 a starts last/0
    18 b starts last/0
  )"));
  }
}

// It has been empty meanwhile: who left it does not count.
TEST(Bank, NobodyHasWaitedSinceAQueueWasEmpty) {
  ToyPort port;
  const NodeId desks[] = {port.bank("one", 1), port.bank("other", 1)};
  port.at(0, [&] {
    for (const NodeId desk : desks) port.bank_at(desk).set_server(0, ServerState::not_opened);
  });
  port.come({.comes = 1, .way = {{desks[0], 5}}, .patience = 2});
  port.come({.comes = 4, .way = {{desks[1], 5}}});
  port.come({.comes = 5, .way = {{desks[0], 5}}});
  port.at(10, [&] {
    for (const NodeId desk : desks) port.bank_at(desk).set_server(0, ServerState::open);
  });
  port.run();
  EXPECT_EQ(port.told({"starts", "gives"}), lines(R"(
    3 a gives up
    10 b starts other/0
    10 c starts one/0
  )"));
}

TEST(Bank, WhatOpensAndShutsAtOneInstantTakesNobody) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1);
  port.at(0, [&] { port.bank_at(desk).set_server(0, ServerState::not_opened); });
  port.come({.comes = 1, .way = {{desk, 5}}});
  port.at(10, [&] {
    port.bank_at(desk).set_server(0, ServerState::open);
    port.bank_at(desk).set_server(0, ServerState::device_down);
  });
  port.at(20, [&] { port.bank_at(desk).set_server(0, ServerState::open); });
  port.run();
  EXPECT_EQ(port.told({"starts"}), lines("20 a starts desk/0"));
}

TEST(Bank, TurningBackSparesThoseWhomSomebodyHasChecked) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1);
  port.come(0, 4, {{desk, 10}});
  port.at(1, [&] { port.flow.entity(2).checked = true; });
  port.at(2, [&] { port.bank_at(desk).turn_back_queue(); });
  port.run();
  EXPECT_EQ(port.told({"starts", "turned", "leaves"}), lines(R"(
    0 a starts desk/0
    2 b turned back
    2 d turned back
    10 a leaves
    10 c starts desk/0
    20 c leaves
  )"));
}

}  // namespace
}  // namespace crossflow::test

// A line for each server: which one people choose, and when they change. Times are ticks.
#include <gtest/gtest.h>

#include "sim/kernel/bank.hpp"
#include "tests/kernel/toy_port.hpp"

namespace crossflow::test {
namespace {

const Rules lines_per_server{.line_per_server = true};

TEST(BankLines, TheShortestLineIsChosenAndTheFirstOfEquals) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 3, lines_per_server);
  for (const Tick takes : {10, 20, 30}) port.come({.comes = 0, .way = {{desk, takes}}});
  port.come(1, 4, {{desk, 5}});
  port.run();
  EXPECT_EQ(port.told({"joins", "starts"}), lines(R"(
    0 a joins desk/0
    0 a starts desk/0
    0 b joins desk/1
    0 b starts desk/1
    0 c joins desk/2
    0 c starts desk/2
    1 d joins desk/0
    1 e joins desk/1
    1 f joins desk/2
    1 g joins desk/0
    10 d starts desk/0
    15 g starts desk/0
    20 e starts desk/1
    30 f starts desk/2
  )")) << "nobody changes lines, even when another is empty";
}

TEST(BankLines, ALineCountsWhoIsBeingServedAtItsServer) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 2, lines_per_server);
  port.come({.comes = 0, .way = {{desk, 10}}, .persons = 3});
  port.come({.comes = 0, .way = {{desk, 10}}});
  port.come({.comes = 1, .way = {{desk, 10}}});  // 3 persons at 0, 1 at 1
  port.come({.comes = 1, .way = {{desk, 10}}});  // 3 and 2
  port.come({.comes = 1, .way = {{desk, 10}}});  // 3 and 3: the first of equals
  port.run();
  EXPECT_EQ(port.told({"joins"}), lines(R"(
    0 a joins desk/0
    0 a joins desk/0
    0 a joins desk/0
    0 b joins desk/1
    1 c joins desk/1
    1 d joins desk/1
    1 e joins desk/0
  )"));
}

TEST(BankLines, TheLastOfALineJockeysToOneThatIsShorterByEnough) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 2, {.line_per_server = true, .jockeying = 2});
  port.come({.comes = 0, .way = {{desk, 50}}});                              // a at 0
  port.come({.comes = 0, .way = {{desk, 4}}});                               // b at 1
  for (int i = 0; i < 4; ++i) port.come({.comes = 1, .way = {{desk, 10}}});  // c0 d1 e0 f1
  port.run();
  // 0: a c e (3); 1: b d f (3). At 4 b goes: 1 has d f (2), one less than 0: nobody moves. At 14 d goes: 1 has f (1),
  // two less: e, the last of line 0, moves. At 24 f goes: 1 serves e (1), 0 has a c (2): one less. At 34 e goes: 1 is
  // empty, c moves and starts.
  EXPECT_EQ(port.told({"starts", "moves"}), lines(R"(
    0 a starts desk/0
    0 b starts desk/1
    4 d starts desk/1
    14 f starts desk/1
    14 e moves to desk/1
    24 e starts desk/1
    34 c moves to desk/1
    34 c starts desk/1
  )"));
}

TEST(BankLines, WhoStandsInAClosingLineChangesAtOnce) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 2, lines_per_server);
  port.come(0, 6, {{desk, 10}});  // a c e at 0, b d f at 1
  port.at(3, [&] { port.bank_at(desk).set_server(0, ServerState::no_officer); });
  port.come({.comes = 5, .way = {{desk, 10}}});  // g chooses the only open one
  port.run();
  EXPECT_EQ(port.told({"starts", "moves", "is"}), lines(R"(
    0 a starts desk/0
    0 b starts desk/1
    3 c moves to desk/1
    3 e moves to desk/1
    10 desk/0 is without officer
    10 d starts desk/1
    20 f starts desk/1
    30 c starts desk/1
    40 e starts desk/1
    50 g starts desk/1
  )"));
}

TEST(BankLines, WhoWaitsWhenAllServersAreClosedIsServedByWhicheverOpens) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 2, lines_per_server);
  port.at(0, [&] {
    port.bank_at(desk).set_server(0, ServerState::not_opened);
    port.bank_at(desk).set_server(1, ServerState::not_opened);
  });
  port.come(1, 2, {{desk, 10}});
  port.at(5, [&] { port.bank_at(desk).set_server(1, ServerState::open); });
  port.run();
  EXPECT_EQ(port.told({"starts", "leaves"}), lines(R"(
    5 a starts desk/1
    15 a leaves
    15 b starts desk/1
    25 b leaves
  )"));
  EXPECT_EQ(port.flow.alive(), 0) << "somebody stands in the line of a closed server for ever";
}

TEST(BankLines, SoAreThoseWhoseServersHaveAllClosed) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 2, {.line_per_server = true, .jockeying = 2});
  port.come(0, 4, {{desk, 10}});
  port.at(3, [&] {
    port.bank_at(desk).set_server(0, ServerState::not_opened);
    port.bank_at(desk).set_server(1, ServerState::not_opened);
  });
  port.at(30, [&] { port.bank_at(desk).set_server(0, ServerState::open); });
  port.run();
  EXPECT_EQ(port.flow.alive(), 0) << "somebody stands in the line of a closed server for ever";
}

}  // namespace
}  // namespace crossflow::test

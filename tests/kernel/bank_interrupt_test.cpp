// Services that are broken off. Times are ticks.
#include <gtest/gtest.h>

#include "sim/kernel/bank.hpp"
#include "tests/kernel/toy_port.hpp"

namespace crossflow::test {
namespace {

const Rules may_interrupt{.may_interrupt = true};

// Closes the server and breaks off what goes on there.
void stop(ToyPort& port, NodeId desk, Tick at, bool expected = true, std::uint16_t server = 0) {
  port.at(at, [&port, desk, expected, server] {
    port.bank_at(desk).set_server(server, ServerState::no_officer);
    EXPECT_EQ(port.bank_at(desk).interrupt(server), expected);
  });
}
void open(ToyPort& port, NodeId desk, Tick at) {
  port.at(at, [&port, desk] { port.bank_at(desk).set_server(0, ServerState::open); });
}

TEST(BankInterrupt, GoesOnFirstWithWhatIsLeft) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1, may_interrupt);
  port.come({.comes = 0, .way = {{desk, 10}}});
  port.come({.comes = 1, .way = {{desk, 10}}});
  stop(port, desk, 4);
  open(port, desk, 9);
  port.run();
  EXPECT_EQ(port.told({"starts", "broken", "ends"}), lines(R"(
    0 a starts desk/0
    4 a broken off at desk/0
    9 a starts desk/0
    15 a ends desk/0
    15 b starts desk/0
    25 b ends desk/0
  )"));
}

TEST(BankInterrupt, OfAPartyWhatIsDoneCountsForTheFirst) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1, may_interrupt);
  port.come({.comes = 0, .way = {{desk, 10}}, .persons = 2});
  stop(port, desk, 14);
  open(port, desk, 20);
  port.run();
  EXPECT_EQ(port.told({"broken", "ends"}), lines(R"(
    14 a broken off at desk/0
    14 a broken off at desk/0
    26 a ends desk/0
    26 a ends desk/0
  )"));
}

TEST(BankInterrupt, AnotherServerThatIsFreeGoesOnAtOnce) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 2, may_interrupt);
  port.come({.comes = 0, .way = {{desk, 10}}});
  stop(port, desk, 4);
  port.run();
  EXPECT_EQ(port.told({"starts", "ends"}), lines(R"(
    0 a starts desk/0
    4 a starts desk/1
    10 a ends desk/1
  )"));
}

TEST(BankInterrupt, GoesToTheHeadOfALineThatIsOpen) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 2, {.line_per_server = true, .may_interrupt = true});
  port.come(0, 3, {{desk, 10}});
  stop(port, desk, 4);
  port.run();
  EXPECT_EQ(port.told({"starts", "broken", "moves", "ends"}), lines(R"(
    0 a starts desk/0
    0 b starts desk/1
    4 a broken off at desk/0
    4 a moves to desk/1
    4 c moves to desk/1
    10 b ends desk/1
    10 a starts desk/1
    16 a ends desk/1
    16 c starts desk/1
    26 c ends desk/1
  )"));
}

TEST(BankInterrupt, GoesToALineThatOpensAtTheInstantAtWhichTheLastCloses) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 2, {.line_per_server = true, .may_interrupt = true});
  port.at(0, [&] { port.bank_at(desk).set_server(1, ServerState::no_officer); });
  port.come(0, 1, {{desk, 10}});
  stop(port, desk, 4);
  port.at(4, [&] { port.bank_at(desk).set_server(1, ServerState::open); });
  port.run();
  EXPECT_EQ(port.told({"starts", "broken", "ends"}), lines(R"(
    0 a starts desk/0
    4 a broken off at desk/0
    4 a starts desk/1
    10 a ends desk/1
  )"));
}

TEST(BankInterrupt, GoOnInTheOrderInWhichTheyCame) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 3, may_interrupt);
  for (const Tick comes : {0, 1, 2, 3}) port.come({.comes = comes, .way = {{desk, 10}}});
  for (const std::uint16_t server : {std::uint16_t{2}, std::uint16_t{0}, std::uint16_t{1}})
    stop(port, desk, 7, true, server);
  open(port, desk, 20);
  port.run();
  EXPECT_EQ(port.told({"starts", "ends"}), lines(R"(
    0 a starts desk/0
    1 b starts desk/1
    2 c starts desk/2
    20 a starts desk/0
    23 a ends desk/0
    23 b starts desk/0
    27 b ends desk/0
    27 c starts desk/0
    32 c ends desk/0
    32 d starts desk/0
    42 d ends desk/0
  )"));
}

TEST(BankInterrupt, WhoIsBrokenOffTwiceIsNotOvertaken) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 2, may_interrupt);
  for (const Tick comes : {0, 1, 2}) port.come({.comes = comes, .way = {{desk, 10}}});
  stop(port, desk, 4);                                                       // a
  stop(port, desk, 5, true, 1);                                              // b
  open(port, desk, 6);                                                       // a goes on
  port.at(7, [&] { port.bank_at(desk).set_server(1, ServerState::open); });  // b goes on
  stop(port, desk, 8, true, 1);
  stop(port, desk, 9);
  open(port, desk, 10);
  port.run();
  EXPECT_EQ(port.told({"starts"}), lines(R"(
    0 a starts desk/0
    1 b starts desk/1
    6 a starts desk/0
    7 b starts desk/1
    10 a starts desk/0
    13 b starts desk/0
    18 c starts desk/0
  )"));
}

TEST(BankInterrupt, TheirRankGoesBeforeTheirOrder) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 2, {.levels = 2, .may_interrupt = true});
  port.come({.comes = 0, .way = {{desk, 10}}, .level = 1});
  port.come({.comes = 1, .way = {{desk, 10}}, .level = 0});
  port.come({.comes = 2, .way = {{desk, 10}}, .level = 0});
  port.come({.comes = 3, .way = {{desk, 10}}, .level = 1});
  stop(port, desk, 4);
  stop(port, desk, 4, true, 1);
  open(port, desk, 6);
  port.run();
  EXPECT_EQ(port.told({"starts"}), lines(R"(
    0 a starts desk/0
    1 b starts desk/1
    6 b starts desk/0
    13 c starts desk/0
    23 a starts desk/0
    29 d starts desk/0
  )"));
}

TEST(BankInterrupt, NobodyOrSomebodyWhoIsDoneStays) {
  ToyPort port;
  const NodeId desk = port.bank("desk", 1, may_interrupt);
  const NodeId room = port.room("room", 1);
  stop(port, desk, 1, false);
  open(port, desk, 2);
  port.come({.comes = 3, .way = {{desk, 10}, {room, 100}}});
  port.come({.comes = 3, .way = {{desk, 10}, {room, 100}}});
  stop(port, desk, 50, false);  // b is done at 23 and finds the room full
  port.run();
  EXPECT_EQ(port.told({"ends", "broken"}), lines(R"(
    13 a ends desk/0
    23 b ends desk/0
    113 a ends room
    213 b ends room
  )"));
}

}  // namespace
}  // namespace crossflow::test

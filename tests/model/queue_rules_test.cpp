// Every rule of a queue, in a port small enough to work out by hand. Times are seconds.
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

const std::set<std::string> starts{"starts"};

TEST(QueueRules, OneLineForAllServers) {
  const Replay run = Small{.stations = "  desk: {kind: counter, servers: 2, service: 10 s}",
                           .way = "[desk, leave]",
                           .people = {"0 local", "1 local", "2 local", "3 local", "30 local"}}
                         .run();
  EXPECT_EQ(run.told({"arrives", "joins", "starts", "ends", "leaves"}), lines(R"(
    0 a arrives
    0 a joins desk
    0 a starts desk/0
    1 b arrives
    1 b joins desk
    1 b starts desk/1
    2 c arrives
    2 c joins desk
    3 d arrives
    3 d joins desk
    10 a ends desk/0
    10 a leaves
    10 c starts desk/0
    11 b ends desk/1
    11 b leaves
    11 d starts desk/1
    20 c ends desk/0
    20 c leaves
    21 d ends desk/1
    21 d leaves
    30 e arrives
    30 e joins desk
    30 e starts desk/0
    40 e ends desk/0
    40 e leaves
  )"));
  EXPECT_EQ(run.over(), 40 * second);
}

TEST(QueueRules, ServiceByClass) {
  const Replay run = Small{.stations = "  desk: {kind: counter, service: {local: 10 s, otherwise: 25 s}}",
                           .way = "[desk, leave]",
                           .people = {"0 local", "0 visitor", "0 local"}}
                         .run();
  EXPECT_EQ(run.told({"leaves"}), lines(R"(
    25 b leaves
    35 a leaves
    45 c leaves
  )")) << "people of one instant stand in an order that is drawn";
}

TEST(QueueRules, OneLinePerServerTheShortestAndTheFirstOfEquals) {
  const Replay run = Small{.stations =
                               "  desk: {kind: counter, servers: 3, service: {local: 10 s, visitor: 100 s}, "
                               "queue: {shape: one per server}}",
                           .way = "[desk, leave]",
                           .people = {"0 visitor", "1 local", "2 visitor", "3 local", "4 local", "5 local", "12 local"}}
                         .run();
  // At 12 lines 0 and 2 have two persons each, line 1 has e alone.
  EXPECT_EQ(run.told({"joins", "starts"}), lines(R"(
    0 a joins desk/0
    0 a starts desk/0
    1 b joins desk/1
    1 b starts desk/1
    2 c joins desk/2
    2 c starts desk/2
    3 d joins desk/0
    4 e joins desk/1
    5 f joins desk/2
    11 e starts desk/1
    12 g joins desk/1
    21 g starts desk/1
    100 d starts desk/0
    102 f starts desk/2
  )"));
}

// While none is open nobody stands in a line.
TEST(QueueRules, WhoWaitsForTheOpeningChoosesAmongAllLinesThatOpen) {
  Small small{.stations =
                  "  desk: {kind: counter, servers: 3, service: 10 s, queue: {shape: one per server}, "
                  "open: {\"00:00\": 0, \"00:05\": 2}}",
              .way = "[desk, leave]",
              .people = {"0 local", "1 local", "2 local", "305 local"}};
  const std::string rightly = lines(R"(
    300 a starts desk/0
    300 b moves to desk/1
    300 b starts desk/1
    310 c starts desk/0
    310 d starts desk/1
  )");
  EXPECT_EQ(small.run().told({"starts", "moves"}), rightly);
  small.stations =
      "  desk: {kind: counter, servers: 2, service: 10 s, queue: {shape: one per server}, "
      "post: {skill: immigration}}";
  small.head = "officers: {immigration: {shifts: {a: {from: \"00:05\", until: \"01:00\", officers: 2}}}}\n";
  EXPECT_EQ(small.run().told({"starts", "moves"}), rightly) << "manned at one instant";
}

// At 600 the officer of both desks is due on a break and its relief still serves b, who so joins while no line is open.
TEST(QueueRules, WhoComesWhileNoLineIsOpenChoosesEvenIfOneOpensAtThatInstant) {
  const Replay run = Small{.stations =
                               "  first: {kind: counter, service: 5 min, post: {skill: x}}\n"
                               "  desk: {kind: counter, servers: 2, service: 10 min, queue: {shape: one per server}, "
                               "post: {skill: x, servers: 2, rank: 3}}",
                           .way = "[first, desk, leave]",
                           .people = {"0 local", "300 local"},
                           .head =
                               "officers: {x: {shifts: {s: {from: \"00:00\", until: \"02:00\", officers: 2, "
                               "breaks: [{at: \"00:10\", takes: 15 min, groups: 2}]}}}}\n"}
                         .run();
  EXPECT_EQ(run.told({"starts"}), lines(R"(
    0 a starts first/0
    300 a starts desk/0
    300 b starts first/0
    600 b starts desk/1
  )"));
}

TEST(QueueRules, WhoLeavesAClosedLineGoesToNoneThatClosesAtThatInstant) {
  const Replay run = Small{.stations =
                               "  desk: {kind: counter, servers: 3, service: {local: 10 min, visitor: 10 s}, "
                               "queue: {shape: one per server}, open: {\"00:00\": 3, \"00:05\": 1}}",
                           .way = "[desk, leave]",
                           .people = {"0 local", "1 local", "2 visitor", "3 local", "4 local"}}
                         .run();
  // At 300 desk/2 has nobody, and shuts with desk/1, in whose line e stands.
  EXPECT_EQ(run.told({"starts", "moves"}), lines(R"(
    0 a starts desk/0
    1 b starts desk/1
    2 c starts desk/2
    300 e moves to desk/0
    600 d starts desk/0
    1200 e starts desk/0
  )"));
}

TEST(QueueRules, WhoWaitedForTheOpeningChoosesALineInTheOrderOfJoining) {
  const Replay run = Small{.stations =
                               "  desk: {kind: counter, servers: 2, service: 20 min, queue: {shape: one per server}, "
                               "open: {\"00:00\": 2, \"00:05\": 0, \"00:10\": 2}}",
                           .way = "[desk, leave]",
                           .people = {"0 local", "1 local", "2 local", "3 local", "400 local"}}
                         .run();
  EXPECT_EQ(run.told({"starts"}), lines(R"(
    0 a starts desk/0
    1 b starts desk/1
    1200 c starts desk/0
    1201 d starts desk/1
    2400 e starts desk/0
  )"));
}

TEST(QueueRules, PriorityInterruptsNobody) {
  const Replay run = Small{.stations = "  desk: {kind: counter, service: 10 s, queue: {first: [{class: visitor}]}}",
                           .way = "[desk, leave]",
                           .people = {"0 local", "1 local", "2 visitor", "3 local", "15 visitor"}}
                         .run();
  EXPECT_EQ(run.told(starts), lines(R"(
    0 a starts desk/0
    10 c starts desk/0
    20 e starts desk/0
    30 b starts desk/0
    40 d starts desk/0
  )"));
}

TEST(QueueRules, AFullQueueHoldsPeopleInTheHallAndAtItsServersBefore) {
  const Replay run = Small{.stations =
                               "  hall: {kind: hall, walk: {distance: 5 m, speed: 1 m/s}, space: 2 persons}\n"
                               "  desk: {kind: counter, service: 10 s, queue: {space: 1 person}}",
                           .way = "[hall, desk, leave]",
                           .people = {"0 local", "0 local", "1 local", "2 local", "3 local", "4 local"}}
                         .run();
  // The hall holds two. a and b walk; the others wait outside. At 5 a is served, b waits in the queue, c and d walk in;
  // at 10 they find the queue full and stay in the hall until 15 and 25. The first of those outside stands at the door.
  EXPECT_EQ(run.told({"joins", "starts", "blocked"}), lines(R"(
    0 a starts hall
    0 b starts hall
    1 c blocked by hall
    2 d joins people
    3 e joins people
    4 f joins people
    5 a joins desk
    5 a starts desk/0
    5 b joins desk
    5 c starts hall
    5 d starts hall
    5 e blocked by hall
    10 c blocked by desk
    10 d blocked by desk
    15 b starts desk/0
    15 c joins desk
    15 e starts hall
    15 f blocked by hall
    20 e blocked by desk
    25 c starts desk/0
    25 d joins desk
    25 f starts hall
    30 f blocked by desk
    35 d starts desk/0
    35 e joins desk
    45 e starts desk/0
    45 f joins desk
    55 f starts desk/0
  )"));
}

TEST(QueueRules, AFullQueueHoldsWhoIsDoneAndTheServer) {
  const Replay run = Small{.stations =
                               "  first: {kind: counter, service: 2 s, task: first}\n"
                               "  second: {kind: counter, service: 10 s, queue: {space: 1 person}, task: second}",
                           .way = "[first, second, leave]",
                           .people = {"0 local", "0 local", "0 local", "0 local"}}
                         .run();
  EXPECT_EQ(run.told({"starts", "blocked", "leaves"}), lines(R"(
    0 a starts first/0
    2 a starts second/0
    2 b starts first/0
    4 c starts first/0
    6 c blocked by second
    12 a leaves
    12 b starts second/0
    12 d starts first/0
    14 d blocked by second
    22 b leaves
    22 c starts second/0
    32 c leaves
    32 d starts second/0
    42 d leaves
  )"));
}

TEST(QueueRules, NoSpaceAtAllMeansThatAServerMustBeFree) {
  const Replay run = Small{.stations = "  desk: {kind: counter, servers: 2, service: 10 s, queue: {space: 0 persons}}",
                           .way = "[desk, leave]",
                           .people = {"0 local", "1 local", "2 local", "3 local"}}
                         .run();
  EXPECT_EQ(run.told({"starts", "blocked", "joins"}), lines(R"(
    0 a joins desk
    0 a starts desk/0
    1 b joins desk
    1 b starts desk/1
    2 c blocked by desk
    3 d joins people
    10 c joins desk
    10 c starts desk/0
    10 d blocked by desk
    11 d joins desk
    11 d starts desk/1
  )"));
}

TEST(QueueRules, SpaceDoesNotCountThoseInService) {
  const Replay run = Small{.stations = "  desk: {kind: counter, servers: 2, service: 10 s, queue: {space: 2 persons}}",
                           .way = "[desk, leave]",
                           .people = {"0 local", "0 local", "0 local", "0 local", "0 local"}}
                         .run();
  EXPECT_EQ(run.told({"joins", "blocked"}), lines(R"(
    0 a joins desk
    0 b joins desk
    0 c joins desk
    0 d joins desk
    0 e blocked by desk
    10 e joins desk
  )"));
}

TEST(QueueRules, JockeyingToALineThatIsShorterByEnough) {
  const Replay run = Small{.stations =
                               "  desk: {kind: counter, servers: 2, service: {local: 10 s, visitor: 100 s}, "
                               "queue: {shape: one per server, jockeying: 2 persons}}",
                           .way = "[desk, leave]",
                           .people = {"0 visitor", "1 local", "2 local", "3 local", "4 local"}}
                         .run();
  // Lines: a c e and b d. At 11 b goes: line 1 has d (1), line 0 three: e changes. At 21 d goes; at 31 e goes: line 1
  // is empty, line 0 has a c: c changes and is served.
  EXPECT_EQ(run.told({"starts", "moves"}), lines(R"(
    0 a starts desk/0
    1 b starts desk/1
    11 d starts desk/1
    11 e moves to desk/1
    21 e starts desk/1
    31 c moves to desk/1
    31 c starts desk/1
  )"));
}

TEST(QueueRules, WithoutJockeyingNobodyChangesLines) {
  const Replay run = Small{.stations =
                               "  desk: {kind: counter, servers: 2, service: {local: 10 s, visitor: 100 s}, "
                               "queue: {shape: one per server}}",
                           .way = "[desk, leave]",
                           .people = {"0 visitor", "1 local", "2 local"}}
                         .run();
  EXPECT_EQ(run.told({"starts", "moves"}), lines("0 a starts desk/0 \n 1 b starts desk/1 \n 100 c starts desk/0"));
}

TEST(QueueRules, WhoSeesAQueueThatIsTooLongTurnsAway) {
  const Replay run = Small{.stations = "  desk: {kind: counter, service: 10 s, queue: {balking: {over: 1 person}}}",
                           .way = "[desk, leave]",
                           .people = {"0 local", "1 local", "2 local", "3 local", "11 local"}}
                         .run();
  // One waits: that is not over one. Two wait: over one.
  EXPECT_EQ(run.told({"joins", "balks", "leaves"}), lines(R"(
    0 a joins desk
    1 b joins desk
    2 c joins desk
    3 d balks
    10 a leaves
    11 e joins desk
    20 b leaves
    30 c leaves
    40 e leaves
  )"));
  EXPECT_EQ(run.all().balked, 1);
  EXPECT_EQ(run.all().gave_up, 0);
}

TEST(QueueRules, AShareOfPeopleBalks) {
  std::vector<std::string> people(2000, "1 local");
  people.insert(people.begin(), {"0 local", "0 local"});
  const Replay run =
      Small{.stations = "  desk: {kind: counter, service: 1 s, queue: {balking: {over: 0 persons, share: 30%}}}",
            .way = "[desk, leave]",
            .people = people}
          .run();
  EXPECT_NEAR(static_cast<double>(run.all().balked) / 2000, 0.3, 0.04);  // four standard errors
}

TEST(QueueRules, PatienceEndsExactlyThen) {
  const Replay run = Small{.stations = "  desk: {kind: counter, service: 10 s, queue: {patience: {visitor: 12 s}}}",
                           .way = "[desk, leave]",
                           .people = {"0 local", "1 local", "2 visitor", "15 visitor", "16 local"}}
                         .run();
  // c gives up at 14, d would at 27 but is called at 20; the locals wait as long as they must.
  EXPECT_EQ(run.told({"starts", "gives", "leaves"}), lines(R"(
    0 a starts desk/0
    10 a leaves
    10 b starts desk/0
    14 c gives up
    20 b leaves
    20 d starts desk/0
    30 d leaves
    30 e starts desk/0
    40 e leaves
  )"));
  EXPECT_EQ(run.all().gave_up, 1);
  EXPECT_EQ(run.all().left, 4);
}

}  // namespace
}  // namespace crossflow::test

// Cases at the edge: doors at closing time, halls that are full because of what comes after them, the first tick.
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

// Who stands at the door (let in, but the first place is full) when the port closes is outside, and stays there.
TEST(AtTheEdge, TheOneAtTheDoorIsNotLetInAfterClosing) {
  const Replay run = Small{.stations =
                               "  desk: {kind: counter, authority: immigration, service: 90 s, queue: {space: 1 "
                               "person}}",
                           .way = "[desk, leave]",
                           .people = {"60 local", "61 local", "160 local", "161 local"},
                           .port = ", hours: \"00:01-00:03\""}
                         .run();
  EXPECT_EQ(run.told({"starts", "closes", "leaves"}), lines(R"(
    60 a starts desk/0
    150 a leaves
    150 b starts desk/0
    180 port closes
    240 b leaves
    240 c starts desk/0
    330 c leaves
  )"));
  EXPECT_EQ(run.all().outside, 1);
}

TEST(AtTheEdge, NorAfterTheQueueHasBeenTurnedBack) {
  const Replay run = Small{.stations =
                               "  desk: {kind: counter, authority: immigration, service: 90 s, queue: {space: 1 "
                               "person}}",
                           .way = "[desk, leave]",
                           .people = {"60 local", "61 local", "160 local", "161 local"},
                           .port = ", hours: \"00:01-00:03\", at closing: turn back the queue"}
                         .run();
  EXPECT_EQ(run.told({"starts", "closes", "turned", "leaves"}), lines(R"(
    60 a starts desk/0
    150 a leaves
    150 b starts desk/0
    180 port closes
    180 c turned back
    240 b leaves
  )"));
}

// The hall is full because the desk is: the root is the desk, and the pledge's clock of those behind the hall runs.
TEST(AtTheEdge, AFullHallIsNotTheRoot) {
  const Replay run = Small{.stations =
                               "  hall: {kind: hall, walk: {distance: 5 m, speed: 1 m/s}, space: 1 person}\n"
                               "  desk: {kind: counter, authority: immigration, service: 50 s, queue: {space: 0 "
                               "persons}}",
                           .way = "[hall, desk, leave]",
                           .people = {"0 local", "1 local", "20 local"}}
                         .run();
  // b is at the door from 1 to 5, because of the hall itself; c from 20 to 55, because of the desk.
  Tick at_desk = 0;
  for (const LedgerRow& row : run.rows.of<LedgerRow>())
    if (row.station == run.station("people") && row.place == run.station("desk"))
      at_desk += static_cast<Tick>(row.waiting_person_s);
  EXPECT_EQ(at_desk, 35);
  // a 5-55: 50 s. b 10-105: 95 s. c 20-155: 135 s.
  ASSERT_EQ(run.rows.of<PledgeRow>().size(), 1U);
  EXPECT_DOUBLE_EQ(run.rows.of<PledgeRow>()[0].wait_s, 280);
}

// A plan, and closed doors, hold from 00:00 on, for somebody who comes at 00:00:00 too.
TEST(AtTheEdge, ThePlanHoldsFromMidnight) {
  const Replay run = Small{.stations = "  desk: {kind: counter, servers: 2, service: 30 s, open: {\"00:00\": 1}}",
                           .way = "[desk, leave]",
                           .people = {"0 local", "0 local"}}
                         .run();
  EXPECT_EQ(run.told({"starts"}), lines("0 a starts desk/0\n30 b starts desk/0"));
}

// With a full queue at closing, those held in the hall because of it go back as well: nobody unchecked starts any more.
TEST(AtTheEdge, WhoIsHeldUpstreamOfAFullQueueGoesBackToo) {
  const Replay run = Small{.stations =
                               "  hall: {kind: hall, walk: {distance: 1 m, speed: 1 m/s}}\n"
                               "  desk: {kind: counter, authority: immigration, service: 90 s, queue: {space: 1 "
                               "person}}",
                           .way = "[hall, desk, leave]",
                           .people = {"60 local", "61 local", "62 local", "63 local"},
                           .port = ", hours: \"00:01-00:02\", at closing: turn back the queue"}
                         .run();
  EXPECT_EQ(run.told({"starts", "closes", "turned", "leaves"}), lines(R"(
    60 a starts hall
    61 a starts desk/0
    61 b starts hall
    62 c starts hall
    63 d starts hall
    120 port closes
    120 b turned back
    120 c turned back
    120 d turned back
    151 a leaves
  )"));
}

// A long line under a maximum flow costs no more for each person than a short one.
TEST(AtTheEdge, ALongLineUnderAMaximumFlow) {
  Small small{.stations = "  desk: {kind: counter, service: 100 ms}", .way = "[desk, leave]", .people = {}};
  for (int i = 0; i < 20'000; ++i) small.people.push_back("1 local");
  small.source = ", maximum flow: 2 persons/s";
  const Replay run = small.run();
  EXPECT_EQ(to_seconds(run.over()), 10000.6);  // the first at 1 s, then one each half second
}

// A party of three stands in the door, since a queue of two is full for it; behind it one comes from another desk.
TEST(Closing, WhoStoodBehindAPartyInTheDoorComesInWhenDoorsShut) {
  Small small{
      .stations =
          "  a: {kind: counter, service: 5 s}\n"
          "  b: {kind: counter, service: 60 s, queue: {space: 2 persons}, open: {\"00:00\": 0, \"00:10\": 1}}\n",
      .way = "[b, leave]",
      .people = {"10 visitor 3"}};
  small.port = ", hours: \"00:00-00:05\"";
  small.demand = "  others: {recorded: {table: others.csv}, direction: in, route: other}\n";
  small.routes = "  other: [a, b, leave]\n";
  Files files = small.files();
  files["others.csv"] = recorded({"20 local"});
  EXPECT_EQ(run_text(small.yaml(), files).told({"joins"}), lines(R"(
    20 a joins a
    300 A joins people
    300 B joins people
    300 C joins people
    300 a joins b
  )"));
}

// In the queues of both desks stands somebody who goes back, and before each is held one who has been checked: the
// visitor for longer. When both desks open, at that instant, he is the first at his and so at the last one.
TEST(Closing, WhoHasBeenHeldLongestComesInFirst) {
  for (const auto& [of_local, of_visitor] : {std::pair<std::string, std::string>{"a", "z"}, {"z", "a"}}) {
    const std::string shut =
        ": {kind: counter, service: 60 s, queue: {space: 1 persons}, open: {\"00:00\": 0, \"00:05\": 1}}\n";
    const std::string choice = "{choose: [{class: local, to: " + of_local + "}, {to: " + of_visitor + "}]}";
    Small small{.stations = "  first: {kind: counter, servers: 2, authority: immigration, service: 10 s}\n  " +
                            of_local + shut + "  " + of_visitor + shut + "  last: {kind: counter, service: 60 s}",
                .way = "[first, " + choice + ", last, leave]",
                .people = {"10 visitor", "15 local"},
                .port = ", hours: \"00:00-00:05\", at closing: turn back the queue"};
    small.demand = "  others: {recorded: {table: others.csv}, direction: in, route: other}\n";
    small.routes = "  other: [" + choice + ", leave]\n";
    Files files = small.files();
    files["others.csv"] = recorded({"1 local", "1 visitor"});
    EXPECT_EQ(run_text(small.yaml(), files).told({"starts"}),
              lines("10 A starts first/0\n"
                    "15 B starts first/1\n"
                    "300 A starts " +
                    of_visitor + "/0\n" + "300 B starts " + of_local + "/0\n" +
                    "360 A starts last/0\n"
                    "420 B starts last/0\n"));
  }
}

// The first car's passenger is held in the bay before a full counter; the second car waits for that bay. All who have
// not been checked go back, whichever of the two places is told first.
TEST(Closing, WhatIsFreedByThoseWhoGoBackTakesNobodyWhoGoesBackToo) {
  for (const std::string counter : {"a", "z"}) {
    const Replay run = run_text(
        "crossflow: 1\ndate: 2024-01-01\nclasses: {visitor: {}, car: {kind: vehicle, length: 5 m}}\n"
        "port: {name: p, hours: \"00:00-00:10\", at closing: turn back the queue}\n"
        "demand: {cars: {recorded: {table: cars.csv}, direction: in, route: way, carries: {number: 1, mix: {visitor: "
        "1}}}}\nstations:\n  set-down: {kind: coach-set-down}\n  " +
            counter +
            ": {kind: counter, service: 60 s, open: {\"00:00\": 0}, queue: {space: 0 persons}}\n"
            "routes: {way: [set-down, {class: visitor, to: " +
            counter + "}, leave]}\n",
        {{"cars.csv", "time,class\n00:01,car\n00:02,car\n"}});
    EXPECT_EQ(run.count(EventKind::started, "set-down"), 2U) << counter << ": the first car and its passenger";
  }
}

}  // namespace
}  // namespace crossflow::test

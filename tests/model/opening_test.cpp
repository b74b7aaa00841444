// Opening hours, what happens at closing, and servers by time of day. Times are seconds.
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

const std::set<std::string> all_that_matters{"joins", "starts", "leaves", "turned", "opens", "closes"};

/// A port open from 00:01 to 00:03 that lets in one person in 30 s, with a desk that takes 50 s for each.
Small keeping_hours(const std::string& at_closing, const std::vector<std::string>& people) {
  return Small{.stations = "  desk: {kind: counter, authority: immigration, service: 50 s}",
               .way = "[desk, leave]",
               .people = people,
               .source = ", maximum flow: 2 persons/min",
               .port = ", hours: \"00:01-00:03\", at closing: " + at_closing};
}

TEST(Opening, BeforeOpeningEverybodyWaitsOutside) {
  const Replay run = Small{.stations = "  desk: {kind: counter, service: 10 s}",
                           .way = "[desk, leave]",
                           .people = {"5 local", "7 local", "60 local", "61 local"},
                           .port = ", hours: \"00:01-00:03\""}
                         .run();
  EXPECT_EQ(run.told(all_that_matters), lines(R"(
    5 a joins people
    7 b joins people
    60 port opens
    60 a joins desk
    60 a starts desk/0
    60 b joins desk
    60 c joins desk
    61 d joins desk
    70 a leaves
    70 b starts desk/0
    80 b leaves
    80 c starts desk/0
    90 c leaves
    90 d starts desk/0
    100 d leaves
    180 port closes
  )"));
  EXPECT_EQ(run.all().inside_at_closing, 0);
}

TEST(Opening, ClearThoseInside) {
  const Replay run =
      keeping_hours("clear those inside", {"10 local", "20 local", "100 local", "101 local", "102 local", "200 local"})
          .run();
  EXPECT_EQ(run.told(all_that_matters), lines(R"(
    10 a joins people
    20 b joins people
    60 port opens
    60 a joins desk
    60 a starts desk/0
    90 b joins desk
    100 c joins people
    101 d joins people
    102 e joins people
    110 a leaves
    110 b starts desk/0
    120 c joins desk
    150 d joins desk
    160 b leaves
    160 c starts desk/0
    180 port closes
    200 f joins people
    210 c leaves
    210 d starts desk/0
    260 d leaves
  )")) << "the doors close before e's turn at 180; f comes too late";
  EXPECT_EQ(run.all().inside_at_closing, 2);
  EXPECT_EQ(run.all().outside, 2);
  EXPECT_EQ(run.all().left, 4);
  EXPECT_EQ(run.all().inside, 0);
  EXPECT_DOUBLE_EQ(run.all().last_check_s, 210);
  EXPECT_DOUBLE_EQ(run.all().last_clearance_s, 260);
}

TEST(Opening, TurnBackTheQueue) {
  const Replay run =
      keeping_hours("turn back the queue", {"10 local", "20 local", "100 local", "101 local", "102 local", "200 local"})
          .run();
  EXPECT_EQ(run.told({"starts", "turned", "leaves", "closes"}), lines(R"(
    60 a starts desk/0
    110 a leaves
    110 b starts desk/0
    160 b leaves
    160 c starts desk/0
    180 port closes
    180 d turned back
    210 c leaves
  )"));
  EXPECT_EQ(run.all().turned_back, 1);
  EXPECT_EQ(run.all().outside, 2);
  EXPECT_EQ(run.all().inside_at_closing, 2);
}

TEST(Opening, WhoIsStillOnTheWayToTheFirstQueueGoesBackWhoWasCheckedDoesNot) {
  const Replay run = Small{.stations =
                               "  hall: {kind: hall, walk: {distance: 20 m, speed: 1 m/s}}\n"
                               "  desk: {kind: counter, authority: immigration, service: 30 s}\n"
                               "  table: {kind: search, service: 40 s}",
                           .way = "[hall, desk, table, leave]",
                           .people = {"60 local", "90 local", "120 local", "130 local", "170 local"},
                           .port = ", hours: \"00:01-00:03\", at closing: turn back the queue"}
                         .run();
  // a: hall to 80, desk to 110, table to 150. b: desk 110-140, table 150-190. c: desk 140-170, waits for the table.
  // d: at the desk from 170 to 200, after closing. e walks until 190.
  EXPECT_EQ(run.told({"joins", "starts", "turned", "leaves", "closes"}), lines(R"(
    60 a starts hall
    80 a joins desk
    80 a starts desk/0
    90 b starts hall
    110 a joins table
    110 a starts table/0
    110 b joins desk
    110 b starts desk/0
    120 c starts hall
    130 d starts hall
    140 b joins table
    140 c joins desk
    140 c starts desk/0
    150 a leaves
    150 b starts table/0
    150 d joins desk
    170 c joins table
    170 d starts desk/0
    170 e starts hall
    180 port closes
    190 b leaves
    190 c starts table/0
    190 e turned back
    200 d joins table
    230 c leaves
    230 d starts table/0
    270 d leaves
  )")) << "c and d have been checked by immigration";
}

TEST(Opening, ExtendUntilTheLineOutsideIsEmpty) {
  const Replay run = keeping_hours("extend until empty", {"10 local", "20 local", "100 local", "101 local", "102 local",
                                                          "103 local", "250 local"})
                         .run();
  EXPECT_EQ(run.told({"joins", "opens", "closes"}), lines(R"(
    10 a joins people
    20 b joins people
    60 port opens
    60 a joins desk
    90 b joins desk
    100 c joins people
    101 d joins people
    102 e joins people
    103 f joins people
    120 c joins desk
    150 d joins desk
    180 e joins desk
    210 f joins desk
    210 port closes
    250 g joins people
  )"));
  EXPECT_EQ(run.all().left, 6);
  EXPECT_EQ(run.all().outside, 1);
}

// While the people's line is let in after 00:02, somebody comes to the door of the others, which was empty at 00:02.
TEST(Opening, ExtendUntilNobodyStandsOutsideAnyDoor) {
  Small small{.stations = "  desk: {kind: counter, service: 40 s, queue: {space: 0 persons}}",
              .way = "[desk, leave]",
              .people = {"60 local", "61 local", "62 local"},
              .port = ", hours: \"00:01-00:02\", at closing: extend until empty"};
  small.demand = "  others: {recorded: {table: others.csv}, direction: in, route: way}\n";
  Files files = small.files();
  files["others.csv"] = recorded({"130 local", "200 local"});
  EXPECT_EQ(run_text(small.yaml(), files).told({"joins", "opens", "closes"}), lines(R"(
    60 port opens
    60 A joins desk
    62 C joins people
    100 B joins desk
    140 C joins desk
    180 a joins desk
    180 port closes
    200 b joins others
  )"));
}

// Neither the order of the sources' names nor that of their doors matters.
TEST(Opening, OfTheLinesOutsideWhoHasWaitedLongestIsLetInFirst) {
  for (const auto& [people, others] : {std::pair{"10 local", "20 local"}, {"20 local", "10 local"}}) {
    Small small{.stations = "  desk: {kind: counter, service: 40 s}",
                .way = "[desk, leave]",
                .people = {people},
                .port = ", hours: \"00:01-00:02\""};
    small.demand = "  others: {recorded: {table: others.csv}, direction: in, route: way}\n";
    Files files = small.files();
    files["others.csv"] = recorded({others});
    const std::string first = people == std::string("10 local") ? "A" : "a";
    EXPECT_EQ(run_text(small.yaml(), files).told({"starts"}),
              lines("60 " + first + " starts desk/0\n100 " + (first == "A" ? "a" : "A") + " starts desk/0\n"));
  }
}

TEST(Opening, ADayMayHaveNobodyAtItsDoors) {
  const Replay run = Small{.stations = "  desk: {kind: counter, service: 10 s}",
                           .way = "[desk, leave]",
                           .people = {"300 local"},
                           .port = ", hours: \"00:01-00:03\", at closing: extend until empty"}
                         .run();
  EXPECT_EQ(run.told(all_that_matters), lines("60 port opens\n180 port closes\n300 a joins people"));
  EXPECT_EQ(run.all().outside, 1);
}

TEST(Opening, TheNextDayLetsInWhoStoodOutside) {
  const Replay run = Small{.stations = "  desk: {kind: counter, service: 10 s}",
                           .way = "[desk, leave]",
                           .people = {"200 local"},
                           .port = ", hours: \"00:01-00:03\"",
                           .head = "days: 2\n"}
                         .run();
  EXPECT_EQ(run.told(all_that_matters), lines(R"(
    60 port opens
    180 port closes
    200 a joins people
    86460 port opens
    86460 a joins desk
    86460 a starts desk/0
    86470 a leaves
    86580 port closes
  )"));
}

TEST(Opening, ServersByTimeOfDay) {
  const Replay run = Small{
      .stations =
          "  desk: {kind: counter, servers: 3, service: 30 s, open: {\"00:00\": 1, \"00:01\": 3, "
          "\"00:02\": 2}}",
      .way = "[desk, leave]",
      .people = {
          "1 local", "1 local", "1 local", "1 local", "95 local", "96 local", "97 local",
          "98 local"}}.run();
  // One desk: a 1-31, b 31-61. From 60 three: c and d on the two that open. At 120 the third is to
  // close: it serves g until 127 and then closes.
  EXPECT_EQ(run.told({"starts", "is"}), lines(R"(
    0 desk/1 is not opened
    0 desk/2 is not opened
    1 a starts desk/0
    31 b starts desk/0
    60 desk/1 is open
    60 desk/2 is open
    60 c starts desk/1
    60 d starts desk/2
    95 e starts desk/0
    96 f starts desk/1
    97 g starts desk/2
    125 h starts desk/0
    127 desk/2 is not opened
  )"));
}

TEST(Opening, StationHoursWithinThePort) {
  const Replay run = Small{.stations = "  desk: {kind: counter, service: 30 s, hours: \"00:01-00:02\"}",
                           .way = "[desk, leave]",
                           .people = {"10 local", "95 local", "100 local"}}
                         .run();
  EXPECT_EQ(run.told({"joins", "starts", "leaves", "is"}), lines(R"(
    0 desk/0 is closed by hours
    10 a joins desk
    60 desk/0 is open
    60 a starts desk/0
    90 a leaves
    95 b joins desk
    95 b starts desk/0
    100 c joins desk
    125 b leaves
    125 desk/0 is closed by hours
  )")) << "b is served to the end; c waits for a desk that does not open again";
  EXPECT_EQ(run.all().inside, 1);
}

TEST(Opening, ALinePerServerMovesToTheServerThatStaysOpen) {
  const Replay run = Small{.stations =
                               "  desk: {kind: counter, servers: 2, service: 40 s, open: {\"00:01\": 1}, queue: "
                               "{shape: one per server}}",
                           .way = "[desk, leave]",
                           .people = {"30 local", "30 local", "31 local", "31 local"}}
                         .run();
  EXPECT_EQ(run.told({"starts", "moves", "is"}), lines(R"(
    30 a starts desk/0
    30 b starts desk/1
    60 d moves to desk/0
    70 c starts desk/0
    70 desk/1 is not opened
    110 d starts desk/0
  )"));
}

}  // namespace
}  // namespace crossflow::test

// Officers on duty: who mans which post when, with times worked out by hand.
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

// One desk, one minute a person; officers as given.
Small desk(const std::string& officers, const std::string& post, std::vector<std::string> people) {
  Small small;
  small.head = officers;
  small.stations =
      "  desk: {kind: counter, authority: immigration, service: 60 s, post: {skill: immigration" + post + "}}\n";
  small.way = "[desk, leave]";
  small.people = std::move(people);
  return small;
}

const std::string all_day =
    "officers: {immigration: {shifts: {all: {from: \"00:00\", until: \"24:00\", officers: 5}}}}\n";

// A shift from 00:01 to 00:05, with a break of a minute at 00:02.
const std::string short_shift =
    "officers: {immigration: {shifts: {s: {from: \"00:01\", until: \"00:05\", officers: 1, "
    "breaks: [{at: \"00:02\", takes: 1 min}]}}}}\n";

TEST(Duty, WithOfficersEnoughAllVisitsAreAsWithoutARoster) {
  const std::vector<std::string> people = {"0 local", "0 local", "30 local", "61 visitor", "300 local", "300 local"};
  const Replay staffed = desk(all_day, "", people).run();
  Small plain;
  plain.stations = "  desk: {kind: counter, authority: immigration, service: 60 s}\n";
  plain.way = "[desk, leave]";
  plain.people = people;
  EXPECT_EQ(staffed.told({"arrives", "joins", "starts", "ends", "leaves", "is"}),
            plain.run().told({"arrives", "joins", "starts", "ends", "leaves", "is"}));
  EXPECT_EQ(staffed.count(EventKind::officer), 5U) << "one mans the desk, four are spare";
}

TEST(Duty, ABreakWithoutRelief) {
  const Replay run = desk(short_shift, "", {"0 local", "125 local", "126 local"}).run();
  EXPECT_EQ(run.told({"starts", "officer"}), lines(R"(
    60 a starts desk/0
    60 officer 0 at post
    120 officer 0 on break
    180 b starts desk/0
    180 officer 0 at post
    240 c starts desk/0
    300 officer 0 off duty
  )"));
}

TEST(Duty, FinishesWhoeverIsServedAndTheBreakIsAsLong) {
  const Replay run = desk(short_shift, "", {"90 local", "91 local"}).run();
  EXPECT_EQ(run.told({"starts", "officer"}), lines(R"(
    60 officer 0 at post
    90 a starts desk/0
    120 officer 0 finishes
    150 officer 0 on break
    210 b starts desk/0
    210 officer 0 at post
  )"));
}

TEST(Duty, StopsAndGoesOnWithWhatIsLeft) {
  const Replay run = desk(short_shift, ", at shift end: stop", {"90 local"}).run();
  EXPECT_EQ(run.told({"starts", "officer", "broken", "ends"}), lines(R"(
    60 officer 0 at post
    90 a starts desk/0
    120 a broken off at desk/0
    120 officer 0 on break
    180 a starts desk/0
    180 officer 0 at post
    210 a ends desk/0
  )"));
}

// Two officers; the first has his break from 120 s, the second from 180 s.
const std::string two_meals =
    "officers: {immigration: {shifts: {s: {from: \"00:01\", until: \"00:06\", officers: 2, "
    "breaks: [{at: \"00:02\", takes: 1 min, groups: 2}]}}}}\n";

TEST(Duty, AReliefTakesOverWhenWhoeverIsServedHasGone) {
  const Replay run = desk(two_meals, "", {"90 local", "91 local", "92 local"}).run();
  EXPECT_EQ(run.told({"starts", "officer", "is"}), lines(R"(
    0 desk/0 is without officer
    60 desk/0 is open
    60 officer 0 at post
    60 officer 1 spare
    90 a starts desk/0
    120 officer 0 finishes
    120 officer 1 at post
    150 b starts desk/0
    150 officer 0 on break
    180 officer 1 finishes
    210 desk/0 is without officer
    210 desk/0 is open
    210 c starts desk/0
    210 officer 0 at post
    210 officer 1 on break
  )"));
}

TEST(Duty, HandsOverInTheMiddle) {
  const Replay run = desk(two_meals, ", at shift end: hand over", {"90 local", "91 local"}).run();
  EXPECT_EQ(run.told({"starts", "officer", "ends"}), lines(R"(
    60 officer 0 at post
    60 officer 1 spare
    90 a starts desk/0
    120 officer 0 on break
    120 officer 1 at post
    150 a ends desk/0
    150 b starts desk/0
    180 officer 0 at post
    180 officer 1 on break
    210 b ends desk/0
  )"));
}

TEST(Duty, OpeningTakesItsTime) {
  const Replay run = desk(short_shift, ", opens in: 20 s", {"0 local"}).run();
  EXPECT_EQ(run.told({"starts", "officer", "is"}), lines(R"(
    0 desk/0 is without officer
    60 desk/0 is changing over
    60 officer 0 changes over
    80 desk/0 is open
    80 a starts desk/0
    80 officer 0 at post
    120 officer 0 finishes
    140 desk/0 is without officer
    140 officer 0 on break
  )"));
}

TEST(Duty, AHandoverTakesItsOwnTime) {
  const Replay run = desk("officers: {immigration: {shifts: {a: {from: \"00:01\", until: \"00:02\", officers: 1}, "
                          "b: {from: \"00:02\", until: \"00:05\", officers: 1}}}}\n",
                          ", opens in: 10 s, handover: 20 s", {"125 local"})
                         .run();
  EXPECT_EQ(run.told({"starts", "officer"}), lines(R"(
    60 officer 0 changes over
    70 officer 0 at post
    120 officer 0 off duty
    120 officer 1 changes over
    140 a starts desk/0
    140 officer 1 at post
  )"));
}

TEST(Duty, NothingBeginsShortlyBeforeTheOfficerGoes) {
  const Replay run = desk("officers: {immigration: {shifts: {s: {from: \"00:01\", until: \"00:05\", officers: 1}}}}\n",
                          ", last start: 50 s", {"195 local", "200 local"})
                         .run();
  EXPECT_EQ(run.told({"starts", "officer"}), lines(R"(
    60 officer 0 at post
    195 a starts desk/0
    300 officer 0 off duty
    86460 b starts desk/0
    86460 officer 0 at post
  )"));
}

TEST(Duty, APostOfALowerRankNumberTakesTheOfficerWhoWalksThere) {
  Small small;
  small.head =
      "officers: {immigration: {shifts: {s: {from: \"00:01\", until: \"00:10\", officers: 1}}}}\n"
      "officers walk: [{between: [north, south], takes: 30 s}]\n";
  small.stations =
      "  near: {kind: counter, authority: immigration, service: 60 s, post: {skill: immigration, hall: north}}\n"
      "  far: {kind: counter, authority: immigration, service: 60 s, open: {\"00:00\": 0, \"00:03\": 1}, "
      "post: {skill: immigration, hall: south, rank: 1}}\n";
  small.way = "[near, far, leave]";
  small.people = {"0 local"};
  EXPECT_EQ(small.run().told({"starts", "officer"}), lines(R"(
    60 a starts near/0
    60 officer 0 at post
    180 officer 0 walks
    210 a starts far/0
    210 officer 0 at post
  )"));
}

TEST(Duty, ATableOfTwoWaitsForTheSecond) {
  const Replay run = desk("officers: {immigration: {shifts: {a: {from: \"00:01\", until: \"00:05\", officers: 1}, "
                          "b: {from: \"00:02\", until: \"00:05\", officers: 1}}}}\n",
                          ", officers: 2", {"0 local"})
                         .run();
  EXPECT_EQ(run.told({"starts", "officer"}), lines(R"(
    60 officer 0 spare
    120 a starts desk/0
    120 officer 0 at post
    120 officer 1 at post
  )"));
}

TEST(Duty, OneOfficerOverSixGates) {
  Small small;
  small.head = "officers: {immigration: {shifts: {s: {from: \"00:01\", until: \"00:10\", officers: 1}}}}\n";
  small.stations =
      "  gates: {kind: counter, authority: immigration, servers: 7, service: 60 s, "
      "post: {skill: immigration, servers: 6}}\n";
  small.way = "[gates, leave]";
  small.people = std::vector<std::string>(7, "90 local");
  EXPECT_EQ(small.run().told({"starts", "officer"}), lines(R"(
    60 officer 0 at post
    90 a starts gates/0
    90 b starts gates/1
    90 c starts gates/2
    90 d starts gates/3
    90 e starts gates/4
    90 f starts gates/5
    150 g starts gates/0
  )"));
}

TEST(Duty, StationsGoWithTheDuty) {
  Small small;
  small.head =
      "officers: {immigration: {roster: [{officer: x, from: \"00:01\", until: \"00:03\", at: [one]}, "
      "{officer: x, from: \"00:03\", until: \"00:10\", at: [two]}]}}\n";
  small.stations =
      "  one: {kind: counter, authority: immigration, service: 60 s, post: immigration}\n"
      "  two: {kind: counter, authority: immigration, service: 60 s, post: immigration}\n";
  small.way = "[one, two, leave]";
  small.people = {"0 local"};
  EXPECT_EQ(small.run().told({"starts", "officer"}), lines(R"(
    60 a starts one/0
    60 officer 0 at post
    180 a starts two/0
    180 officer 0 at post
  )"));
}

TEST(Duty, WaitingForAnOfficerIsChargedToHim) {
  const Replay run = desk(short_shift, "", {"0 local", "125 local", "126 local", "310 local"}).run();
  double no_officer = 0, all = 0;
  for (const LedgerRow& row : run.rows.ledger) {
    if (row.station != run.station("desk")) continue;
    all += row.waiting_person_s;
    if (row.cause == static_cast<decltype(row.cause)>(LedgerCause::no_officer)) no_officer += row.waiting_person_s;
  }
  // a: 60 s until he comes. b: 55 s and c: 54 s of his break, then c 60 s for b. d: from 00:05:10 until he comes on the
  // next day at 00:01, 86150 s.
  EXPECT_DOUBLE_EQ(no_officer, 60.0 + 55.0 + 54.0 + 86150.0);
  EXPECT_DOUBLE_EQ(all, no_officer + 60.0);
}

TEST(ContraFlow, ADeskFinishesThenTurns) {
  Small small;
  small.head =
      "contra-flow: {desk: {between: [one, two], desks: 1, facing: {\"00:00\": one, \"00:02\": two}, turning: 30 s}}\n";
  small.stations =
      "  one: {kind: counter, authority: immigration, service: 60 s}\n"
      "  two: {kind: counter, authority: immigration, service: 60 s}\n";
  small.way = "[one, two, leave]";
  small.people = {"0 local", "100 local"};
  EXPECT_EQ(small.run().told({"starts", "is"}), lines(R"(
    0 two/0 is not opened
    0 a starts one/0
    100 b starts one/0
    160 one/0 is not opened
    160 two/0 is changing over
    190 two/0 is open
    190 a starts two/0
    250 b starts two/0
  )"));
}

}  // namespace
}  // namespace crossflow::test

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

TEST(Duty, ABreakWithoutReliefBeginsWhenWhoeverIsServedHasGone) {
  // a is served from 60 s, when the officer comes; b from 120 s on would be: the officer's break is due then.
  const Replay run = desk(short_shift, "", {"0 local", "90 local", "95 local", "400 local"}).run();
  EXPECT_EQ(run.told({"starts", "officer"}), lines(R"(
    60 officer 0 at post
    60 a starts p/desk/0
    120 officer 0 on break
    180 officer 0 at post
    180 b starts p/desk/0
    240 c starts p/desk/0
    300 officer 0 off duty
  )"));
}

TEST(Duty, FinishesWhoeverIsServedAndTheBreakIsAsLong) {
  const Replay run = desk(short_shift, "", {"90 local", "91 local"}).run();
  EXPECT_EQ(run.told({"starts", "officer"}), lines(R"(
    60 officer 0 at post
    90 a starts p/desk/0
    120 officer 0 finishes
    150 officer 0 on break
    210 officer 0 at post
    210 b starts p/desk/0
  )"));
}

TEST(Duty, StopsAndGoesOnWithWhatIsLeft) {
  const Replay run = desk(short_shift, ", at shift end: stop", {"90 local"}).run();
  EXPECT_EQ(run.told({"starts", "officer", "broken", "ends", "p/desk"}), lines(R"(
    60 officer 0 at post
    90 a starts p/desk/0
    120 a p/desk/0 broken off
    120 officer 0 on break
    180 officer 0 at post
    180 a starts p/desk/0
    210 a ends p/desk/0
  )"));
}

TEST(Duty, WaitingForAnOfficerIsChargedToHim) {
  const Replay run = desk(short_shift, "", {"0 local", "90 local", "95 local", "230 local"}).run();
  double no_officer = 0, all = 0;
  for (const LedgerRow& row : run.rows.ledger) {
    if (row.station != run.station("desk")) continue;
    all += row.waiting_person_s;
    if (row.cause == static_cast<decltype(row.cause)>(3)) no_officer += row.waiting_person_s;
  }
  // a: 60 s. While b and c wait from 120 s to 180 s: 120 s; d, who comes at 230 s, is not served any more before the
  // run's end, and his time after 300 s is charged too. Busy, b waits 30 s, c 25 s + 60 s.
  EXPECT_GE(no_officer, 180.0);
  EXPECT_GE(all, no_officer);
}

}  // namespace
}  // namespace crossflow::test

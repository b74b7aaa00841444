// Officers on duty: who mans which post when, with times worked out by hand.
#include <cstring>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "sim/model/people/officers.hpp"
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
    60 officer 0 at post
    60 a starts desk/0
    120 officer 0 finishes
    120 officer 0 on break
    180 officer 0 at post
    180 b starts desk/0
    240 c starts desk/0
    300 officer 0 finishes
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
    210 officer 0 at post
    210 b starts desk/0
  )"));
}

TEST(Duty, StopsAndGoesOnWithWhatIsLeft) {
  const Replay run = desk(short_shift, ", at shift end: stop", {"90 local"}).run();
  EXPECT_EQ(run.told({"starts", "officer", "broken", "ends"}), lines(R"(
    60 officer 0 at post
    90 a starts desk/0
    120 a broken off at desk/0
    120 officer 0 on break
    180 officer 0 at post
    180 a starts desk/0
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
    120 officer 1 changes over
    150 b starts desk/0
    150 officer 0 on break
    150 officer 1 at post
    180 officer 1 finishes
    210 officer 0 changes over
    210 c starts desk/0
    210 officer 0 at post
    210 officer 1 on break
    270 officer 1 spare
  )"));
}

// Two gates of one post, one desk for those who fail, both with one officer; people whose next place is full.
Small gates_before_a_desk(const std::string& officers, std::vector<std::string> people) {
  Small small;
  small.head = officers;
  small.stations =
      "  gates: {kind: counter, authority: immigration, servers: 2, service: 10 s, "
      "post: {skill: immigration, servers: 2, rank: 4}}\n"
      "  desk: {kind: counter, authority: immigration, service: 60 s, queue: {space: 1 person}, post: immigration}\n";
  small.way = "[gates, desk, leave]";
  small.people = std::move(people);
  return small;
}

TEST(Duty, WhoIsMerelyHeldNeedsNoOfficer) {
  // The relief at 120 s finds two people who are held, as the desk has nobody from 60 s on.
  const Replay run = gates_before_a_desk(
                         "officers: {immigration: {shifts: {a: {from: \"00:00\", until: \"00:02\", officers: 1}, "
                         "b: {from: \"00:02\", until: \"00:20\", officers: 2}}}}\n",
                         {"0 local", "0 local", "0 local", "0 local"})
                         .run();
  EXPECT_EQ(run.told({"starts", "officer", "ends"}), lines(R"(
    0 officer 0 at post
    0 a starts gates/0
    0 b starts gates/1
    10 a ends gates/0
    10 c starts gates/0
    10 b ends gates/1
    20 c ends gates/0
    120 officer 0 off duty
    120 officer 1 at post
    120 officer 2 at post
    120 a starts desk/0
    120 d starts gates/1
    130 d ends gates/1
    180 a ends desk/0
    180 b starts desk/0
    240 b ends desk/0
    240 c starts desk/0
    300 c ends desk/0
    300 d starts desk/0
    360 d ends desk/0
  )"));
}

TEST(Duty, WhoFinishesSomebodyGoesWhenThatOneIsHeld) {
  // Served until 125 s, and then held: the officer, due at 120 s, goes at 125 s.
  const Replay run =
      gates_before_a_desk("officers: {immigration: {shifts: {a: {from: \"00:00\", until: \"00:02\", officers: 1}}}}\n",
                          {"0 local", "1 local", "115 local"})
          .run();
  EXPECT_EQ(run.told({"ends", "officer"}), lines(R"(
    0 officer 0 at post
    10 a ends gates/0
    11 b ends gates/1
    120 officer 0 finishes
    125 c ends gates/0
    125 officer 0 off duty
    86400 officer 0 at post
    86520 officer 0 off duty
  )"));
}

TEST(Duty, WhoStandsBesideOneThatFinishesGoesWhenHeIsDue) {
  Small small = desk(
      "officers: {immigration: {shifts: {a: {from: \"00:01\", until: \"00:02\", officers: 1}, "
      "b: {from: \"00:02\", until: \"00:04\", officers: 1}, c: {from: \"00:04\", until: \"00:20\", officers: 1}}}}\n",
      "", {"110 local", "111 local"});
  small.stations = "  desk: {kind: counter, authority: immigration, service: 10 min, post: {skill: immigration}}\n";
  EXPECT_EQ(small.run().told({"starts", "officer"}), lines(R"(
    60 officer 0 at post
    110 a starts desk/0
    120 officer 0 finishes
    120 officer 1 changes over
    240 officer 1 off duty
    240 officer 2 changes over
    710 b starts desk/0
    710 officer 0 off duty
    710 officer 2 at post
    1200 officer 2 finishes
    1310 officer 2 off duty
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
    80 officer 0 at post
    80 a starts desk/0
    120 officer 0 finishes
    140 desk/0 is without officer
    140 officer 0 on break
  )"));
}

TEST(Duty, AHandoverTakesItsOwnTime) {
  const Replay run = desk(
                         "officers: {immigration: {shifts: {a: {from: \"00:01\", until: \"00:02\", officers: 1}, "
                         "b: {from: \"00:02\", until: \"00:05\", officers: 1}}}}\n",
                         ", opens in: 10 s, handover: 20 s", {"125 local"})
                         .run();
  EXPECT_EQ(run.told({"starts", "officer"}), lines(R"(
    60 officer 0 changes over
    70 officer 0 at post
    120 officer 0 off duty
    120 officer 1 changes over
    140 officer 1 at post
    140 a starts desk/0
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
    86460 officer 0 at post
    86460 b starts desk/0
  )"));
}

TEST(Duty, WhoseLastStartComesBeforeThePostIsOpenIsRelievedThen) {
  const Replay run = desk(
                         "officers: {immigration: {shifts: {a: {from: \"00:01\", until: \"00:05\", officers: 1}, "
                         "b: {from: \"00:02\", until: \"00:10\", officers: 1}}}}\n",
                         ", opens in: 200 s, last start: 60 s", {"70 local"})
                         .run();
  EXPECT_EQ(run.told({"starts", "officer"}), lines(R"(
    60 officer 0 changes over
    120 officer 1 spare
    240 officer 0 spare
    240 officer 1 changes over
    260 officer 1 at post
    260 a starts desk/0
    300 officer 0 off duty
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
    60 officer 0 at post
    60 a starts near/0
    180 officer 0 walks
    210 officer 0 at post
    210 a starts far/0
  )"));
}

TEST(Duty, ATableOfTwoWaitsForTheSecond) {
  const Replay run = desk(
                         "officers: {immigration: {shifts: {a: {from: \"00:01\", until: \"00:05\", officers: 1}, "
                         "b: {from: \"00:02\", until: \"00:05\", officers: 1}}}}\n",
                         ", officers: 2", {"0 local"})
                         .run();
  EXPECT_EQ(run.told({"starts", "officer"}), lines(R"(
    60 officer 0 spare
    120 officer 0 at post
    120 officer 1 at post
    120 a starts desk/0
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
    60 officer 0 at post
    60 a starts one/0
    180 officer 0 at post
    180 a starts two/0
  )"));
}

TEST(Duty, WaitingForAnOfficerIsChargedToHim) {
  const Replay run = desk(short_shift, "", {"0 local", "125 local", "126 local", "310 local"}).run();
  double no_officer = 0, all = 0;
  for (const LedgerRow& row : run.rows.of<LedgerRow>()) {
    if (row.station != run.station("desk")) continue;
    all += row.waiting_person_s;
    if (row.cause == static_cast<decltype(row.cause)>(LedgerCause::no_officer)) no_officer += row.waiting_person_s;
  }
  // a: 60 s until he comes. b: 55 s and c: 54 s of his break, then c 60 s for b. d: from 00:05:10 until he comes on the
  // next day at 00:01, 86150 s.
  EXPECT_DOUBLE_EQ(no_officer, 60.0 + 55.0 + 54.0 + 86150.0);
  EXPECT_DOUBLE_EQ(all, no_officer + 60.0);
}

TEST(Duty, AnOfficerFewerThanNeededIsWhatIsCharged) {
  Small small;
  small.head = two_meals;
  small.stations =
      "  desk: {kind: counter, authority: immigration, servers: 2, service: 60 s, post: {skill: immigration}}\n";
  small.way = "[desk, leave]";
  small.people = {"125 local", "130 local"};
  const Replay run = small.run();
  // From 120 s to 180 s one of two is at his meal: b waits for 50 s, until he is back.
  EXPECT_EQ(run.told({"starts"}), lines(R"(
    125 a starts desk/1
    180 b starts desk/0
  )"));
  for (const LedgerRow& row : run.rows.of<LedgerRow>())
    EXPECT_EQ(row.waiting_person_s,
              row.cause == static_cast<decltype(row.cause)>(LedgerCause::no_officer) ? 50.0 : 0.0);
}

TEST(Duty, MealsAreKeptToTheMinute) {
  Small small;
  small.head =
      "officers: {immigration: {shifts: {early: {from: \"06:30\", until: \"15:00\", officers: 4, breaks: [{at: "
      "\"10:00\", takes: 30 min, groups: 2}, {at: \"13:00\", takes: 10 min, groups: 2}]}}}}\n";
  small.stations =
      "  desk: {kind: counter, authority: immigration, servers: 2, service: 60 s, post: {skill: immigration}}\n";
  small.way = "[desk, leave]";
  small.people = {"36010 local", "54010 local"};  // the last waits for the next morning
  const Replay run = small.run();
  std::map<std::uint16_t, std::vector<std::pair<double, double>>> breaks;
  std::map<double, int> at_work;  // officers at posts from then on
  int manned = 0;
  std::map<std::uint16_t, OfficerState> before;
  for (const Event& e : run.events) {
    if (e.kind != EventKind::officer || e.tick >= day) continue;
    const auto state = static_cast<OfficerState>(e.aux);
    if (state == OfficerState::on_break) breaks[e.server].emplace_back(to_seconds(e.tick), 0);
    if (before[e.server] == OfficerState::on_break) breaks[e.server].back().second = to_seconds(e.tick);
    manned += (state == OfficerState::at_post ? 1 : 0) - (before[e.server] == OfficerState::at_post ? 1 : 0);
    before[e.server] = state;
    at_work[to_seconds(e.tick)] = manned;
  }
  std::multiset<std::vector<std::pair<double, double>>> all;
  for (const auto& [officer, theirs] : breaks) all.insert(theirs);
  const std::vector<std::pair<double, double>> first = {{36000, 37800}, {46800, 47400}};
  const std::vector<std::pair<double, double>> second = {{37800, 39600}, {47400, 48000}};
  EXPECT_EQ(all, (std::multiset<std::vector<std::pair<double, double>>>{first, first, second, second}));
  EXPECT_EQ(at_work.begin()->first, 23400);
  EXPECT_EQ(at_work.rbegin()->first, 54000);
  for (const auto& [at, n] : at_work) EXPECT_EQ(n, at < 54000 ? 2 : 0) << "two of four are always at the desks: " << at;
}

TEST(Duty, TheSameTwice) {
  const std::vector<std::string> people = {"0 local", "90 local", "91 visitor", "92 local"};
  const Replay one = desk(two_meals, ", at shift end: stop", people).run();
  const Replay other = desk(two_meals, ", at shift end: stop", people).run();
  ASSERT_EQ(one.events.size(), other.events.size());
  for (std::size_t i = 0; i < one.events.size(); ++i)
    EXPECT_EQ(0, std::memcmp(&one.events[i], &other.events[i], sizeof(Event))) << i;
}

TEST(Duty, ADogIsOutWhileItsHandlerIsOnDuty) {
  const Replay run = run_text(
      "crossflow: 1\ndate: 2024-01-01\nport: {name: p}\n"
      "officers: {customs: {shifts: {s: {from: \"00:01\", until: \"00:05\", officers: 1}}}}\n"
      "classes: {driver: Drivers, car: {kind: vehicle, length: 5 m}}\ndemand:\n"
      "  car: {timetable: {people: {car: 1}, profile: {\"00:00-24:00\": 1}, times: [\"00:20\"]}, carries: "
      "{number: 1, mix: {driver: 1}}, direction: in, route: way}\n"
      "stations:\n  bays: {kind: dog-search, search: 1 min, place: {at: [58 m, 0 m], size: [4 m, 4 m]}}\n"
      "dog teams:\n  rex: {scents: drugs, on duty: \"00:00-00:10\", kennel: [0 m, 2 m], rest: {policy: clock, work: "
      "30 min, rest: 10 min}, on call at: bays, handler: customs}\n"
      "routes:\n  way: [bays, leave]\n");
  std::vector<std::pair<double, TeamState>> told;
  for (const Event& e : run.events)
    if (e.kind == EventKind::team && e.tick < day) told.emplace_back(to_seconds(e.tick), static_cast<TeamState>(e.aux));
  EXPECT_EQ(told, (std::vector<std::pair<double, TeamState>>{{60, TeamState::resting}, {300, TeamState::off_duty}}));
}

TEST(OfficerOnDuty, ABreakIsAsLongHoweverLateAndIsTakenOnce) {
  OfficerOnDuty officer;
  officer.add({10, 20, {{12, 14}}, {}});
  EXPECT_EQ(officer.next(), 10);
  officer.comes();
  EXPECT_EQ(officer.goes(), 12);
  officer.leaves(13);
  EXPECT_EQ(officer.next(), 15);
  officer.extend(20, 30);  // while he is away
  officer.comes();
  EXPECT_EQ(officer.goes(), 30);
  officer.leaves(30);
  EXPECT_TRUE(officer.at_home());
}

TEST(OfficerOnDuty, WhoFinishesWhenThePortIsExtendedStays) {
  OfficerOnDuty officer;
  officer.add({10, 20, {}, {}});
  officer.comes();
  officer.state = OfficerState::finishing;
  EXPECT_TRUE(officer.is_due(20));
  officer.extend(20, 30);
  EXPECT_FALSE(officer.is_due(20));
}

TEST(OfficerOnDuty, DutiesBackToBackAreOneUnlessTheStationsDiffer) {
  OfficerOnDuty officer;
  officer.add({0, 10, {{5, 6}}, {}});
  officer.add({10, 20, {{12, 13}}, {}});
  officer.add({20, 30, {}, {1}});
  officer.comes();
  std::vector<Tick> goes;
  while (!officer.at_home()) {
    goes.push_back(officer.goes());
    officer.leaves(officer.goes());
    if (!officer.at_home()) officer.comes();
  }
  EXPECT_EQ(goes, (std::vector<Tick>{5, 12, 20, 30}));
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

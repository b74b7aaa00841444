// Coaches set their people down and pick them up again. Times are seconds; every person is told of by a letter: the
// coach of the first source is a and its people are b, c, d, that of the second A and B, C, D.
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

/// A coach that comes at a time of the day, with people by class.
std::string coach(const std::string& source, const std::string& time, const std::string& carries) {
  return "  " + source + ": {timetable: {people: {coach: 1}, profile: {\"00:00-24:00\": 1}, times: [\"" + time +
         "\"]}, carries: " + carries + ", direction: in, route: way}\n";
}

struct CoachPort {
  std::string demand;
  std::string set_down = "alight: 5 s";
  std::string pick_up = "board: 4 s";
  std::string ramp = "30 m";
  std::string way =
      "[bay, choose: [{class: coach, to: ramp}, {class: visitor, to: secondary}, {to: hall}], stand, leave]";

  Replay run() const {
    return run_text(
        "crossflow: 1\ndate: 2024-01-01\nclasses: {coach: {kind: vehicle, length: 12 m}, local: Locals, visitor: "
        "Visitors}\nport: {name: p}\ndemand:\n" +
        demand + "stations:\n  bay: {kind: coach-set-down, " + set_down +
        "}\n  ramp: {kind: road, speed: 1 m/s, headway: 0 s, lanes: 2, length: " + ramp +
        "}\n  hall: {kind: hall, walk: {distance: 10 m, speed: 1 m/s}}\n  secondary: {kind: counter, "
        "servers: 9, service: 20 min, authority: none}\n  stand: {kind: coach-pick-up, " +
        pick_up + "}\n  exit: {kind: road, length: 4 m, speed: 1 m/s}\nroutes:\n  way: " + way + "\n");
  }
};

const std::string two_and_a_visitor = "[{number: 2, mix: {local: 1}}, {number: 1, mix: {visitor: 1}}]";
const std::set<std::string> all_of_it{"arrives", "joins", "starts", "ends", "leaves", "left"};

TEST(Coach, WaitsForTheOneInSecondary) {
  const Replay run = CoachPort{.demand = coach("one", "00:01:00", two_and_a_visitor)}.run();
  EXPECT_EQ(run.told(all_of_it), lines(R"(
    60 a arrives
    60 b arrives
    60 c arrives
    60 d arrives
    60 a joins bay
    60 b joins bay
    60 c joins bay
    60 d joins bay
    60 a starts bay/0
    60 b starts bay/0
    60 c starts bay/0
    60 d starts bay/0
    65 b ends bay/0
    65 b starts hall
    70 c ends bay/0
    70 c starts hall
    75 d ends bay/0
    75 d joins secondary
    75 d starts secondary/0
    75 a ends bay/0
    75 a starts ramp
    75 b ends hall
    75 b starts stand
    80 c ends hall
    80 c starts stand
    105 a ends ramp
    105 a joins stand
    105 a starts stand/0
    1275 d ends secondary/0
    1275 d starts stand
    1279 a ends stand/0
    1279 b ends stand
    1279 c ends stand
    1279 d ends stand
    1279 a leaves
    1279 b leaves
    1279 c leaves
    1279 d leaves
  )"));
}

TEST(Coach, GoesWithoutTheOneWhoIsNotBackWhenTheGraceIsOver) {
  const Replay run =
      CoachPort{.demand = coach("one", "00:01:00", two_and_a_visitor), .pick_up = "board: 4 s, grace: 10 min"}.run();
  EXPECT_EQ(run.told({"leaves", "left"}), lines(R"(
    705 a leaves
    705 b leaves
    705 c leaves
    1275 d left behind
  )")) << "the grace begins when the coach takes its bay, at 105";
  EXPECT_EQ(run.all().left_behind, 1);
  EXPECT_EQ(run.all().inside, 0);
  std::int64_t visitors = 0;
  for (const FlowRow& row : run.rows.of<FlowRow>())
    if (run.directory.classes[row.traveller_class].name == "visitor") visitors += row.left_behind;
  EXPECT_EQ(visitors, 1);
}

TEST(Coach, LeavesOnceEverybodyHasBoarded) {
  // b and c are back at 85 and board from 105, one after the other.
  const Replay run = CoachPort{.demand = coach("one", "00:01:00", "{number: 2, mix: {local: 1}}")}.run();
  EXPECT_EQ(run.told({"leaves"}), lines("108 a leaves\n108 b leaves\n108 c leaves"))
      << "set down by 70; the ramp from 70 to 100; two boardings of 4 s";
}

TEST(Coach, DoesNotLeaveWhileSomebodyIsGettingOn) {
  // The coach is in its bay at 63, b, c and d come at 70: a grace of 12 s ends while c is boarding. e does not come.
  const CoachPort port{
      .demand = coach("one", "00:01:00", "[{number: 3, mix: {local: 1}}, {number: 1, mix: {visitor: 1}}]"),
      .set_down = "alight: 0 s, doors: 2",
      .pick_up = "board: 4 s, grace: 12 s",
      .ramp = "3 m"};
  const Replay run = port.run();
  EXPECT_EQ(run.count(EventKind::started, "stand"), 4U);
  EXPECT_EQ(run.told({"leaves", "left"}), lines(R"(
    82 a leaves
    82 b leaves
    82 c leaves
    82 d leaves
    1260 e left behind
  )"));
}

TEST(Coach, TwoDoorsHalveTheTimeToGetOff) {
  const Replay run = CoachPort{.demand = coach("one", "00:01:00", "{number: 20, mix: {local: 1}}"),
                               .set_down = "alight: {local: 3 s, otherwise: 60 s}, doors: 2"}
                         .run();
  const std::string told = run.told({"ends"});
  EXPECT_EQ(told.substr(0, 18), "61.5 b ends bay/0\n");
  EXPECT_NE(told.find("\n90 a ends bay/0\n"), std::string::npos) << "twenty of 1.5 s";
}

// A coach of forty, of whom one gets off every 3 s: eight counters take one every 2.5 s, so nobody waits.
TEST(Coach, ItsPeopleComeOneByOne) {
  const Replay run = run_text(
      "crossflow: 1\ndate: 2024-01-01\nclasses: {coach: {kind: vehicle, length: 12 m}, visitor: {pledge: 95% within 30 "
      "s}}\nport: {name: p}\ndemand:\n" +
      coach("one", "08:00:00", "{number: 40, mix: {visitor: 1}}") +
      "stations:\n  bay: {kind: coach-set-down, alight: 3 s}\n  desk: {kind: counter, servers: 8, service: 20 "
      "s}\nroutes:\n  way: [bay, choose: [{class: visitor, to: desk}, {to: leave}], leave]\n");
  std::int64_t joined = 0, kept = 0;
  double waited = 0;
  for (const PledgeRow& row : run.rows.of<PledgeRow>()) {
    joined += row.joined;
    kept += row.kept;
    waited += row.wait_s;
  }
  EXPECT_EQ(joined, 40);
  EXPECT_EQ(kept, 40);
  EXPECT_EQ(waited, 40 * 20);
  EXPECT_EQ(run.all().last_clearance_s, 8 * 3600 + 140);
  for (const SeriesRow& row : run.rows.of<SeriesRow>()) {
    if (row.station == run.station("desk")) {
      EXPECT_EQ(row.waiting_max, 0);
    }
    if (row.station == run.station("bay") && row.served > 0) {
      EXPECT_EQ(row.busy_s, 120);
    }
  }
}

// Two get off every 5 s, and the hall has room for one, who takes 20 s: they stay at the bay, which the next coach
// finds taken, but those behind them get off all the same.
TEST(Coach, WhoCannotGoOnHoldsTheBay) {
  const Replay run = run_text(
      "crossflow: 1\ndate: 2024-01-01\nclasses: {coach: {kind: vehicle, length: 12 m}, local: Locals}\nport: {name: "
      "p}\ndemand:\n" +
      coach("one", "00:01:00", "{number: 2, mix: {local: 1}}") +
      coach("two", "00:01:12", "{number: 1, mix: {local: 1}}") +
      "stations:\n  bay: {kind: coach-set-down, alight: 5 s}\n  hall: {kind: hall, space: 1 persons, walk: {distance: "
      "20 m, speed: 1 m/s}}\nroutes:\n  way: [bay, choose: [{class: local, to: hall}, {to: leave}], leave]\n");
  EXPECT_EQ(run.told({"joins", "ends", "blocked", "leaves"}), lines(R"(
    60 a joins bay
    60 b joins bay
    60 c joins bay
    65 b ends bay/0
    70 c ends bay/0
    70 c blocked by hall
    70 a ends bay/0
    70 a leaves
    72 A joins bay
    72 B joins bay
    85 b ends hall
    85 b leaves
    90 B ends bay/0
    90 B blocked by hall
    90 A ends bay/0
    90 A leaves
    105 c ends hall
    105 c leaves
    125 B ends hall
    125 B leaves
  )"));
}

TEST(Coach, PacesOfTheBayHoldForEachWhoGetsOff) {
  const Replay run = CoachPort{.demand = coach("one", "00:01:00", "{number: 2, mix: {local: 1}}"),
                               .set_down = "alight: 5 s, paces: [200%]"}
                         .run();
  EXPECT_EQ(run.told({"ends"}).substr(0, 48), lines("70 b ends bay/0\n80 c ends bay/0\n80 a ends bay/0").substr(0, 48));
}

TEST(Coach, TwoCoachesAndOneBay) {
  // The people of A are off by 75 too; it takes the bay when a has left it, and its own grace begins then.
  const Replay run = CoachPort{.demand = coach("one", "00:01:00", two_and_a_visitor) +
                                         coach("two", "00:01:05", "{number: 2, mix: {local: 1}}"),
                               .set_down = "alight: 5 s, servers: 2",
                               .pick_up = "board: 4 s, grace: 10 min"}
                         .run();
  EXPECT_EQ(run.told({"joins", "starts", "leaves", "left"}), lines(R"(
    60 a joins bay
    60 b joins bay
    60 c joins bay
    60 d joins bay
    60 a starts bay/0
    60 b starts bay/0
    60 c starts bay/0
    60 d starts bay/0
    65 b starts hall
    65 A joins bay
    65 B joins bay
    65 C joins bay
    65 A starts bay/1
    65 B starts bay/1
    65 C starts bay/1
    70 c starts hall
    70 B starts hall
    75 d joins secondary
    75 d starts secondary/0
    75 a starts ramp
    75 b starts stand
    75 C starts hall
    75 A starts ramp
    80 c starts stand
    80 B starts stand
    85 C starts stand
    105 a joins stand
    105 a starts stand/0
    105 A joins stand
    705 a leaves
    705 b leaves
    705 c leaves
    705 A starts stand/0
    713 A leaves
    713 B leaves
    713 C leaves
    1275 d left behind
  )"));
  double waited = 0;
  for (const SeriesRow& row : run.rows.of<SeriesRow>())
    if (row.station == run.station("stand")) waited += row.waiting_person_s;
  EXPECT_DOUBLE_EQ(waited, 600) << "one coach, from 105 to 705; who is on the platform is in no queue";
}

TEST(Coach, GoesOnWithItsPeopleInTheOrderOfTheirSeats) {
  // d is back before b and c, and yet is the last of the party.
  const Replay run =
      CoachPort{.demand = coach("one", "00:01:00", two_and_a_visitor),
                .way =
                    "[bay, choose: [{class: coach, to: ramp}, {class: local, to: hall, then: hall}, {to: hall}], "
                    "stand, exit, leave]"}
          .run();
  EXPECT_EQ(run.told({"ends", "leaves"}).substr(run.told({"ends", "leaves"}).find("117")), lines(R"(
    117 a ends stand/0
    117 b ends stand
    117 c ends stand
    117 d ends stand
    121 a ends exit
    121 b ends exit
    121 c ends exit
    121 d ends exit
    121 a leaves
    121 b leaves
    121 c leaves
    121 d leaves
  )"));
}

TEST(Coach, HoldsItsBayUntilTheNextPlaceHasRoom) {
  // The road out has room for one coach, which takes a minute on it: A finds the bay free when a gets in.
  const std::string small = "{number: 1, mix: {local: 1}}";
  const Replay run = run_text(
      "crossflow: 1\ndate: 2024-01-01\nclasses: {coach: {kind: vehicle, length: 12 m}, local: Locals}\nport: {name: "
      "p}\ndemand:\n" +
      coach("one", "00:01:00", small) + coach("two", "00:01:00", small) + coach("three", "00:01:00", small) +
      "stations:\n  stand: {kind: coach-pick-up}\n  exit: {kind: road, length: 12 m, speed: 0.2 m/s, headway: 0 "
      "s}\nroutes:\n  way: [stand, exit, leave]\n");
  EXPECT_EQ(run.told({"starts", "ends", "blocked", "leaves"}), lines(R"(
    60 A starts stand/0
    60 B starts stand/0
    60 A ends stand/0
    60 B ends stand/0
    60 A starts exit
    60 B starts exit
    60 A starts stand/0
    60 B starts stand/0
    60 A ends stand/0
    60 B ends stand/0
    60 A blocked by exit
    60 B blocked by exit
    120 A ends exit
    120 B ends exit
    120 A leaves
    120 B leaves
    120 A starts exit
    120 B starts exit
    120 a starts stand/0
    120 b starts stand/0
    120 a ends stand/0
    120 b ends stand/0
    120 a blocked by exit
    120 b blocked by exit
    180 A ends exit
    180 B ends exit
    180 A leaves
    180 B leaves
    180 a starts exit
    180 b starts exit
    240 a ends exit
    240 b ends exit
    240 a leaves
    240 b leaves
  )")) << "who never got off is aboard";
}

TEST(Coach, WhoCameInNoCoachWaitsForNone) {
  const Replay run =
      Small{.stations = "  stand: {kind: coach-pick-up}", .way = "[stand, leave]", .people = {"5 local", "6 local 2"}}
          .run();
  EXPECT_EQ(run.told({"starts", "leaves"}), lines(R"(
    5 a starts stand
    5 a leaves
    6 b starts stand
    6 c starts stand
    6 b leaves
    6 c leaves
  )"));
}

/// A coach and its people, as the log tells of them.
struct Trip {
  Tick in_bay = -1, gone = -1;
  Tick on_board = 0;  // when all who came to the stand so far have boarded
  int carried = 0, back = 0, late = 0;
};

TEST(Coach, EveryCoachOfABusyDayLeavesWhenItMust) {
  constexpr Tick grace = 20 * minute;
  constexpr Tick boarding = 4 * second;
  const Replay run = CoachPort{.demand =
                                   "  coaches: {rate: {mean: 60 persons/h, mix: {coach: 1}, number: 300 persons}, "
                                   "carries: {number: {10: 50%, "
                                   "40: 50%}, mix: {local: 95, visitor: 5}}, direction: in, route: way}\n",
                               .set_down = "servers: 4, alight: {lognormal: {mean: 3 s, cv: 40%}}",
                               .pick_up = "servers: 30, grace: 20 min, board: 4 s",
                               .ramp = "20 m"}
                         .run();
  std::vector<Trip> trips;
  std::map<std::uint32_t, std::pair<std::size_t, bool>> who;  // by entity: its trip, and whether it is the coach
  for (const Event& e : run.events) {
    if (e.kind == EventKind::arrived) {
      if (e.server == 0) trips.emplace_back();
      who[e.entity] = {trips.size() - 1, e.server == 0};
      if (e.server > 0) ++trips.back().carried;
    }
    if (e.station != run.station("stand") || !who.contains(e.entity)) continue;
    const auto [index, is_coach] = who.at(e.entity);
    Trip& trip = trips[index];
    if (e.kind == EventKind::started && is_coach) {
      trip.in_bay = e.tick;
      trip.on_board = e.tick + trip.back * boarding;
    } else if (e.kind == EventKind::started) {
      EXPECT_EQ(trip.gone, -1) << "a coach that has gone";
      ++trip.back;
      trip.on_board = std::max(trip.on_board, e.tick) + boarding;
    } else if (e.kind == EventKind::ended && is_coach) {
      trip.gone = e.tick;
      const bool complete = trip.back == trip.carried;
      EXPECT_EQ(e.tick, complete ? trip.on_board : std::max(trip.on_board, trip.in_bay + grace));
    } else if (e.kind == EventKind::left && e.aux == static_cast<std::uint8_t>(Leaving::left_behind)) {
      EXPECT_GE(trip.gone, 0) << "left behind by a coach that is still there";
      ++trip.late;
    }
  }
  ASSERT_EQ(trips.size(), 300U);
  std::size_t complete = 0;
  for (const Trip& trip : trips) {
    EXPECT_GE(trip.gone, trip.in_bay);
    EXPECT_EQ(trip.back + trip.late, trip.carried);
    complete += trip.late == 0 ? 1 : 0;
  }
  EXPECT_GT(complete, 30U);
  EXPECT_LT(complete, 270U);
  EXPECT_EQ(run.all().generated, run.all().left + run.all().left_behind);
}

/// Cars with two visitors and a resident, who part at a gate and meet again before they get in.
std::string cars_that_meet(const std::string& carries, const std::string& behind) {
  return "crossflow: 1\ndate: 2024-01-01\nclasses: {car: {kind: vehicle, length: 5 m}, resident: Residents, visitor: "
         "Visitors, goods: {kind: consignment}}\nport: {name: p}\ndemand:\n  cars: {timetable: {people: {car: 1}, "
         "profile: {\"00:00-24:00\": 1}, times: [\"00:01\"]}, carries: " +
         carries +
         ", direction: in, route: way}\nstations:\n  bay: {kind: coach-set-down, alight: 5 s}\n  ramp: {kind: road, "
         "length: 10 m, speed: 1 m/s, headway: 0 s}\n  gate: {kind: e-channel, servers: 1, service: 10 s}\n  meeting: "
         "{kind: regroup, waits: 5 min}\n  stand: {kind: coach-pick-up, board: 4 s, grace: 10 min}\nroutes:\n  way: "
         "[bay, choose: [" +
         behind + "]]\n";
}

TEST(Coach, ThePeopleOfACarMeetWithoutIt) {
  // The car itself never comes to the meeting place: three are all.
  const Replay run = run_text(
      cars_that_meet("[{number: 2, mix: {visitor: 1}}, {number: 1, mix: {resident: 1}}]",
                     "{class: car, to: ramp, then: [stand, leave]}, {to: gate, then: [meeting, stand, leave]}"));
  EXPECT_EQ(run.told({"starts", "ends", "leaves", "left"}), lines(R"(
    60 a starts bay/0
    60 b starts bay/0
    60 c starts bay/0
    60 d starts bay/0
    65 d ends bay/0
    65 d starts gate/0
    70 b ends bay/0
    75 c ends bay/0
    75 a ends bay/0
    75 a starts ramp
    75 d ends gate/0
    75 d starts meeting
    75 b starts gate/0
    85 a ends ramp
    85 a starts stand/0
    85 b ends gate/0
    85 b starts meeting
    85 c starts gate/0
    95 c ends gate/0
    95 c starts meeting
    95 b ends meeting
    95 c ends meeting
    95 d ends meeting
    95 b starts stand
    95 c starts stand
    95 d starts stand
    107 a ends stand/0
    107 b ends stand
    107 c ends stand
    107 d ends stand
    107 a leaves
    107 b leaves
    107 c leaves
    107 d leaves
  )"));
  EXPECT_EQ(run.all().left_behind, 0);
}

TEST(Coach, GoodsAreNotWaitedForAtTheMeetingPlace) {
  // The goods leave with the car; two people are all who can meet.
  const Replay run = run_text(
      cars_that_meet("[{number: 1, mix: {visitor: 1}}, {number: 1, mix: {goods: 1}}, {number: 1, mix: {resident: 1}}]",
                     "{class: [car, goods], to: leave}, {to: gate, then: [meeting, leave]}"));
  EXPECT_EQ(run.told({"starts", "ends", "leaves"}), lines(R"(
    60 a starts bay/0
    60 b starts bay/0
    60 c starts bay/0
    60 d starts bay/0
    65 d ends bay/0
    65 d starts gate/0
    70 b ends bay/0
    70 a ends bay/0
    70 a leaves
    70 c ends bay/0
    70 c leaves
    75 d ends gate/0
    75 d starts meeting
    75 b starts gate/0
    85 b ends gate/0
    85 b starts meeting
    85 b ends meeting
    85 d ends meeting
    85 b leaves
    85 d leaves
  )"));
}

TEST(Coach, WhoCameInNoneIsHeldAtThePlatformIfTheNextPlaceIsFull) {
  Small small;
  small.stations =
      "  pick-up: {kind: coach-pick-up}\n  desk: {kind: counter, service: 10 min, queue: {space: 0 persons}}\n";
  small.way = "[pick-up, desk, leave]";
  small.people = {"60 local", "60 local"};
  const Replay run = small.run();
  std::set<Tick> begun;
  for (const Event& e : run.events)
    if (e.kind == EventKind::started && e.station == run.station("desk")) begun.insert(e.tick);
  EXPECT_EQ(begun, (std::set<Tick>{1 * minute, 11 * minute}));
}

}  // namespace
}  // namespace crossflow::test

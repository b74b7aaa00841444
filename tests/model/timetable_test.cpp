// People who come by train: which train each takes, what it holds, and the walk from it.
#include <cmath>

#include <gtest/gtest.h>

#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

/// Everybody walks through a hall; one source, `people`, with the kind and the keys given.
std::string only(const std::string& source, const std::string& more_keys = "", const std::string& more_sources = "",
                 const std::string& head = "") {
  return "crossflow: 1\ndate: 2024-01-01\n" + head +
         "classes: {child: Children, local: Locals, visitor: Visitors}\nport: {name: p}\ndemand:\n  people: {" +
         source + more_keys + ", direction: in, route: way}\n" + more_sources +
         "stations:\n  hall: {kind: hall, walk: {distance: 10 m, speed: 1 m/s}}\nroutes:\n  way: [hall, leave]\n";
}

std::string timetable(const std::string& people, const std::string& profile, const std::string& trains) {
  return "timetable: {people: {" + people + "}, profile: {" + profile + "}, " + trains + "}";
}

/// How many come at each instant.
std::map<Tick, int> comings(const Replay& run) {
  std::map<Tick, int> out;
  for (const Event& e : run.events)
    if (e.kind == EventKind::arrived) ++out[e.tick];
  return out;
}

/// When everybody of `people` came.
std::map<Needs::key_type, Tick> arrivals(const std::string& yaml) {
  std::map<Needs::key_type, Tick> out;
  for (const auto& [who, need] : needs_of(run_text(yaml)))
    if (std::get<0>(who) == "p/people") out[who] = need.arrival;
  return out;
}

constexpr Tick at_time(int hours, int minutes) {
  return hours * hour + minutes * minute;
}

const std::string ten_minutes = "every: 10 min, first: \"08:00\", last: \"09:00\"";

TEST(Timetable, EverybodyComesByTheNextTrain) {
  const Replay run = run_text(only(timetable(
      "local: 1, visitor: 1, child: 1",
      "local: {\"08:01-08:02\": 1}, visitor: {\"08:12-08:13\": 1}, child: {\"08:29-08:30\": 1}", ten_minutes)));
  std::map<std::string, Tick> by_class;
  for (const auto& [who, need] : needs_of(run)) by_class[std::get<1>(who)] = need.arrival;
  EXPECT_EQ(by_class, (std::map<std::string, Tick>{
                          {"local", at_time(8, 10)}, {"visitor", at_time(8, 20)}, {"child", at_time(8, 30)}}));
}

const std::string many = "local: 300, visitor: 200";
const std::string two_hours = "\"07:00-08:00\": 1, \"08:00-09:00\": 2";

TEST(Timetable, TheyAreThePeopleOfATotal) {
  const auto wanted = arrivals(only("total: {people: {" + many + "}, profile: {" + two_hours + "}}"));
  const auto came = arrivals(only(timetable(many, two_hours, ten_minutes)));
  ASSERT_EQ(wanted.size(), 500U);
  ASSERT_EQ(came.size(), 500U);
  for (const auto& [who, time] : wanted) {
    const Tick next = (time + 10 * minute - 1) / (10 * minute) * (10 * minute);
    EXPECT_EQ(came.at(who), std::max(next, at_time(8, 0)));
  }
}

TEST(Timetable, TheLastTrainTakesTheRest) {
  int before = 0;
  for (const auto& [who, time] : arrivals(only("total: {people: {" + many + "}, profile: {" + two_hours + "}}")))
    before += static_cast<int>(time <= at_time(8, 5));
  ASSERT_GT(before, 0);
  ASSERT_LT(before, 500);
  EXPECT_EQ(comings(run_text(only(timetable(many, two_hours, "times: [\"08:05\", \"08:35\"]")))),
            (std::map<Tick, int>{{at_time(8, 5), before}, {at_time(8, 35), 500 - before}}));
}

TEST(Timetable, IntervalsMayChangeWithTheTimeOfDay) {
  // The train at 07:00 is still followed after 25 min, that at 07:25 after 10.
  const auto came = comings(run_text(only(
      timetable(many, "\"06:30-09:00\": 1",
                "every: {\"06:30\": 25 min, \"07:20\": 10 min, \"08:00\": 1 h}, first: \"06:35\", last: \"09:20\""))));
  std::set<Tick> trains;
  for (const auto& [time, persons] : came) trains.insert(time);
  EXPECT_EQ(trains, (std::set<Tick>{at_time(6, 35), at_time(7, 0), at_time(7, 25), at_time(7, 35), at_time(7, 45),
                                    at_time(7, 55), at_time(8, 5), at_time(9, 5)}));
}

TEST(Timetable, TrainsMayComeAfterMidnight) {
  const auto came = comings(
      run_text(only(timetable(many, "\"23:00-01:00\": 1",
                              "every: {\"00:00\": 20 min, \"06:00\": 30 min}, first: \"23:10\", last: \"24:30\""))));
  std::set<Tick> trains;
  int persons = 0;
  for (const auto& [time, n] : came) {
    trains.insert(time);
    persons += n;
  }
  EXPECT_EQ(trains, (std::set<Tick>{at_time(23, 10), at_time(23, 40), at_time(24, 10), at_time(24, 30)}));
  EXPECT_EQ(persons, 500);
}

TEST(Timetable, EveryDayHasItsTrains) {
  const auto came =
      comings(run_text(only(timetable("local: 7", "\"08:01-08:02\": 1", ten_minutes), "", "", "days: 3\n")));
  EXPECT_EQ(came, (std::map<Tick, int>{{at_time(8, 10), 7}, {at_time(32, 10), 7}, {at_time(56, 10), 7}}));
}

TEST(Timetable, TheWalkFromTheTrainIsDrawn) {
  const auto came =
      arrivals(only(timetable(many, "\"07:00-08:00\": 1", "times: [\"08:00\"], spread: {uniform: [1 min, 3 min]}")));
  ASSERT_EQ(came.size(), 500U);
  double sum = 0;
  std::set<Tick> times;
  for (const auto& [who, time] : came) {
    EXPECT_GE(time, at_time(8, 1));
    EXPECT_LE(time, at_time(8, 3));
    sum += to_seconds(time - at_time(8, 0));
    times.insert(time);
  }
  EXPECT_NEAR(sum / 500, 120, 4 * 120 / std::sqrt(12) / std::sqrt(500));
  EXPECT_GT(times.size(), 490U);
}

TEST(Timetable, TheWalkIsTheTravellersOwn) {
  const std::string spread = ", spread: {lognormal: {mean: 2 min, cv: 40%}}";
  const auto early = arrivals(only(timetable(many, two_hours, "times: [\"09:00\"]" + spread)));
  const auto late = arrivals(only(timetable(many, two_hours, "times: [\"10:00\"]" + spread)));
  ASSERT_EQ(early.size(), 500U);
  for (const auto& [who, time] : early) EXPECT_EQ(late.at(who), time + hour);
}

TEST(Timetable, OthersChangeNobodysTrainOrWalk) {
  const std::string trains = ten_minutes + ", spread: {uniform: [0 s, 3 min]}";
  const auto usual = arrivals(only(timetable(many, two_hours, trains)));
  ASSERT_EQ(usual.size(), 500U);
  const std::string turned =
      "timetable: {spread: {uniform: [0 s, 3 min]}, last: \"09:00\", first: \"08:00\", profile: {" + two_hours +
      "}, every: 10 min, people: {visitor: 200, local: 300}}";
  EXPECT_EQ(arrivals(only(turned)), usual);
  const std::string other =
      "  coaches: {" + timetable("local: 50", two_hours, trains) + ", direction: in, route: way}\n";
  EXPECT_EQ(arrivals(only(timetable(many, two_hours, trains), "", other)), usual);
  const auto busy = arrivals(only(timetable(many, two_hours, trains + ", factor: 120%")));
  EXPECT_EQ(busy.size(), 600U);
  for (const auto& [who, time] : usual) EXPECT_EQ(busy.at(who), time);
}

TEST(Timetable, WhoFindsATrainFullTakesTheNext) {
  const auto five = [](const std::string& last) {
    return comings(run_text(only(timetable("local: 5", "\"08:01-08:02\": 1",
                                           "every: 10 min, first: \"08:00\", capacity: 2 persons, last: " + last))));
  };
  EXPECT_EQ(five("\"08:40\""), (std::map<Tick, int>{{at_time(8, 10), 2}, {at_time(8, 20), 2}, {at_time(8, 30), 1}}));
  EXPECT_EQ(five("\"08:20\""), (std::map<Tick, int>{{at_time(8, 10), 2}, {at_time(8, 20), 3}}));
}

TEST(Timetable, WhoCameFirstBoardsFirst) {
  const auto came = arrivals(
      only(timetable("child: 1, local: 3, visitor: 2",
                     "child: {\"08:05-08:06\": 1}, visitor: {\"08:03-08:04\": 1}, otherwise: {\"08:01-08:02\": 1}",
                     ten_minutes + ", capacity: 3 persons")));
  for (const auto& [who, time] : came)
    EXPECT_EQ(time, std::get<1>(who) == "local" ? at_time(8, 10) : at_time(8, 20)) << std::get<1>(who);
}

TEST(Timetable, APartyComesByOneTrain) {
  const auto pairs = [](const std::string& keys) {
    return run_text(only(timetable("local: 6", "\"08:01-08:02\": 1", ten_minutes + keys), ", party: {2: 100%}"));
  };
  EXPECT_EQ(comings(pairs(", capacity: 5 persons")), (std::map<Tick, int>{{at_time(8, 10), 4}, {at_time(8, 20), 2}}));
  EXPECT_EQ(comings(pairs(", capacity: 1 persons")),
            (std::map<Tick, int>{{at_time(8, 10), 2}, {at_time(8, 20), 2}, {at_time(8, 30), 2}}))
      << "an empty train takes a party of any size";
  const auto walked = comings(pairs(", spread: {uniform: [0 s, 3 min]}"));
  EXPECT_EQ(walked.size(), 3U);
  for (const auto& [time, persons] : walked) EXPECT_EQ(persons, 2);
}

TEST(Timetable, GroupsAreTakenOutOfIt) {
  const Replay run = run_text(
      only(timetable("local: 100", two_hours, ten_minutes), "",
           "  tours: {groups: {of: people, class: local, number: 2, size: 10, profile: {\"07:00-08:00\": 1}, spread: "
           "0 s}, direction: in, route: way}\n"));
  EXPECT_EQ(run.all().generated, 100);
  EXPECT_EQ(run.all().left, 100);
  int by_train = 0;
  for (const auto& [time, persons] : comings(run)) by_train += time % (10 * minute) == 0 ? persons : 0;
  EXPECT_EQ(by_train, 80);
}

}  // namespace
}  // namespace crossflow::test

// Days of several kinds in one run: who comes when, which servers are open, who is on duty; shares of a day's people in
// tour groups and in vehicles, with each day's own total.
#include <cmath>

#include <gtest/gtest.h>

#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

const Files with_holidays = {
    {"holidays.csv",
     "date,place,day,festival\n2024-10-01,Hong Kong,off,National Day\n2024-10-31,Hong Kong,named,End\n"},
    {"days.csv", "date,local,visitor,rare\n2024-10-18,400,123,1\n2024-10-19,50,0,2\n2024-10-20,7000,2500,3\n"}};

/// Friday to Sunday. People of each day stand in a table.
std::string three_days(const std::string& demand, const std::string& stations = "", const std::string& more = "",
                       const std::string& way = "[leave]") {
  return "crossflow: 1\ndate: 2024-10-18\ndays: 3\ncalendar: holidays.csv\n"
         "classes:\n  local: Locals\n  visitor: Visitors\n  rare: Rare ones\n"
         "  car: {kind: vehicle, length: 5 m}\n  coach: {kind: vehicle, length: 12 m}\n"
         "port: {name: p}\ndemand:\n" +
         demand + "\nstations:\n  hall: {kind: hall, walk: {distance: 10 m, speed: 1 m/s}}\n" +
         "  down: {kind: coach-set-down, servers: 500, alight: 0 s}\n" + stations + "routes:\n  way: " + way +
         "\n  drive: [down, leave]\n" + more;
}

const std::string people_of_days =
    "people: {table: days.csv, columns: {local: local, visitor: visitor, rare: rare}}, profile: ";
const std::string all_day = "{\"07:00-20:00\": 1}";

/// Persons of a class who came on a day, of all sources.
std::map<std::pair<int, std::string>, int> people_by_day(const Replay& run) {
  std::map<std::pair<int, std::string>, int> out;
  for (const Event& e : run.events)
    if (e.kind == EventKind::arrived) ++out[{static_cast<int>(e.tick / day), run.directory.classes[e.aux].name}];
  return out;
}

void expect_totals_of_days(const Replay& run) {
  auto people = people_by_day(run);
  const std::vector<std::array<int, 3>> expected = {{400, 123, 1}, {50, 0, 2}, {7000, 2500, 3}};
  for (int d = 0; d < 3; ++d) {
    const auto& of_day = expected[static_cast<std::size_t>(d)];
    EXPECT_EQ((people[{d, "local"}]), of_day[0]) << d;
    EXPECT_EQ((people[{d, "visitor"}]), of_day[1]) << d;
    EXPECT_EQ((people[{d, "rare"}]), of_day[2]) << d;
  }
}

TEST(DaysOfKinds, PeopleComeAtTheHoursOfTheirDay) {
  const Replay run = run_text(three_days("  day: {total: {" + people_of_days +
                                         "{by day: {Saturday: {\"09:00-10:00\": 1}, otherwise: {\"07:00-08:00\": "
                                         "1}}}}, direction: in, route: way}"),
                              with_holidays);
  expect_totals_of_days(run);
  std::map<Tick, int> hours;
  for (const Event& e : run.events)
    if (e.kind == EventKind::arrived) ++hours[e.tick / hour];
  EXPECT_EQ(hours, (std::map<Tick, int>{{7, 524}, {24 + 9, 52}, {48 + 7, 9503}}));
}

// Two come at 08:00, and the desk takes 10 min.
TEST(DaysOfKinds, ServersOpenByThePlanOfTheDay) {
  const Replay run = run_text(
      three_days("  train: {timetable: {people: {local: 2}, profile: {\"07:00-08:00\": 1}, times: [\"08:00\"]}, "
                 "direction: in, route: way}",
                 "  desk: {kind: counter, servers: 3, service: 10 min, open: {by day: {Saturday: 2, otherwise: 1}}}\n",
                 "", "[desk, leave]"),
      with_holidays);
  std::vector<Tick> done;
  for (const Event& e : run.events)
    if (e.kind == EventKind::left) done.push_back(e.tick / minute);
  EXPECT_EQ(done, (std::vector<Tick>{490, 500, 1440 + 490, 1440 + 490, 2880 + 490, 2880 + 500}));
}

TEST(DaysOfKinds, OfficersComeByTheShiftsOfTheDay) {
  const Replay run = run_text(
      three_days("  train: {timetable: {people: {local: 2}, profile: {\"07:00-08:00\": 1}, times: [\"08:00\"]}, "
                 "direction: in, route: way}",
                 "  desk: {kind: counter, servers: 2, service: 10 min, post: officer}\n",
                 "officers: {officer: {shifts: {day: {officers: {by day: {Saturday: 2, otherwise: 1}}, from: {by day: "
                 "{Sunday: \"09:00\", otherwise: \"07:00\"}}, until: \"18:00\"}}}}\n",
                 "[desk, leave]"),
      with_holidays);
  std::vector<Tick> done;
  for (const Event& e : run.events)
    if (e.kind == EventKind::left) done.push_back(e.tick / minute);
  EXPECT_EQ(done, (std::vector<Tick>{490, 500, 1440 + 490, 1440 + 490, 2880 + 550, 2880 + 560}));
  EXPECT_EQ(run.directory.officers.size(), 2U);
}

// 400, none and 2,500 visitors of whom 40% come in groups of 30: 49 in two of them, none, and 1,000 in 33.
TEST(DaysOfKinds, GroupsAreAShareOfTheirClass) {
  const Replay run = run_text(three_days("  day: {total: {" + people_of_days + all_day +
                                         "}, direction: in, route: way}\n"
                                         "  tours: {groups: {of: day, class: visitor, share: 40%, size: 30, profile: " +
                                         all_day + ", spread: 0 s}, direction: in, route: way}"),
                              with_holidays);
  expect_totals_of_days(run);
  std::map<int, int> in_groups;
  for (const Event& e : run.events)
    if (e.kind == EventKind::arrived && run.directory.stations[e.station].name == "p/tours")
      ++in_groups[static_cast<int>(e.tick / day)];
  EXPECT_EQ(in_groups, (std::map<int, int>{{0, 60}, {2, 990}}));
}

// A share comes in cars and a share in coaches, whose number follows; the rest walks. Nobody comes twice.
TEST(DaysOfKinds, VehiclesTakeTheirPeopleOutOfTheDaysPeople) {
  const Replay run =
      run_text(three_days("  day: {total: {" + people_of_days + all_day +
                          "}, direction: in, route: way}\n"
                          "  cars: {total: {people: {car: 1}, profile: " +
                          all_day +
                          "}, carries: {number: {1: 40%, 3: 60%}, of: day, share: 44%}, direction: in, route: drive}\n"
                          "  coaches: {total: {people: {coach: 1}, profile: " +
                          all_day +
                          "}, carries: {number: 35, of: day, share: 45%}, direction: in, route: drive}\n"
                          "  tours: {groups: {of: day, class: visitor, share: 10%, size: 10, profile: " +
                          all_day + ", spread: 0 s}, direction: in, route: way}"),
               with_holidays);
  expect_totals_of_days(run);
  auto people = people_by_day(run);
  // 524 x 44% / 2.2 = 104.8 cars and 524 x 45% / 35 = 6.7 coaches; 52 and 9,503 people likewise.
  EXPECT_EQ((people[{0, "car"}]), 105);
  EXPECT_EQ((people[{1, "car"}]), 10);
  EXPECT_EQ((people[{2, "car"}]), 1901);
  EXPECT_EQ((people[{0, "coach"}]), 7);
  EXPECT_EQ((people[{1, "coach"}]), 1);
  EXPECT_EQ((people[{2, "coach"}]), 122);
  // Those aboard are of all classes alike: of 2,500 visitors 250 are in groups, of the others 91% of those left ride.
  double riding = 0;
  for (const Event& e : run.events)
    if (e.kind == EventKind::arrived && e.tick >= 2 * day && run.directory.classes[e.aux].name == "visitor" &&
        run.directory.stations[e.station].name != "p/day" && run.directory.stations[e.station].name != "p/tours")
      ++riding;
  const double share = (1901 * 2.2 + 122 * 35) / (9503 - 250);
  EXPECT_NEAR(riding / 2250, share, 4 * std::sqrt(share * (1 - share) / 2250));
}

// Friday has cars, Saturday coaches; two visitors are in each.
TEST(DaysOfKinds, AClassMayComeOnALaterKindOfDayOnly) {
  for (const std::string friday : {"car: 4", "car: 4, coach: 0"}) {
    const auto run_with = [&](const std::string& more) {
      return run_text(three_days("  traffic: {total: {people: {by day: {Saturday: {coach: 3}, otherwise: {" + friday +
                                     "}}}, profile: " + all_day +
                                     "}, carries: {number: 2, mix: {visitor: 1}}, direction: in, route: drive}",
                                 "", more),
                      with_holidays);
    };
    using People = std::map<std::pair<int, std::string>, int>;
    const Replay usual = run_with("");
    EXPECT_EQ(people_by_day(usual), (People{{{0, "car"}, 4},
                                            {{0, "visitor"}, 8},
                                            {{1, "coach"}, 3},
                                            {{1, "visitor"}, 6},
                                            {{2, "car"}, 4},
                                            {{2, "visitor"}, 8}}));
    // Those of the coaches' class can be kept away, or be more.
    const std::string feast =
        "disruptions: {feast: {from: \"24:00\", until: \"48:00\", demand: {class: coach, factor: ";
    EXPECT_EQ((people_by_day(run_with(feast + "0%}}}\n"))[{1, "coach"}]), 0);
    const Replay twice = run_with(feast + "200%}}}\n");
    EXPECT_EQ((people_by_day(twice)[{1, "coach"}]), 6);
    EXPECT_EQ((people_by_day(twice)[{1, "visitor"}]), 12);
    EXPECT_EQ(twice.directory.disruptions.at(0).idle, "");
  }
}

// Visitors come from Saturday on. Their way, and a crowd of them, are known from the beginning.
TEST(DaysOfKinds, ACrowdIsOfAClassThatComesOnALaterKindOfDay) {
  const Replay run = run_text(
      three_days(
          "  day: {total: {people: {by day: {Friday: {local: 5}, otherwise: {local: 5, visitor: 7}}}, profile: " +
              all_day + "}, direction: in, route: way}",
          "  desk: {kind: counter, service: 1 s}\n",
          "disruptions: {crowd: {from: \"24:00\", until: \"48:00\", extra people: {number: 100 persons, mix: "
          "{visitor: 100%}}}}\n",
          "[choose: [{class: visitor, to: desk}, {to: hall}], leave]"),
      with_holidays);
  EXPECT_EQ(run.directory.disruptions.at(0).idle, "");
  auto people = people_by_day(run);
  EXPECT_EQ((people[{0, "visitor"}]), 0);
  EXPECT_EQ((people[{1, "visitor"}]), 107);
  EXPECT_EQ((people[{2, "visitor"}]), 7);
  EXPECT_EQ(run.directory.links.size(), 2U);  // from the door to the desk, and to the hall
}

TEST(DaysOfKinds, DemandIsScaledAndGrows) {
  const Replay run = run_text(three_days("  scale: 200%\n  growth: {per year: 50%, from: 2023}\n  day: {total: {" +
                                         people_of_days + all_day + "}, direction: in, route: way}"),
                              with_holidays);
  auto people = people_by_day(run);
  EXPECT_EQ((people[{0, "local"}]), 1200);
  EXPECT_EQ((people[{1, "rare"}]), 6);
  EXPECT_EQ((people[{2, "visitor"}]), 7500);
}

// 100 people an hour, on Saturday twice as many: the total exactly, the rate but for luck. The year turns on Saturday.
TEST(DaysOfKinds, DemandIsScaledByTheDay) {
  const auto of = [](const std::string& scale) {
    return people_by_day(run_text(
        three_days(
            "  " + scale + "\n  day: {total: {people: {local: 2400}, profile: " + all_day +
            "}, direction: in, route: way}\n  stream: {rate: {mean: 100 persons/h, mix: {visitor: 1}}, direction: "
            "in, route: way}\n"
            "  parties: {rate: {mean: 100 persons/h, mix: {rare: 1}}, direction: in, route: way, party: {2: "
            "100%}}"),
        with_holidays));
  };
  auto people = of("scale: {by day: {Saturday: 200%, Sunday: 50%, otherwise: 100%}}");
  int d = 0;
  for (const double scale : {1.0, 2.0, 0.5}) {
    EXPECT_EQ((people[{d, "local"}]), 2400 * scale) << d;
    EXPECT_NEAR((people[{d, "visitor"}]), 2400 * scale, 4 * std::sqrt(2400 * scale)) << d;
    EXPECT_NEAR((people[{d, "rare"}]), 4800 * scale, 8 * std::sqrt(2400 * scale)) << d;
    ++d;
  }
}

// 31 December and 1 January.
TEST(DaysOfKinds, DemandGrowsByTheYearOfEachDate) {
  const Replay run = run_text(
      "crossflow: 1\ndate: 2024-12-31\ndays: 2\nclasses: {local: Locals, visitor: Visitors}\nport: {name: p}\ndemand:\n"
      "  growth: {per year: 50%, from: 2024}\n"
      "  day: {total: {people: {local: 2000}, profile: {\"07:00-20:00\": 1}}, direction: in, route: way}\n"
      "  stream: {rate: {mean: 100 persons/h, mix: {visitor: 1}}, direction: in, route: way}\n"
      "stations: {hall: {kind: hall, walk: {distance: 10 m, speed: 1 m/s}}}\nroutes: {way: [hall, leave]}\n");
  auto people = people_by_day(run);
  EXPECT_EQ((people[{0, "local"}]), 2000);
  EXPECT_EQ((people[{1, "local"}]), 3000);
  EXPECT_NEAR((people[{0, "visitor"}]), 2400, 4 * std::sqrt(2400));
  EXPECT_NEAR((people[{1, "visitor"}]), 3600, 4 * std::sqrt(3600));
}

}  // namespace
}  // namespace crossflow::test

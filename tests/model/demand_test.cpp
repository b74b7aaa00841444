// Who comes and when: exact totals, groups, maximum flow, recorded lists, parties, typical days.
#include <cmath>

#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

/// Everybody walks through a hall; demand as given, indented by two.
std::string only_demand(const std::string& demand, const std::string& head = "") {
  return "crossflow: 1\ndate: 2024-01-01\n" + head +
         "classes: {local: Locals, visitor: Visitors}\nport: {name: p}\ndemand:\n" + demand +
         "\nstations:\n  hall: {kind: hall, walk: {distance: 10 m, speed: 1 m/s}}\n"
         "routes:\n  way: [hall, leave]\n";
}

std::int64_t generated(const Replay& run, const std::string& of_class) {
  std::int64_t n = 0;
  for (const FlowRow& row : run.rows.of<FlowRow>())
    if (run.directory.classes[row.traveller_class].name == of_class) n += row.generated;
  return n;
}

/// When the people of a class came, by number.
std::map<std::int32_t, Tick> arrivals(const Replay& run, const std::string& source, const std::string& of_class) {
  std::map<std::int32_t, Tick> out;
  for (const auto& [who, need] : needs_of(run))
    if (std::get<0>(who) == "p/" + source && std::get<1>(who) == of_class) out[std::get<2>(who)] = need.arrival;
  return out;
}

const std::string known_people =
    "  day: {total: {people: {local: 400, visitor: 123}, profile: {\"07:00-08:00\": 1, \"09:00-10:00\": 3}}, "
    "direction: in, route: way}";

TEST(Demand, ATotalIsExactlyThatManyPeopleAtTimesOfTheProfile) {
  const Replay run = run_text(only_demand(known_people));
  EXPECT_EQ(generated(run, "local"), 400);
  EXPECT_EQ(generated(run, "visitor"), 123);
  std::map<Tick, int> by_hour;
  for (const Event& e : run.events)
    if (e.kind == EventKind::arrived) ++by_hour[e.tick / hour];
  ASSERT_EQ(by_hour.size(), 2U);
  EXPECT_NEAR(by_hour[7] / 523.0, 0.25, 0.08);  // four standard errors
  EXPECT_EQ(by_hour[7] + by_hour[9], 523);
}

TEST(Demand, AFactorKeepsTheTimesOfTheFirstTravellers) {
  const Replay usual = run_text(only_demand(known_people));
  std::string more = known_people;
  more.replace(more.find("total: {"), 8, "total: {factor: 110%, ");
  const Replay busy = run_text(only_demand(more));
  EXPECT_EQ(generated(busy, "local"), 440);
  EXPECT_EQ(generated(busy, "visitor"), 135);
  for (const char* of_class : {"local", "visitor"}) {
    const auto before = arrivals(usual, "day", of_class);
    const auto after = arrivals(busy, "day", of_class);
    ASSERT_FALSE(before.empty());
    for (const auto& [number, at] : before) EXPECT_EQ(after.at(number), at) << of_class << " " << number;
  }
}

TEST(Demand, AnotherSeedGivesOtherTimes) {
  EXPECT_NE(arrivals(run_text(only_demand(known_people), {}, 1), "day", "local"),
            arrivals(run_text(only_demand(known_people), {}, 2), "day", "local"));
}

TEST(Demand, EveryDayHasItsTotal) {
  const Replay run = run_text(only_demand(known_people, "days: 3\n"));
  std::map<Tick, int> by_day;
  for (const Event& e : run.events)
    if (e.kind == EventKind::arrived) ++by_day[e.tick / day];
  EXPECT_EQ(by_day, (std::map<Tick, int>{{0, 523}, {1, 523}, {2, 523}}));
}

TEST(Demand, RowsOfATableFollowTheDates) {
  const std::string of_dates =
      "  day: {total: {people: {table: people.csv, columns: {local: residents, visitor: visitors}}, "
      "profile: {\"08:00-10:00\": 1}}, direction: in, route: way}";
  std::string text = only_demand(of_dates, "days: 2\n");
  text.replace(text.find("2024-01-01"), 10, "2024-10-20");
  const Replay run = run_text(
      text, {{"people.csv", "date,residents,visitors\n2024-10-21,800,90\n2024-10-19,1,1\n2024-10-20,900,100\n"}});
  std::map<std::pair<Tick, int>, int> by_day_and_class;
  for (const Event& e : run.events)
    if (e.kind == EventKind::arrived) ++by_day_and_class[{e.tick / day, e.aux}];
  EXPECT_EQ(by_day_and_class,
            (std::map<std::pair<Tick, int>, int>{{{0, 0}, 900}, {{0, 1}, 100}, {{1, 0}, 800}, {{1, 1}, 90}}));
}

TEST(Demand, PartiesAddUpToTheTotal) {
  std::string parties = known_people;
  parties.replace(parties.rfind("direction"), 9, "party: {1: 50%, 3: 50%}, direction");
  const Replay run = run_text(only_demand(parties));
  EXPECT_EQ(generated(run, "local"), 400);
  EXPECT_EQ(generated(run, "visitor"), 123);
  // Parties of three persons who bear numbers one after the other and come at one instant.
  int threes = 0;
  for (const Event& e : run.events)
    if (e.kind == EventKind::arrived && e.server == 2) ++threes;
  EXPECT_NEAR(threes, 523 / 4.0, 30);
}

TEST(Demand, GroupsAreTakenOutOfTheStream) {
  const std::string with_groups =
      known_people +
      "\n  tours: {groups: {of: day, class: visitor, number: 3, size: {uniform: [8, 12]}, profile: "
      "{\"07:00-08:00\": 1}, before: {time: \"07:30\", share: 50%}, spread: 2 min}, direction: in, route: way}";
  const Replay run = run_text(only_demand(with_groups));
  EXPECT_EQ(generated(run, "local"), 400);
  EXPECT_EQ(generated(run, "visitor"), 123) << "groups are no people on top";
  const auto members = arrivals(run, "tours", "visitor");
  EXPECT_GE(members.size(), 24U);
  EXPECT_LE(members.size(), 36U);
  std::map<std::int32_t, std::pair<Tick, Tick>> groups;  // by thousands of numbers: first and last
  for (const auto& [number, at] : members) {
    EXPECT_GE(at, 7 * hour);
    EXPECT_LT(at, 8 * hour);
    auto& [first, last] = groups.try_emplace(number / 1024, at, at).first->second;
    first = std::min(first, at);
    last = std::max(last, at);
  }
  EXPECT_EQ(groups.size(), 3U);
  for (const auto& [group, times] : groups) EXPECT_LE(times.second - times.first, 2 * minute);
}

TEST(Demand, GroupsOfEachDayHaveSizesOfTheirOwnAndTheTotalHolds) {
  const std::string with_groups =
      known_people +
      "\n  tours: {groups: {of: day, class: visitor, number: 3, size: {uniform: [8, 40]}, profile: "
      "{\"07:00-08:00\": 1}, spread: 2 min}, direction: in, route: way}";
  const Replay run = run_text(only_demand(with_groups, "days: 2\n"));
  EXPECT_EQ(generated(run, "visitor"), 2 * 123);
  std::map<Tick, int> of_day;
  for (const auto& [number, at] : arrivals(run, "tours", "visitor")) ++of_day[at / day];
  ASSERT_EQ(of_day.size(), 2U);
  EXPECT_NE(of_day[0], of_day[1]);
}

TEST(Demand, RecordedPeopleComeWhenTheyCame) {
  const Replay run = run_text(only_demand("  people: {recorded: {table: list.csv}, route: way}"),
                              {{"list.csv", "class,time\nvisitor,00:00:07\nlocal,00:00:02\nlocal,01:00\n"}});
  EXPECT_EQ(run.told({"arrives"}), lines("2 b arrives\n7 a arrives\n3600 c arrives"));
  EXPECT_EQ(generated(run, "visitor"), 1);
}

TEST(Demand, RecordedPeopleMayComeTogether) {
  const Replay run = run_text(only_demand("  people: {recorded: {table: list.csv}, route: way}"),
                              {{"list.csv", "time,class,persons\n00:00:02,local,3\n00:00:05,local,1\n"}});
  EXPECT_EQ(run.told({"arrives"}), lines("2 a arrives\n2 b arrives\n2 c arrives\n5 d arrives"));
}

TEST(Demand, AMaximumFlowHoldsTheRestOutside) {
  const Replay run = Small{.stations = "  hall: {kind: hall, walk: {distance: 1 m, speed: 1 m/s}}",
                           .way = "[hall, leave]",
                           .people = {"0 local", "1 local", "2 local", "50 local", "50 local"},
                           .source = ", maximum flow: 6 persons/min"}
                         .run();
  EXPECT_EQ(run.told({"joins", "starts"}), lines(R"(
    0 a starts hall
    1 b joins people
    2 c joins people
    10 b starts hall
    20 c starts hall
    50 d starts hall
    50 e joins people
    60 e starts hall
  )"));
  EXPECT_EQ(run.all().entered, 5);
}

TEST(Demand, APartyTakesAsMuchOfTheMaximumFlowAsItHasPersons) {
  const Replay run = Small{.stations = "  hall: {kind: hall, walk: {distance: 1 m, speed: 1 m/s}}",
                           .way = "[hall, leave]",
                           .people = {"0 local 3", "1 local"},
                           .source = ", maximum flow: 6 persons/min"}
                         .run();
  EXPECT_EQ(run.told({"starts"}), lines("0 a starts hall\n0 b starts hall\n0 c starts hall\n30 d starts hall"));
}

TEST(Demand, APoissonStreamHasItsRateAndMix) {
  const Replay run = run_text(only_demand(
      "  stream: {rate: {mean: {\"00:00\": 2 persons/min, \"06:00\": 4 persons/min, \"12:00\": 0 persons/min}, mix: "
      "{local: 3, visitor: 1}}, route: way}"));
  std::map<Tick, int> by_quarter;
  for (const Event& e : run.events)
    if (e.kind == EventKind::arrived) ++by_quarter[e.tick / (6 * hour)];
  EXPECT_NEAR(by_quarter[0], 720, 4 * std::sqrt(720));
  EXPECT_NEAR(by_quarter[1], 1440, 4 * std::sqrt(1440));
  EXPECT_EQ(by_quarter.size(), 2U);
  const double all = static_cast<double>(run.all().generated);
  EXPECT_NEAR(static_cast<double>(generated(run, "local")) / all, 0.75, 0.04);
}

// Before the first time of a day what held last the day before, on the first date too.
TEST(Demand, APoissonStreamGoesOnOverMidnight) {
  const Replay run = run_text(
      "days: 2\n" + only_demand("  stream: {rate: {mean: {\"06:00\": 0 persons/min, \"12:00\": 4 persons/min}, mix: "
                                "{local: 1}}, route: way}"));
  std::map<Tick, int> by_quarter;
  for (const Event& e : run.events)
    if (e.kind == EventKind::arrived) ++by_quarter[e.tick / (6 * hour)];
  for (const Tick q : {0, 2, 3, 4, 6, 7}) EXPECT_NEAR(by_quarter[q], 1440, 4 * std::sqrt(1440)) << q;
  EXPECT_EQ(by_quarter.size(), 6U);
}

TEST(Demand, APoissonStreamMayEndAfterANumber) {
  const Replay run = run_text(
      only_demand("  stream: {rate: {mean: 2 persons/min, mix: {local: 1}, number: 100 persons}, route: way}"));
  EXPECT_EQ(run.all().generated, 100);
}

TEST(Demand, ATypicalDayDrawsItsTotal) {
  const auto day_of = [](const std::string& spread, std::uint64_t seed) {
    return run_text(only_demand("  day: {typical day: {people: {local: 300, visitor: 200}, profile: "
                                "{\"07:00-08:00\": 1, \"08:00-09:00\": 1}" +
                                spread + "}, direction: in, route: way}"),
                    {}, seed);
  };
  const int days = 60;
  for (const auto& [spread, cv] : std::map<std::string, double>{
           {"", 0.0}, {", spread: {day: 20%}", 0.2}, {", spread: {hour: 30%}", 0.3 / std::sqrt(2)}}) {
    double sum = 0;
    double squares = 0;
    std::set<std::int64_t> totals;
    for (int seed = 1; seed <= days; ++seed) {
      const auto n = day_of(spread, static_cast<std::uint64_t>(seed)).all().generated;
      totals.insert(n);
      sum += static_cast<double>(n);
      squares += static_cast<double>(n * n);
    }
    const double mean = sum / days;
    const double variance = squares / days - mean * mean;
    const double expected_variance = 500 + 500 * 500 * cv * cv;  // Poisson, and the factor
    EXPECT_NEAR(mean, 500, 4 * std::sqrt(expected_variance / days)) << spread;
    EXPECT_NEAR(variance / expected_variance, 1, 0.75) << spread;  // four standard errors of a variance of sixty
    EXPECT_GT(totals.size(), 20U) << spread;
  }
}

TEST(Demand, ClassesShareTheFactorOfTheDay) {
  // With a large factor and large means both classes move together, in proportion.
  double product = 0;
  double local_squares = 0;
  double visitor_squares = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const Replay run = run_text(
        only_demand(
            "  day: {typical day: {people: {local: 2000, visitor: 1000}, profile: {\"07:00-08:00\": 1}, spread: "
            "{day: 30%}}, direction: in, route: way}"),
        {}, seed);
    const double local = static_cast<double>(generated(run, "local")) / 2000 - 1;
    const double visitor = static_cast<double>(generated(run, "visitor")) / 1000 - 1;
    product += local * visitor;
    local_squares += local * local;
    visitor_squares += visitor * visitor;
  }
  EXPECT_GT(product / std::sqrt(local_squares * visitor_squares), 0.95);
}

/// A typical day of cars, each with two people, on a road.
Replay day_of_cars(const std::string& day, std::uint64_t seed) {
  return run_text(
      "crossflow: 1\ndate: 2024-01-01\nclasses: {car: {kind: vehicle, length: 5 m}, local: Locals}\nport: {name: "
      "p}\ndemand:\n  cars: {typical day: " +
          day +
          ", carries: {number: 2, mix: {local: 1}}, direction: in, route: way}\nstations:\n  ramp: {kind: road, "
          "length: "
          "20 m, speed: 10 m/s, headway: 0 s, lanes: 9}\nroutes:\n  way: [ramp, leave]\n",
      {}, seed);
}

TEST(Demand, ATypicalDayOfCarsBringsAllWhoAreAboard) {
  const Replay run = day_of_cars("{people: {car: 300}, profile: {\"07:00-09:00\": 1}}", 1);
  std::map<std::string, std::int64_t> left;
  for (const FlowRow& row : run.rows.of<FlowRow>()) left[run.directory.classes[row.traveller_class].name] += row.left;
  EXPECT_NEAR(static_cast<double>(left["car"]), 300, 5 * std::sqrt(300.0));
  EXPECT_EQ(left["local"], 2 * left["car"]);
  EXPECT_EQ(run.count(EventKind::arrived), 3 * static_cast<std::size_t>(left["car"]));
}

TEST(Demand, ATypicalDayHasNoMoreCarsThanNumbers) {
  // With such a spread about one day in eight would have more than twice the mean.
  std::size_t most = 0;
  for (std::uint64_t seed = 1; seed < 40 && most < 3 * 32768; ++seed)
    most =
        std::max(most, day_of_cars("{people: {car: 16384}, profile: {\"07:00-22:00\": 1}, spread: {day: 200%}}", seed)
                           .count(EventKind::arrived));
  EXPECT_EQ(most, 3U * 32768U);
}

}  // namespace
}  // namespace crossflow::test

// Who comes at one instant stands mixed, in an order that is drawn and that no name decides.
#include "sim/model/one_instant.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

std::string small_port(const std::string& classes, const std::string& demand, const std::string& stations,
                       const std::string& routes) {
  return "crossflow: 1\ndate: 2024-01-01\nclasses: {" + classes + "}\nport: {name: p}\ndemand:\n" + demand +
         "stations:\n" + stations + "routes:\n" + routes;
}

const std::string one_desk = "  desk: {kind: counter, service: 1 min}\n";

// The class of everybody who starts at a station, in order.
std::vector<std::string> classes_in_order(const Replay& run, EventKind kind, const std::string& station) {
  std::map<std::uint32_t, std::uint8_t> of;
  std::vector<std::string> out;
  for (const Event& e : run.events) {
    if (e.kind == EventKind::arrived) of[e.entity] = e.aux;
    if (e.kind == kind && e.station == run.station(station)) out.push_back(run.directory.classes[of[e.entity]].name);
  }
  return out;
}

/// Of how many of the first half of a line, over some replications, a class is: on average, of all of that class.
double share_in_first_half(const std::function<std::vector<std::string>(std::uint64_t)>& line_of,
                           const std::string& of_class) {
  double sum = 0;
  constexpr int runs = 30;
  for (int seed = 1; seed <= runs; ++seed) {
    const std::vector<std::string> line = line_of(static_cast<std::uint64_t>(seed));
    const auto half = line.begin() + static_cast<std::ptrdiff_t>(line.size() / 2);
    sum += static_cast<double>(std::count(line.begin(), half, of_class)) /
           static_cast<double>(std::count(line.begin(), line.end(), of_class));
  }
  return sum / runs;
}

// Half of a hundred drawn without putting back: 0.05 of standard deviation, so 0.009 of the mean of thirty.
constexpr double enough = 0.046;

TEST(OneInstant, TwoClassesOfATrainAreMixedWhateverTheyAreCalled) {
  for (const std::string first : {"alpha", "zeta"}) {
    const auto line_of = [&](std::uint64_t seed) {
      const Replay run =
          run_text(small_port(first + ": A, beta: B",
                              "  s: {direction: in, route: way, timetable: {people: {" + first +
                                  ": 50, beta: 50}, profile: {\"08:00-09:00\": 1}, times: [\"09:00\"]}}\n",
                              one_desk, "  way: [desk, leave]\n"),
                   {}, seed);
      return classes_in_order(run, EventKind::started, "desk");
    };
    EXPECT_NEAR(share_in_first_half(line_of, first), 0.5, enough) << first;
  }
}

std::string list(const std::string& of_class, int rows, int persons = 1) {
  std::string csv;
  for (int i = 0; i < rows; ++i) csv += fmt::format("09:00,{},{}\n", of_class, persons);
  return csv;
}

TEST(OneInstant, SoAreRowsOfAListAndThePeopleOfRows) {
  for (const int persons : {1, 50}) {
    const auto line_of = [&](std::uint64_t seed) {
      const Replay run = run_text(
          small_port(
              "alpha: A, beta: B",
              "  s: {direction: in, route: way, recorded: {table: s.csv}, party: {size: {1: 100%}, moves: split}}\n",
              one_desk, "  way: [desk, leave]\n"),
          {{"s.csv",
            "time,class,persons\n" + list("alpha", 50 / persons, persons) + list("beta", 50 / persons, persons)}},
          seed);
      return classes_in_order(run, EventKind::started, "desk");
    };
    EXPECT_NEAR(share_in_first_half(line_of, "alpha"), 0.5, enough) << persons;
  }
}

TEST(OneInstant, SoAreThePeopleOfTwoSources) {
  const auto line_of = [&](std::uint64_t seed) {
    const Replay run = run_text(
        small_port("alpha: A, beta: B",
                   "  first: {direction: in, route: way, recorded: {table: a.csv}}\n"
                   "  second: {direction: in, route: way, recorded: {table: b.csv}}\n",
                   one_desk, "  way: [desk, leave]\n"),
        {{"a.csv", "time,class,persons\n" + list("alpha", 50)}, {"b.csv", "time,class,persons\n" + list("beta", 10)}},
        seed);
    return classes_in_order(run, EventKind::started, "desk");
  };
  EXPECT_NEAR(share_in_first_half(line_of, "beta"), 0.5, 2 * enough) << "ten among fifty: not one by one with them";
}

TEST(OneInstant, SoAreThePeopleOfACoachAndThoseOfADisruption) {
  const auto off = [&](std::uint64_t seed) {
    const Replay run = run_text(
        small_port(
            "alpha: A, beta: B, coach: {kind: vehicle, length: 12 m}",
            "  s: {direction: in, route: way, recorded: {table: s.csv}, carries: [{number: 30, mix: {alpha: 1}}, "
            "{number: 30, mix: {beta: 1}}]}\n",
            "  down: {kind: coach-set-down, alight: 3 s}\n  exit: {kind: road, length: 5 m, speed: 50 m/s}\n",
            "  way: [down, {choose: [{class: coach, to: exit}, {to: leave}]}, leave]\n"),
        {{"s.csv", "time,class\n09:00,coach\n"}}, seed);
    std::vector<std::string> line = classes_in_order(run, EventKind::ended, "down");
    line.pop_back();  // the coach
    return line;
  };
  EXPECT_NEAR(share_in_first_half(off, "alpha"), 0.5, 1.3 * enough);
}

// A class alone keeps the order of its numbers, so rows of a list stay as they are.
TEST(OneInstant, AClassKeepsItsOrder) {
  const Replay run = Small{.stations = "  desk: {kind: counter, service: 60 s}",
                           .way = "[desk, leave]",
                           .people = {"0 local", "0 visitor", "0 local", "0 visitor", "0 local"}}
                         .run();
  const std::string told = run.told({"starts"});
  const auto where = [&told](const std::string& who) { return told.find(who + " starts"); };
  EXPECT_LT(where("a"), where("c"));
  EXPECT_LT(where("c"), where("e"));
  EXPECT_LT(where("b"), where("d"));
}

TEST(OneInstant, PartiesThatMoveTogetherStandTogether) {
  const Replay run = Small{.stations = "  desk: {kind: counter, service: 60 s}",
                           .way = "[desk, leave]",
                           .people = {"0 local 3", "0 visitor 4"}}
                         .run();
  const std::string told = run.told({"starts"});
  EXPECT_TRUE(told.find("0 a starts") < told.find("d starts") ? told.find("c starts") < told.find("d starts")
                                                              : told.find("g starts") < told.find("a starts"))
      << told;
}

TEST(OneInstant, MembersOfASplitPartyStillMeet) {
  const Replay run = Small{.stations = "  desk: {kind: counter, service: 60 s}\n  meeting: {kind: regroup}",
                           .way = "[desk, meeting, leave]",
                           .people = {"0 local 3", "0 visitor 2"},
                           .source = ", party: {size: {1: 100%}, moves: split}"}
                         .run();
  std::map<Tick, int> left;
  for (const Event& e : run.events)
    if (e.kind == EventKind::left) ++left[e.tick];
  ASSERT_EQ(left.size(), 2U) << "each party as one";
  EXPECT_EQ(left.rbegin()->first, 300 * second);
  EXPECT_EQ(std::min(left.begin()->second, left.rbegin()->second), 2);
}

TEST(OneInstant, PlacesAreSharedOutWithinAClass) {
  EXPECT_EQ(places_of_one_instant({1, 0, 1, 0}, {40, 30, 20, 10}), (std::vector<std::uint32_t>{20, 10, 40, 30}));
  EXPECT_EQ(places_of_one_instant({}, {}), std::vector<std::uint32_t>{});
}

}  // namespace
}  // namespace crossflow::test

// `scale` of all demand: who comes at a smaller scale comes at a larger one too, at the same time and with the same
// needs.
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

Needs at_scale(int percent, const std::string& source) {
  return needs_of(run_text(fmt::format(
      "crossflow: 1\ndate: 2024-01-01\nclasses: {{local: Locals, visitor: Visitors}}\nport: {{name: p}}\ndemand:\n  "
      "scale: {}%\n{}stations:\n  desk: {{kind: counter, servers: 900, service: {{exponential: 30 s}}}}\nroutes:\n  "
      "way: [desk, leave]\n",
      percent, source)));
}

// Each among those of the next; numbers of people as they should be. `cut`: parties that have fewer members, and so
// other services, where the number of people ends within them.
void expect_nested(const std::string& source, double persons, double give, std::size_t cut = 0) {
  Needs fewer;
  for (const int percent : {40, 100, 110, 200, 230}) {
    const Needs more = at_scale(percent, source);
    EXPECT_NEAR(static_cast<double>(more.size()), persons * percent / 100, give) << percent;
    std::size_t missing = 0;
    for (const auto& [who, need] : fewer) {
      const auto found = more.find(who);
      missing += found == more.end() || found->second != need;
      if (found == more.end()) continue;
      EXPECT_EQ(found->second.arrival, need.arrival);
    }
    EXPECT_LE(missing, cut) << percent;
    fewer = more;
  }
}

const std::string way = ", direction: out, route: way";
const std::string people = "people: {local: 200, visitor: 100}, profile: {\"00:00-03:00\": 1}";

TEST(ScaledDemand, OfATotal) {
  expect_nested("  going: {total: {" + people + "}" + way + "}\n", 300, 0);
}

TEST(ScaledDemand, OfATotalInParties) {
  expect_nested("  going: {total: {" + people + "}" + way + ", party: {1: 50%, 3: 50%}}\n", 300, 0, 4);
}

TEST(ScaledDemand, OfATimetable) {
  expect_nested("  going: {timetable: {" + people +
                    ", times: [\"01:00\", \"02:00\", \"03:00\"], spread: {uniform: [0 s, 60 s]}}" + way + "}\n",
                300, 0);
}

TEST(ScaledDemand, OfATypicalDay) {
  expect_nested("  going: {typical day: {" + people + "}" + way + "}\n", 300, 100);
}

TEST(ScaledDemand, OfARate) {
  expect_nested(
      "  going: {rate: {mean: {\"00:00\": 100 persons/h, \"02:00\": 200 persons/h, \"03:00\": 0 persons/h}, "
      "mix: {local: 2, visitor: 1}}" +
          way + "}\n",
      400, 100);
}

TEST(ScaledDemand, OfARateOfParties) {
  expect_nested("  going: {rate: {mean: {\"00:00\": 100 persons/h, \"03:00\": 0 persons/h}, mix: {local: 1}}" + way +
                    ", party: {1: 50%, 3: 50%}}\n",
                600, 200);
}

TEST(ScaledDemand, OfARateThatStopsAtANumber) {
  for (const int percent : {50, 100, 250})
    EXPECT_EQ(
        at_scale(percent, "  going: {rate: {mean: 100 persons/h, mix: {local: 1}, number: 90 persons}" + way + "}\n")
            .size(),
        90U);
}

// Two days of 100 an hour for three hours; from the one year to the next there are half as many more, and at 40% fewer
// than the rate says on the one and more on the other.
TEST(ScaledDemand, OfARateOverDaysOfTwoScales) {
  Needs fewer;
  for (const int percent : {40, 80, 100, 200}) {
    const Needs more = needs_of(run_text(fmt::format(
        "crossflow: 1\ndate: 2024-12-31\ndays: 2\nclasses: {{local: Locals}}\nport: {{name: p}}\ndemand:\n  scale: "
        "{}%\n "
        " growth: {{per year: 50%, from: 2024}}\n  going: {{rate: {{mean: {{\"00:00\": 100 persons/h, \"03:00\": 0 "
        "persons/h}}, mix: {{local: 1}}}}{}}}\nstations:\n  desk: {{kind: counter, servers: 900, service: "
        "{{exponential: 30 s}}}}\nroutes:\n  way: [desk, leave]\n",
        percent, way)));
    std::array<int, 2> by_day{};
    for (const auto& each : more) ++by_day.at(static_cast<std::size_t>(each.second.arrival / day));
    EXPECT_NEAR(by_day[0], 3.0 * percent, 4 * std::sqrt(3.0 * percent)) << percent;
    EXPECT_NEAR(by_day[1], 4.5 * percent, 4 * std::sqrt(4.5 * percent)) << percent;
    for (const auto& [who, need] : fewer) {
      const auto found = more.find(who);
      EXPECT_TRUE(found != more.end() && found->second == need) << percent;
    }
    fewer = more;
  }
}

TEST(ScaledDemand, OfGroupsAndTheRest) {
  expect_nested("  going: {total: {" + people + "}" + way +
                    "}\n  tours: {groups: {of: going, class: visitor, share: "
                    "50%, size: 5, profile: {\"00:00-03:00\": 1}, spread: 20 s}" +
                    way + "}\n",
                300, 0);
}

}  // namespace
}  // namespace crossflow::test

// From files to a scenario: what is read, in which order, and what holds across keys.
#include <gtest/gtest.h>

#include "tests/scenario/test_kinds.hpp"

namespace crossflow::testing {
namespace {

TEST(Load, ReadsAWholeScenario) {
  const Scenario scenario = scenario_of(good_scenario());
  EXPECT_EQ(scenario.title.en, "A small port");
  EXPECT_EQ(scenario.date, (Date{2024, 10, 20}));
  EXPECT_EQ(scenario.days, 1);
  EXPECT_EQ(scenario.bin, 15 * minute);
  ASSERT_EQ(scenario.classes.size(), 2U);
  EXPECT_EQ(scenario.classes[0].name, "resident");
  EXPECT_EQ(scenario.classes[0].label, (Label{"Residents", "居民"}));
  EXPECT_EQ(scenario.classes[0].pledge, (Pledge{0.98, 15 * minute}));
  EXPECT_EQ(scenario.classes[1].label.en, "visitor");
  EXPECT_EQ(scenario.directions, std::vector<std::string>{"arrival"});
  ASSERT_EQ(scenario.ports.size(), 1U);
  const Port& port = scenario.ports[0];
  EXPECT_EQ(port.name, "lake");
  EXPECT_EQ(port.label.en, "lake");
  EXPECT_EQ(port.hours, (Hours{7 * hour, 22 * hour}));
  EXPECT_EQ(port.at_closing, AtClosing::clear_inside);
  ASSERT_EQ(port.stations.size(), 2U);
  EXPECT_EQ(port.stations[0].name, "desks");
  EXPECT_EQ(port.stations[0].kind->name, "counter");
  EXPECT_EQ(port.stations[0].authority, "immigration");
  EXPECT_EQ(port.stations[0].place.line, 14);
  ASSERT_EQ(port.routes.size(), 1U);
  ASSERT_EQ(port.routes[0].steps.size(), 3U);
  EXPECT_EQ(port.routes[0].steps[0].stations, std::vector<std::size_t>{1});
  EXPECT_EQ(port.routes[0].steps[2].kind, Step::Kind::leave);
  EXPECT_EQ(port.sources[0].route, 0U);
  const CounterKeys& desks = counter_keys(scenario, "desks");
  EXPECT_EQ(desks.servers, 4);
  EXPECT_EQ(desks.queue.space, 200);
  EXPECT_TRUE(desks.queue.single);
  EXPECT_EQ(*desks.service.find(0, false), Distribution::lognormal(16, 0.5));
  EXPECT_EQ(*desks.service.find(1, false), Distribution::constant(30));
  EXPECT_DOUBLE_EQ(hall_keys(scenario, "hall").area, 500);
  EXPECT_DOUBLE_EQ(rate_keys(scenario, "walkers").mean[0].second, 600.0 / 3600);
}

}  // namespace
}  // namespace crossflow::testing

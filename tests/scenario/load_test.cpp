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
  EXPECT_EQ(port.stations[0].authority, std::vector<std::string>{"immigration"});
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

TEST(Load, SeveralPortsHaveTheirOwnNames) {
  const Scenario scenario = scenario_of(R"(crossflow: 1
date: 2024-10-20
days: 2
classes: {resident: Residents}
results: {bin: 5 min}
ports:
  west:
    hours: "06:30-24:00"
    at closing: extend until empty
    demand: {s: {rate: 1 persons/s, route: b, direction: departure}}
    stations: {z: {kind: hall}, a: {kind: hall, hours: "08:00-20:00"}}
    routes: {b: [a, z, leave], a: leave}
  east:
    label: {en: East, zh: 東}
    demand: {s: {rate: 2 persons/s, route: r, direction: arrival}}
    stations: {m: {kind: hall}}
    routes: {r: [m, leave]}
)");
  EXPECT_EQ(scenario.days, 2);
  EXPECT_EQ(scenario.bin, 5 * minute);
  EXPECT_EQ(scenario.classes[0].label.en, "Residents");
  EXPECT_EQ(scenario.directions, (std::vector<std::string>{"arrival", "departure"}));
  ASSERT_EQ(scenario.ports.size(), 2U);
  EXPECT_EQ(scenario.ports[0].label, (Label{"East", "東"}));
  const Port& west = scenario.ports[1];
  EXPECT_EQ(west.name, "west");
  EXPECT_EQ(west.label.en, "west");
  EXPECT_EQ(west.hours, (Hours{6 * hour + 30 * minute, day}));
  EXPECT_EQ(west.at_closing, AtClosing::extend);
  EXPECT_EQ(west.stations[0].name, "a");
  EXPECT_EQ(west.stations[0].hours, (Hours{8 * hour, 20 * hour}));
  EXPECT_EQ(west.sources[0].route, 1U);
  EXPECT_EQ(west.routes[1].steps[0].stations, std::vector<std::size_t>{0});
  EXPECT_EQ(west.routes[1].steps[1].stations, std::vector<std::size_t>{1});
}

TEST(Load, TheOrderOfKeysDoesNotMatter) {
  const std::string turned = R"(routes:
  in: [hall, desks, leave]
stations:
  hall: {kind: hall}
  desks:
    queue: {space: 200 persons}
    service: {otherwise: 30 s, resident: {lognormal: {cv: 50%, mean: 16 s}}}
    servers: 4
    authority: immigration
    kind: counter
demand: {walkers: {route: in, direction: arrival, rate: 600 persons/h}}
classes:
  visitor: {}
  resident: {pledge: 98% within 15 min, label: {zh: 居民, en: Residents}}
port: {hours: "07:00-22:00", name: lake}
date: 2024-10-20
title: A small port
crossflow: 1
)";
  EXPECT_EQ(scenario_of(turned).resolved, scenario_of(good_scenario()).resolved);
}

TEST(Load, DefaultsAreReadAsAUserWouldWriteThem) {
  const Scenario scenario = scenario_of(good_scenario(), {{}, {"stations.desks.queue=~"}});
  EXPECT_EQ(counter_keys(scenario, "desks").queue.space, 0) << "an optional map that is absent keeps its own default";
  const Scenario empty = scenario_of(good_scenario(), {{}, {"stations.desks.queue=~", "stations.desks.queue={}"}});
  EXPECT_EQ(counter_keys(empty, "desks").queue.space, 100);
  EXPECT_EQ(hall_keys(empty, "hall").walk, Distribution::constant(60));
}

}  // namespace
}  // namespace crossflow::testing

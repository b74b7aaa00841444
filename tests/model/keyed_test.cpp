// Keyed randomness: a traveller's arrival and needs hang on who it is and on nothing else.
#include <gtest/gtest.h>

#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

const std::string day_source =
    "  day: {total: {people: {local: 200, visitor: 150}, profile: {\"07:00-08:00\": 1, \"08:00-09:00\": 2}}, "
    "party: {1: 60%, 2: 40%}, direction: in, route: way}\n";
const std::string stream_source =
    "  stream: {rate: {mean: 3 persons/min, mix: {local: 1, visitor: 2}, number: 200 persons}, direction: in, route: "
    "way}\n";
const std::string tour_source =
    "  tours: {groups: {of: day, class: visitor, number: 3, size: {uniform: [4, 9]}, profile: {\"07:00-09:00\": 1}, "
    "spread: 3 min}, direction: in, route: way}\n";
const std::string back_source =
    "  back: {total: {people: {local: 80}, profile: {\"07:00-09:00\": 1}}, direction: out, route: way}\n";

const std::string hall = "  hall: {kind: hall, walk: {distance: 80 m}}\n";
const std::string gates =
    "  gates: {kind: e-channel, authority: immigration, servers: 4, service: {lognormal: {mean: 10 s, cv: 35%}}, "
    "fails: {share: 10%, to: desks}}\n";
const std::string desks =
    "  desks: {kind: counter, authority: immigration, servers: 5, service: {local: {lognormal: {mean: 20 s, cv: 50%}}, "
    "otherwise: {lognormal: {mean: 40 s, cv: 50%}}}}\n";
const std::string xray =
    "  xray: {kind: baggage-scanner, belt: 600 bags/h, bags: {uniform: [1, 3]}, reading: {lognormal: "
    "{mean: 8 s, cv: 50%}}}\n";
const std::string way =
    "routes:\n  way:\n    - hall\n    - choose: [{class: local, share: 70%, to: gates}, {to: desks}]\n"
    "    - choose: [{share: 5%, to: xray, then: leave}, {to: leave}]\n";

std::string scenario(const std::string& demand, const std::string& stations, const std::string& routes = way) {
  return "crossflow: 1\ndate: 2024-01-01\nclasses: {local: Locals, visitor: Visitors}\nport: {name: p}\ndemand:\n" +
         demand + "stations:\n" + stations + routes;
}

const std::string all_stations = hall + gates + desks + xray;

Needs needs(const std::string& yaml) {
  return needs_of(run_text(yaml));
}

/// Those of some sources only.
Needs of_sources(const Needs& all, const std::set<std::string>& sources) {
  Needs out;
  for (const auto& [who, need] : all)
    if (sources.contains(std::get<0>(who))) out.emplace(who, need);
  return out;
}

TEST(Keyed, TheSameSeedGivesTheSameRun) {
  const Replay first = run_text(scenario(day_source + stream_source, all_stations));
  const Replay second = run_text(scenario(day_source + stream_source, all_stations));
  ASSERT_EQ(first.events.size(), second.events.size());
  for (std::size_t i = 0; i < first.events.size(); ++i) {
    ASSERT_EQ(first.events[i].tick, second.events[i].tick);
    ASSERT_EQ(first.events[i].kind, second.events[i].kind);
    ASSERT_EQ(first.events[i].entity, second.events[i].entity);
    ASSERT_EQ(first.events[i].server, second.events[i].server);
  }
}

TEST(Keyed, AStationThatNobodyUsesChangesNothing) {
  const std::string unused =
      "  another: {kind: counter, service: {lognormal: {mean: 30 s, cv: 50%}}, servers: 3}\n"
      "  zone: {kind: hall, walk: {distance: 10 m}}\n";
  const Needs before = needs(scenario(day_source + stream_source, all_stations));
  EXPECT_EQ(before.size(), 550U);
  EXPECT_EQ(before, needs(scenario(day_source + stream_source, unused + all_stations)));
}

TEST(Keyed, AnotherSourceChangesNobodyElse) {
  const Needs before = needs(scenario(day_source, all_stations));
  EXPECT_EQ(before.size(), 350U);
  EXPECT_EQ(before, of_sources(needs(scenario(back_source + day_source + stream_source, all_stations)), {"p/day"}));
}

TEST(Keyed, GroupsChangeNobodyWhoStays) {
  const Needs before = needs(scenario(day_source, all_stations));
  const Needs after = needs(scenario(day_source + tour_source, all_stations));
  EXPECT_EQ(after.size(), 350U) << "taken out, not on top";
  const Needs stay = of_sources(after, {"p/day"});
  EXPECT_LT(stay.size(), 350U);
  std::size_t others = 0;
  for (const auto& [who, need] : stay) {
    EXPECT_EQ(before.at(who).arrival, need.arrival);
    // Whose party has lost its last members need not do what it did together.
    if (before.at(who) != need) ++others;
  }
  EXPECT_LE(others, 1U);
}

TEST(Keyed, TheOrderOfKeysChangesNothing) {
  const std::string reordered =
      "port: {name: p}\nroutes:\n  way:\n    - hall\n    - choose: [{to: gates, share: 70%, class: local}, {to: "
      "desks}]\n"
      "    - choose: [{then: leave, to: xray, share: 5%}, {to: leave}]\n"
      "stations:\n" +
      xray + desks + hall + gates + "demand:\n" + stream_source + day_source +
      "classes: {visitor: Visitors, local: Locals}\ndate: 2024-01-01\ncrossflow: 1\n";
  const Replay before = run_text(scenario(day_source + stream_source, all_stations));
  const Replay after = run_text(reordered);
  EXPECT_EQ(needs_of(before), needs_of(after));
  ASSERT_EQ(before.events.size(), after.events.size());
  for (std::size_t i = 0; i < before.events.size(); ++i) ASSERT_EQ(before.events[i].tick, after.events[i].tick) << i;
}

TEST(Keyed, StaffingChangesNobodysNeeds) {
  std::string fewer = all_stations;
  fewer.replace(fewer.find("servers: 5"), 10, "servers: 2");
  fewer.replace(fewer.find("servers: 4"), 10, "servers: 1");
  EXPECT_EQ(needs(scenario(day_source, all_stations)), needs(scenario(day_source, fewer)));
}

TEST(Keyed, SplittingAStationChangesNobodysNeeds) {
  // One row of five desks becomes two, one for locals and one for others: the task stays a document check.
  std::string more_desks = desks;
  more_desks.replace(more_desks.find("desks:"), 6, "desks for visitors:");
  more_desks.replace(more_desks.find("servers: 5"), 10, "servers: 3");
  std::string two_ways = way;
  two_ways.replace(two_ways.find("{to: desks}"), 11, "{class: visitor, to: desks for visitors}, {to: desks}");
  two_ways.replace(two_ways.find("choose: ["), 9, "purpose: choose gates\n      choose: [");
  std::string one_way = way;
  one_way.replace(one_way.find("choose: ["), 9, "purpose: choose gates\n      choose: [");
  const Needs before = needs(scenario(day_source, all_stations, one_way));
  const Needs after = needs(scenario(day_source, all_stations + more_desks, two_ways));
  ASSERT_EQ(before.size(), after.size());
  for (const auto& [who, need] : before) {
    const Need& now = after.at(who);
    EXPECT_EQ(need.arrival, now.arrival);
    ASSERT_EQ(need.services.size(), now.services.size());
    for (std::size_t i = 0; i < need.services.size(); ++i)
      EXPECT_EQ(need.services[i].second, now.services[i].second) << need.services[i].first;
  }
}

TEST(Keyed, APortDrawsTheSameAloneAndBesideAnother) {
  const std::string body = "demand:\n" + day_source + "stations:\n" + all_stations + way;
  std::string inside;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = body.find('\n', at);
    inside += "    " + body.substr(at, end - at) + "\n";
    at = end + 1;
  }
  const std::string both =
      "crossflow: 1\ndate: 2024-01-01\nclasses: {local: Locals, visitor: Visitors}\nports:\n  p:\n" + inside +
      "  other:\n" + inside;
  const Needs alone = needs(scenario(day_source, all_stations));
  const Needs together = needs(both);
  EXPECT_EQ(together.size(), 700U);
  EXPECT_EQ(alone, of_sources(together, {"p/day"}));
}

}  // namespace
}  // namespace crossflow::test

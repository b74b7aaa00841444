// Contraband, targeting and checks: stories whose times and chances fit in the reader's head.
#include <algorithm>
#include <bit>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/model/targeting.hpp"
#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

const std::string visitors_carry_drugs = "contraband: {drugs: {carried by: {visitor: 100%}}}\n";

/// The chances that the log tells, in order.
std::vector<double> chances(const Replay& run) {
  std::vector<double> out;
  for (const Event& e : run.events)
    if (e.kind == EventKind::chance) out.push_back(std::bit_cast<float>(e.value));
  return out;
}

/// The numbers of those to whom something happened, by class.
std::set<std::string> who(const Replay& run, EventKind kind, const std::string& station) {
  std::map<std::uint32_t, std::string> names;
  std::set<std::string> out;
  for (const Event& e : run.events) {
    if (e.kind == EventKind::arrived) names[e.entity] = fmt::format("{} {}", e.aux, e.value);
    if (e.kind == kind && e.station == run.station(station)) out.insert(names[e.entity]);
  }
  return out;
}

TEST(Risk, AnAlarmSendsToASearchAndAFindTiesUpTheBay) {
  const Replay run = Small{.stations =
                               "  belt: {kind: search, service: 10 s, check: {detects: 100%, false alarms: 0.001%}}\n"
                               "  table: {kind: search, service: 60 s, check: {finds: 100%, case: 1 h}}",
                           .way = "[belt, {alarm: yes, to: table}, leave]",
                           .people = {"0 visitor", "20 local", "40 visitor"},
                           .head = visitors_carry_drugs}
                         .run();
  EXPECT_EQ(run.told({"carries", "checked", "searched", "starts", "ends", "leaves"}), lines(R"(
    0 a carries drugs
    0 a starts belt/0
    10 a checked belt/0: alarm
    10 a ends belt/0
    10 a starts table/0
    20 b starts belt/0
    30 b checked belt/0: nothing
    30 b ends belt/0
    30 b leaves
    40 c carries drugs
    40 c starts belt/0
    50 c checked belt/0: alarm
    50 c ends belt/0
    70 a searched table/0: found
    3670 a ends table/0
    3670 a leaves
    3670 c starts table/0
    3730 c searched table/0: found
    7330 c ends table/0
    7330 c leaves
  )"));
}

TEST(Risk, WhatWasFoundIsCarriedNoLonger) {
  const Replay run = Small{.stations =
                               "  one: {kind: search, service: 10 s, check: {finds: 100%}}\n"
                               "  two: {kind: search, service: 10 s, check: {finds: 100%}}",
                           .way = "[one, {alarm: no, to: leave}, two, leave]",
                           .people = {"0 visitor"},
                           .head = visitors_carry_drugs}
                         .run();
  EXPECT_EQ(run.told({"searched"}), lines(R"(
    10 a searched one/0: found
    20 a searched two/0: nothing
  )"));
  ASSERT_EQ(run.rows.of<RiskRow>().size(), 2U);
  const RiskRow& drugs = run.rows.of<RiskRow>().at(1);
  EXPECT_EQ(drugs.carriers, 1);
  EXPECT_EQ(drugs.found, 1);
  EXPECT_EQ(drugs.searched, 1);
  ASSERT_EQ(run.rows.of<CheckRow>().size(), 2U);
  EXPECT_EQ(run.rows.of<CheckRow>().at(0).contraband, static_cast<std::uint8_t>(Contraband::drugs));
  EXPECT_EQ(run.rows.of<CheckRow>().at(1).contraband, 0);
}

TEST(Risk, APartyIsSentOnByTheAlarmOfAnyMember) {
  const Replay run = Small{.stations =
                               "  belt: {kind: search, service: 10 s, check: {detects: 100%, false alarms: 0.001%}}\n"
                               "  table: {kind: search, service: 60 s, check: {finds: 100%, case: 10 min}}",
                           .way = "[belt, {alarm: yes, to: table}, leave]",
                           .people = {"0 visitor 2"},
                           .head = "contraband: {drugs: {carried by: {visitor: 50%}}}\n"}
                         .run(3);
  // Of the two one carries something; both wait for the end of the case.
  EXPECT_EQ(run.count(EventKind::carries), 1U);
  EXPECT_EQ(run.count(EventKind::checked, "belt"), 2U);
  EXPECT_EQ(run.count(EventKind::checked, "table"), 2U);
  EXPECT_EQ(run.told({"leaves"}), lines(R"(
    740 a leaves
    740 b leaves
  )"));
}

TEST(Risk, OnlyThoseWhomTheStationCountsAreChecked) {
  const std::string yaml = R"(crossflow: 1
date: 2024-01-01
classes: {car: {kind: vehicle, length: 5 m}, driver: Driver}
contraband: {drugs: {carried by: 100%}}
port: {name: p}
demand:
  cars: {recorded: {table: people.csv}, route: way, carries: {number: {1: 100%}, mix: {driver: 1}}}
stations:
  bay: {kind: vehicle-search, service: {car: 10 s}, check: {finds: 100%, case: 20 s}}
routes: {way: [bay, leave]}
)";
  const Replay run = run_text(yaml, {{"people.csv", "time,class\n00:00:00,car\n"}});
  EXPECT_EQ(run.count(EventKind::carries), 2U);
  EXPECT_EQ(run.count(EventKind::checked), 1U);
  for (const RiskRow& r : run.rows.of<RiskRow>()) EXPECT_EQ(r.found, r.traveller_class == 0 ? 1 : 0);
}

// Scores are even between 0 and 100, so 40% are picked of those who carry nothing and 60% of carriers: who carries
// nothing and is picked weighs 60/40.
TEST(Risk, TheWeightIsTheRatioOfTheChancesOfWhatHappened) {
  const Replay run = Small{.stations =
                               "  one: {kind: search, service: 1 s, check: {finds: 50%}}\n"
                               "  two: {kind: search, service: 1 s, check: {finds: {drugs: 20%}}}",
                           .way = "[{choose: [{targeted by: people, to: [one, two]}, {to: two}]}, leave]",
                           .people = {"0 local", "10 local", "20 local", "30 local", "40 local", "50 local"},
                           .head =
                               "contraband: {drugs: {carried by: 0.0001%}}\n"
                               "targeting: {people: {threshold: 60, score: {uniform: [0, 100]}, carriers: 20}}\n"}
                         .run();
  const std::size_t picked = run.count(EventKind::checked, "one");
  EXPECT_GT(picked, 0U);
  EXPECT_LT(picked, 6U);
  std::vector<double> expected;
  for (std::size_t i = 0; i < picked; ++i) expected.insert(expected.end(), {1.5 * 0.5, 1.5 * 0.5 * 0.2});
  for (std::size_t i = picked; i < 6; ++i) expected.push_back(0.4 / 0.6 * 0.2);
  std::vector<double> told = chances(run);
  std::sort(told.begin(), told.end());
  std::sort(expected.begin(), expected.end());
  ASSERT_EQ(told.size(), expected.size());
  for (std::size_t i = 0; i < told.size(); ++i) EXPECT_NEAR(told[i], expected[i], 1e-6);
  EXPECT_NEAR(run.rows.of<RiskRow>().at(1).chance_sum,
              static_cast<double>(picked) * 0.9 + static_cast<double>(6 - picked) * 2 / 15, 1e-6);
  EXPECT_EQ(run.rows.of<RiskRow>().at(1).clean, 6);
}

// Two members, each with 10% of false alarms: the party raises one with 19%; if one carried something found with 40%,
// with 46%.
TEST(Risk, APartysAlarmWeighsEachMember) {
  const Replay run = Small{.stations =
                               "  belt: {kind: search, service: 1 s, check: {detects: 40%, false alarms: 10%}}\n"
                               "  table: {kind: search, service: 1 s, check: {finds: 90%}}",
                           .way = "[belt, table, leave]",
                           .people = std::vector<std::string>(20, "0 local 2"),
                           .head = "contraband: {drugs: {carried by: 0.0001%}}\n"}
                         .run();
  const std::vector<double> told = chances(run);
  ASSERT_EQ(told.size(), 40U);
  std::size_t with_alarm = 0;
  for (const double chance : told) {
    const bool alarm = chance > 1;
    if (alarm) ++with_alarm;
    EXPECT_NEAR(chance, 0.9 * (alarm ? 0.46 / 0.19 : 0.54 / 0.81), 1e-6);
  }
  EXPECT_GT(with_alarm, 0U);
  EXPECT_LT(with_alarm, 40U);
}

// A decision is made once: who is asked again is not weighed again.
TEST(Risk, AProfileDecidesOnce) {
  const Replay run = Small{.stations = "  one: {kind: search, service: 1 s, check: {finds: 50%}}",
                           .way = "[{targeted by: people}, {targeted by: people, to: one}, leave]",
                           .people = std::vector<std::string>(10, "0 local"),
                           .head =
                               "contraband: {drugs: {carried by: 0.0001%}}\n"
                               "targeting: {people: {threshold: 60, score: {uniform: [0, 100]}, carriers: 20}}\n"}
                         .run();
  EXPECT_FALSE(chances(run).empty());
  for (const double chance : chances(run)) EXPECT_NEAR(chance, 0.75, 1e-6);
}

TEST(Risk, WithoutContrabandChecksRaiseFalseAlarmsAlone) {
  const Replay run = Small{.stations = "  belt: {kind: search, service: 1 s, check: {detects: 40%, false alarms: 30%}}",
                           .way = "[belt, leave]",
                           .people = std::vector<std::string>(40, "0 local")}
                         .run();
  ASSERT_EQ(run.rows.of<CheckRow>().size(), 1U);
  EXPECT_EQ(run.rows.of<CheckRow>()[0].checked, 40);
  EXPECT_GT(run.rows.of<CheckRow>()[0].alarms, 2);
  EXPECT_LT(run.rows.of<CheckRow>()[0].alarms, 25);
  ASSERT_EQ(run.rows.of<RiskRow>().size(), 1U);
  EXPECT_EQ(run.rows.of<RiskRow>()[0].selected, 40);
  EXPECT_EQ(run.rows.of<RiskRow>()[0].searched, 0);
}

// Nobody is alarmed before his first check; a search that finds nothing lifts the alarm before it.
TEST(Risk, TheAlarmIsThatOfTheLastCheck) {
  const Replay run = Small{
      .stations =
          "  gate: {kind: search, service: 1 s, check: {detects: 100%, false alarms: 100%}}\n"
          "  table: {kind: search, service: 5 s, check: {finds: 50%}}\n"
          "  exit: {kind: search, service: 1 s}",
      .way = "[{alarm: no, to: gate}, {alarm: yes, to: table}, {alarm: yes, to: table}, {alarm: no, to: exit}, leave]",
      .people = {
          "0 local"}}.run();
  EXPECT_EQ(run.told({"starts", "checked", "searched"}), lines(R"(
    0 a starts gate/0
    1 a checked gate/0: alarm
    1 a starts table/0
    6 a searched table/0: nothing
    6 a starts exit/0
  )"));
}

TEST(Targeting, AShareOfThosePickedIsTaken) {
  const Replay run =
      Small{.stations =
                "  bay: {kind: search, servers: 500, service: 1 s}\n  rest: {kind: search, servers: 500, service: 1 s}",
            .way =
                "[{choose: [{targeted by: people, share: 25%, to: bay}, {targeted by: people, share: 25%, to: bay}, "
                "{to: rest}]}, leave]",
            .people = std::vector<std::string>(400, "0 local"),
            .head = "targeting: {people: {threshold: 60, score: {uniform: [0, 100]}}}\n"}
          .run();
  // 40% are picked, and half of them taken.
  EXPECT_NEAR(static_cast<double>(run.count(EventKind::joined, "bay")), 80, 4 * 8);
  EXPECT_EQ(run.count(EventKind::joined, "rest") + run.count(EventKind::joined, "bay"), 400U);
}

Replay targeted(const std::string& threshold, const std::string& contraband) {
  return Small{.stations = "  bay: {kind: search, servers: 500, service: {uniform: [1 s, 60 s]}, check: {finds: 50%}}",
               .way = "[{targeted by: people, to: bay}, leave]",
               .people = std::vector<std::string>(400, "0 local"),
               .head = contraband + "targeting: {people: {threshold: " + threshold +
                       ", random: 2%, score: {normal: {mean: 50, cv: 40%}}, carriers: 12}}\n"}
      .run();
}

TEST(Targeting, ALowerThresholdPicksTheSameAndMore) {
  const std::string contraband = "contraband: {drugs: {carried by: 10%}}\n";
  std::set<std::string> before;
  for (const char* threshold : {"1000", "80", "60", "40", "0"}) {
    const std::set<std::string> picked = who(targeted(threshold, contraband), EventKind::joined, "bay");
    EXPECT_TRUE(std::includes(picked.begin(), picked.end(), before.begin(), before.end())) << threshold;
    EXPECT_GT(picked.size(), before.size()) << threshold;
    before = picked;
  }
  EXPECT_EQ(before.size(), 400U);
}

// More of those who carry something are picked, and nobody's needs change.
TEST(Targeting, ContrabandDrawsNobodyAnew) {
  const Replay without = targeted("60", "");
  const Replay with = targeted("60", "contraband: {drugs: {carried by: 20%}}\n");
  const auto before = who(without, EventKind::joined, "bay");
  const auto after = who(with, EventKind::joined, "bay");
  EXPECT_TRUE(std::includes(after.begin(), after.end(), before.begin(), before.end()));
  EXPECT_GT(after.size(), before.size());
  const Needs needs = needs_of(with);
  for (const auto& [key, need] : needs_of(without)) {
    EXPECT_EQ(need.arrival, needs.at(key).arrival);
    if (!need.services.empty()) {
      EXPECT_EQ(need.services, needs.at(key).services);
    }
  }
}

TEST(Targeting, TheShareBelowInvertsTheQuantile) {
  EXPECT_NEAR(share_below(Distribution::uniform(0, 100), 60), 0.6, 1e-12);
  EXPECT_EQ(share_below(Distribution::constant(50), 50), 0.0);
  EXPECT_EQ(share_below(Distribution::constant(50), 50.1), 1.0);
  EXPECT_NEAR(share_below(Distribution::exponential(1), 1), 1 - std::exp(-1.0), 1e-12);
}

}  // namespace
}  // namespace crossflow::test

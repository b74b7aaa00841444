// Disruptions that change who comes: exactly those, and nobody else is another.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

constexpr std::size_t everybody = 301;

/// 300 people from 00:00 to 03:00, in parties, of two classes; what is unusual is from 01:00 to 02:00.
Replay run_with(const std::string& effects, const std::string& name = "feast") {
  return Small{.stations = "  desk: {kind: counter, servers: 20, service: {exponential: 30 s}}",
               .way = "[desk, leave]",
               .people = {"1 local"},
               .demand =
                   "  going: {total: {people: {local: 200, visitor: 100}, profile: {\"00:00-03:00\": 1}}, direction: "
                   "out, route: way, party: {1: 50%, 3: 50%}}\n",
               .head = effects.empty() ? ""
                                       : fmt::format("disruptions:\n  {}: {{from: \"01:00\", until: \"02:00\", {}}}\n",
                                                     name, effects)}
      .run();
}

bool is_extra(const Needs::value_type& each) {
  return std::get<2>(each.first) < 0;
}

Needs of_kind(const Needs& needs, bool extra) {
  Needs out;
  for (const auto& each : needs)
    if (is_extra(each) == extra) out.insert(each);
  return out;
}

void expect_within(const Needs& needs) {
  for (const auto& [who, need] : needs) {
    EXPECT_GE(need.arrival, hour);
    EXPECT_LT(need.arrival, 2 * hour);
  }
}

TEST(ChangedDemand, MoreComeAsOnAnotherDayAndTheUsualOnesStayAsTheyAre) {
  const Needs usual = needs_of(run_with(""));
  ASSERT_EQ(usual.size(), everybody);
  const Needs twice = needs_of(run_with("demand: {direction: out, factor: 200%}"));
  EXPECT_EQ(of_kind(twice, false), usual);
  const Needs extra = of_kind(twice, true);
  expect_within(extra);
  EXPECT_NEAR(static_cast<double>(extra.size()), 100, 45) << "a third of 300; parties make it uneven";

  const Needs half_more = of_kind(needs_of(run_with("demand: {direction: out, factor: 150%}")), true);
  EXPECT_LT(half_more.size(), extra.size());
  for (const auto& each : half_more) EXPECT_TRUE(extra.contains(each.first)) << "they are among those of 200%";
  EXPECT_NEAR(static_cast<double>(half_more.size()), 50, 30);
}

TEST(ChangedDemand, FewerAreSomeOfTheUsualOnes) {
  const Needs usual = needs_of(run_with(""));
  const Needs some = needs_of(run_with("demand: {factor: 40%}"));
  std::size_t usual_within = 0;
  std::size_t within = 0;
  for (const auto& [who, need] : usual) {
    const bool inside = need.arrival >= hour && need.arrival < 2 * hour;
    usual_within += inside;
    within += inside && some.contains(who);
    if (some.contains(who)) {
      EXPECT_EQ(some.at(who), need);
    } else {
      EXPECT_TRUE(inside);
    }
  }
  EXPECT_NEAR(static_cast<double>(within), 0.4 * static_cast<double>(usual_within), 20);
  EXPECT_LT(within, usual_within);
  for (const auto& [who, need] : needs_of(run_with("demand: {factor: 0%}")))
    EXPECT_TRUE(need.arrival < hour || need.arrival >= 2 * hour);
}

TEST(ChangedDemand, OfOneClass) {
  for (const auto& [who, need] : of_kind(needs_of(run_with("demand: {class: visitor, factor: 300%}")), true))
    EXPECT_EQ(std::get<1>(who), "visitor");
}

TEST(ExtraPeople, ExactlySoManyInTheirOwnTime) {
  const Needs usual = needs_of(run_with(""));
  const std::string crowd = "extra people: {direction: out, number: 90 persons, mix: {local: 70%, visitor: 30%}}";
  const Needs all = needs_of(run_with(crowd));
  EXPECT_EQ(of_kind(all, false), usual);
  const Needs extra = of_kind(all, true);
  EXPECT_EQ(extra.size(), 90U);
  expect_within(extra);
  std::size_t local = 0;
  for (const auto& each : extra) local += std::get<1>(each.first) == "local";
  EXPECT_EQ(local, 63U);

  const Needs both = needs_of(run_with(crowd + ", demand: {direction: out, factor: 200%}"));
  for (const auto& each : extra) {
    ASSERT_TRUE(both.contains(each.first));
    EXPECT_EQ(both.at(each.first), each.second) << "another effect moves nobody whom this one brings";
  }
  EXPECT_NE(of_kind(needs_of(run_with(crowd, "a match")), true), extra) << "another crowd is of other people";
}

TEST(ExtraPeople, AClassThatComesNowhereGivesItsPartToOthers) {
  const Needs extra = of_kind(
      needs_of(run_with("extra people: {direction: in, number: 10 persons, mix: {visitor: 60%, local: 40%}}")), true);
  EXPECT_EQ(extra.size(), 10U);
  for (const auto& each : extra) EXPECT_EQ(std::get<1>(each.first), "local") << "of the people of a list";
  EXPECT_EQ(run_with("extra people: {number: 10 persons, mix: {giant: 100%}}").directory.disruptions.at(0).idle,
            "extra people (no source on foot with class 'giant')");
}

TEST(ChangedDemand, VehiclesBringTheirPeople) {
  const auto cars = [](const std::string& head) {
    return run_text(
        head +
            "crossflow: 1\ndate: 2024-01-01\nport: {name: p}\nclasses: {local: Locals, car: {kind: vehicle, length: 5 "
            "m}}\ndemand:\n  cars: {total: {people: {car: 60}, profile: {\"00:00-03:00\": 1}}, route: way, carries: "
            "{number: {1: 50%, 4: 50%}, mix: {local: 1}}}\nstations:\n  lanes: {kind: kiosk-lanes, servers: 4, "
            "service: {local: {exponential: 20 s}, car: 5 s}}\nroutes:\n  way: [lanes, leave]\n",
        {});
  };
  const Needs usual = needs_of(cars(""));
  const Replay busy = cars("disruptions: {feast: {from: \"01:00\", until: \"02:00\", demand: {factor: 300%}}}\n");
  const Needs all = needs_of(busy);
  EXPECT_EQ(of_kind(all, false).size(), usual.size());
  const Needs extra = of_kind(all, true);
  std::map<std::string, double> of_class;
  for (const auto& each : extra) ++of_class[std::get<1>(each.first)];
  EXPECT_NEAR(of_class["car"], 40, 20);
  EXPECT_NEAR(of_class["local"], 2.5 * of_class["car"], of_class["car"]);
  EXPECT_EQ(busy.all().left, busy.all().generated);
}

}  // namespace
}  // namespace crossflow::test

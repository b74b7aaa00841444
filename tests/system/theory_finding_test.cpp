// The probability that a carrier is found: by conditional Monte Carlo, by counting, and by hand.
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "analysis/stats.hpp"
#include "sim/model/simulation.hpp"
#include "sim/record/statistics.hpp"
#include "tests/system/replicate.hpp"

namespace crossflow {
namespace {

struct FoundBoth {
  std::vector<Part> chance, counted;  // by replication
};

FoundBoth find(const std::vector<std::string>& sets, std::uint32_t replications, std::uint64_t seed) {
  const Scenario scenario = scenario_of("theory/finding.yaml", sets);
  const auto numbers = replicate(seed, replications, [&](const RunKey& key) -> std::vector<double> {
    Simulation simulation(scenario, key);
    Statistics statistics(simulation.directory());
    simulation.add_sink(statistics);
    simulation.run();
    ResultRows rows;
    statistics.add_rows(key.replication, 0, rows);
    std::vector<double> sums(4);
    for (const RiskRow& r : rows.of<RiskRow>()) {
      if (r.contraband == 0) continue;
      const double of[] = {r.chance_sum, static_cast<double>(r.clean), static_cast<double>(r.found),
                           static_cast<double>(r.carriers)};
      for (std::size_t i = 0; i < 4; ++i) sums[i] += of[i];
    }
    return sums;
  });
  FoundBoth out;
  for (std::size_t r = 0; r < replications; ++r) {
    out.chance.push_back({numbers[0][r], numbers[1][r]});
    out.counted.push_back({numbers[2][r], numbers[3][r]});
  }
  return out;
}

double half(const Estimate& e) {
  return (e.interval->high - e.interval->low) / 2;
}

void expect_value(const Estimate& e, double truth, double tightness, const std::string& what) {
  const std::string found = fmt::format("{}: {:.5g} from {:.5g} to {:.5g}, truth {:.5g}", what, e.value,
                                        e.interval->low, e.interval->high, truth);
  EXPECT_LE(e.interval->low, truth) << found;
  EXPECT_GE(e.interval->high, truth) << found;
  EXPECT_LE(half(e), tightness * truth) << found;
}

// The difference of two estimates is within its own limits, at 99.9% for each of the two.
void expect_agree(const FoundBoth& found, double tightness, const std::string& what) {
  const Estimate chance = *ratio_estimate(found.chance, 0.999);
  const Estimate counted = *ratio_estimate(found.counted, 0.999);
  const double limit = std::hypot(half(chance), half(counted));
  const std::string text = fmt::format("{}: {:.5g} +- {:.2g}, counted {:.5g} +- {:.2g}", what, chance.value,
                                       half(chance), counted.value, half(counted));
  EXPECT_LE(std::abs(chance.value - counted.value), limit) << text;
  EXPECT_LE(limit, tightness * counted.value) << text;
}

const std::string one_by_one = "demand.customers.party={1: 100%, 2: 0%}";
const std::string crowded = "routes.through.2.to.2.choose.1.longer than=3 persons";
const std::string few_tables = "stations.table.servers=3";
const std::string long_case = "stations.table.check.case=5 min";

std::string prevalence(const std::string& share) {
  return "contraband.drugs.carried by=" + share;
}

// 60% + 2% of the rest are picked with 20 points more, 40% raise an alarm, 80% are found.
constexpr double truth = (0.6 + 0.4 * 0.02) * 0.4 * 0.8;

TEST(Finding, OfSinglePeopleIsTheProductOfItsChances) {
  const FoundBoth found = find({one_by_one}, 200, 1);
  expect_value(*ratio_estimate(found.chance, 0.999), truth, 0.03, "weighed");
  expect_value(*ratio_estimate(found.counted, 0.999), truth, 0.1, "counted");
}

TEST(Finding, WithFewCarriersIsTheSameButCountingTellsLess) {
  const FoundBoth found = find({one_by_one, prevalence("0.01%")}, 250, 2);
  const Estimate chance = *ratio_estimate(found.chance);
  expect_value(*ratio_estimate(found.chance, 0.999), truth, 0.03, "weighed");
  Part all;
  for (const Part& r : found.counted) all = {all.sum + r.sum, all.of + r.of};
  ASSERT_GT(all.of, 20);
  const Estimate counted = wilson_estimate(std::llround(all.sum), std::llround(all.of));
  EXPECT_GE(half(counted), 5 * half(chance)) << half(counted) << " and " << half(chance);
}

TEST(Finding, ByWeightsAndByCountingAgree) {
  expect_agree(find({}, 60, 3), 0.08, "parties, 1 in 10");
  expect_agree(find({prevalence("1%")}, 200, 4), 0.15, "parties, 1 in 100");
}

// Finds keep the tables, so that more are waved through: what one finds hangs on what else is carried.
TEST(Finding, WithCasesThatTieUpTheTablesAgrees) {
  const FoundBoth free = find({crowded, few_tables}, 60, 5);
  const FoundBoth tied = find({crowded, few_tables, long_case}, 60, 5);
  expect_agree(free, 0.1, "no cases, 1 in 10");
  expect_agree(tied, 0.15, "long cases, 1 in 10");
  EXPECT_LT(ratio_estimate(tied.chance)->value, 0.8 * ratio_estimate(free.chance)->value);
  expect_agree(find({crowded, few_tables, long_case, prevalence("1%")}, 200, 6), 0.2, "long cases, 1 in 100");
}

}  // namespace
}  // namespace crossflow

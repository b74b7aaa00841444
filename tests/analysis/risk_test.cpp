// The chance of finding over replications, and what the front page says of it.
#include <gtest/gtest.h>

#include "analysis/page.hpp"
#include "analysis/stats.hpp"
#include "tests/analysis/small_port.hpp"

namespace crossflow {
namespace {

// Two days of 1000 and 3000 who carry nothing, with chances of 20 and 100 in sum.
ResultRows two_days() {
  ResultRows rows = of_replications({0, 1});
  for (std::uint32_t r = 0; r < 2; ++r) {
    const std::int64_t clean = r == 0 ? 1000 : 3000;
    const std::int64_t carriers = r == 0 ? 1 : 3;
    rows.of<RiskRow>().push_back({r, 0, 0, 0, clean + carriers, clean, carriers, 1, 90, 9, 0});
    rows.of<RiskRow>().push_back({r, 0, 0, 1, clean + carriers, clean, carriers, 1, 1, 1, r == 0 ? 20.0 : 100.0});
    rows.of<CheckRow>().push_back({r, 1, 0, 0, 90, 8, 0});
    rows.of<CheckRow>().push_back({r, 1, 0, 1, 2, 1, 0});
  }
  return rows;
}

Directory port() {
  Directory d = small();
  d.stations[1].checks = CheckKind::alarm;
  d.prevalences = {{0, Contraband::drugs, 0.001}};
  return d;
}

TEST(RatioEstimate, IsOfTheSumsWithTheJackknifesInterval) {
  const std::vector<Part> parts{{20, 1000}, {100, 3000}};
  const Estimate e = *ratio_estimate(parts);
  EXPECT_DOUBLE_EQ(e.value, 0.03);
  // Pseudo-values 2 * 0.03 - 1/30 and 2 * 0.03 - 0.02; Student's t of one degree of freedom is 12.706.
  const double half = 12.7062047364 * (0.04 - 0.06 + 1 / 30.0) / 2;
  EXPECT_NEAR(e.interval->high, 0.03 + half, 1e-9);
  EXPECT_EQ(e.interval->low, 0);
  EXPECT_FALSE(ratio_estimate(std::vector<Part>{{1, 0}, {0, 0}}));
  EXPECT_FALSE(ratio_estimate(std::vector<Part>{{1, 2}})->interval);
  EXPECT_FALSE(ratio_estimate(std::vector<Part>{{0, 2}, {0, 3}})->interval);
}

TEST(RiskSummary, ExpectsCarriersByTheirPrevalence) {
  const Summary s = summarise(port(), two_days());
  ASSERT_EQ(s.risk.all.size(), 1U);
  const FindingSummary& f = s.risk.all[0];
  EXPECT_DOUBLE_EQ(f.expected, 0.001 * (1001 + 3003) / 2);
  EXPECT_EQ(f.carriers, 4);
  EXPECT_EQ(f.found, 2);
  EXPECT_DOUBLE_EQ(f.chance->value, 0.03);
  EXPECT_DOUBLE_EQ(f.counted->value, 0.5);
  ASSERT_EQ(s.risk.checks.size(), 1U);
  EXPECT_EQ(s.risk.checks[0].alarms, 18);
  EXPECT_EQ(s.risk.checks[0].false_alarms, 16);
}

TEST(RiskSummary, IsOnThePageOnlyWhereSomethingIsLookedFor) {
  const std::string page = text_of(port(), summarise(port(), two_days()), {.full = true});
  EXPECT_NE(page.find("Drugs"), std::string::npos) << page;
  EXPECT_NE(page.find("2 of 4"), std::string::npos) << page;
  const std::string without = text_of(small(), summarise(small(), of_replications({0, 1})), {.full = true});
  EXPECT_EQ(without.find("CHECK"), std::string::npos) << without;
  EXPECT_EQ(without.find("CONTRABAND"), std::string::npos) << without;
}

}  // namespace
}  // namespace crossflow

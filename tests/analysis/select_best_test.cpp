// The procedure KN beside its constants by hand, and what it promises.
#include "analysis/select_best.hpp"

#include <cmath>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crossflow {
namespace {

using testing::ElementsAre;

// Two candidates, ten replications, 95%: (2 * 0.05 / 1)^(-2/9) = 10^(2/9) = 1.66810.
// Four, twenty: (0.1 / 3)^(-2/19) = exp(3.401197 * 2 / 19) = 1.43049.
TEST(SelectBest, ConstantsByHand) {
  const SelectionRules two{2, 10, 1};
  EXPECT_NEAR(selection_eta(two), 0.334050, 1e-6);
  EXPECT_NEAR(selection_h2(two), 2 * 9 * 0.334050, 2e-5);
  const SelectionRules four{4, 20, 1};
  EXPECT_NEAR(selection_eta(four), 0.215248, 1e-5);
  EXPECT_NEAR(selection_h2(four), 38 * 0.215248, 4e-4);
}

// Differences 1, 3, 1, 3: their mean is 2 and their variance 4/3. With four replications of two candidates at 95%
// eta = (0.1^(-2/3) - 1) / 2 = 1.820794 and h2 = 6 eta = 10.92477, so h2 S2 = 14.5664. An indifference of 1 leaves,
// after four, a width in sums of (14.5664 - 4) / 2 = 5.28, less than the 8 by which the first is ahead.
TEST(SelectBest, IsOutByTheWidthReckonedByHand) {
  SelectBest select({2, 4, 1});
  for (const double x : {1.0, 3.0, 1.0}) {
    select.observe(std::vector{x, 0.0});
    EXPECT_FALSE(select.best());
  }
  select.observe(std::vector{3.0, 0.0});
  EXPECT_EQ(select.best(), 0U);
  EXPECT_EQ(select.out_after(1), 4U);
}

// The same differences less 1: ahead by 4 of 5.28 after four. The width falls by a half each time and the lead grows by
// one: after five 5 against 4.78.
TEST(SelectBest, GoesOnUntilTheLeadPassesTheWidth) {
  SelectBest select({2, 4, 1});
  for (const double x : {0.0, 2.0, 0.0, 2.0}) select.observe(std::vector{x, 0.0});
  EXPECT_FALSE(select.best());
  EXPECT_THAT(select.in(), ElementsAre(0U, 1U));
  EXPECT_EQ(select.most_needed(), 15U);  // floor(14.57) + 1
  select.observe(std::vector{1.0, 0.0});
  EXPECT_EQ(select.best(), 0U);
  EXPECT_EQ(select.seen(), 5U);
}

// Under conditions nobody is put out by one who is not known to meet them, however far ahead.
TEST(SelectBest, OnlyWhoIsAdmittedPutsOthersOut) {
  SelectionRules rules{3, 4, 1};
  rules.conditions = true;
  const auto day = [](double x) { return std::vector{x + 20, x + 10, x}; };
  {
    SelectBest select(rules);
    for (const double x : {0.0, 2.0, 0.0, 2.0, 0.0}) select.observe(day(x));
    EXPECT_FALSE(select.over());
    EXPECT_THAT(select.in(), ElementsAre(0U, 1U, 2U));
  }
  {
    SelectBest select(rules);
    select.admit(1);
    for (const double x : {0.0, 2.0, 0.0, 2.0, 0.0}) select.observe(day(x));
    EXPECT_FALSE(select.over()) << "the first may be admissible, and better";
    EXPECT_THAT(select.in(), ElementsAre(0U, 1U));
  }
  {
    SelectBest select(rules);
    select.admit(1);
    select.rule_out(0);
    for (const double x : {0.0, 2.0, 0.0, 2.0}) select.observe(day(x));
    EXPECT_EQ(select.best(), 1U);
  }
  SelectBest select(rules);
  for (std::size_t i = 0; i < 3; ++i) select.rule_out(i);
  EXPECT_TRUE(select.over());
  EXPECT_FALSE(select.best());
}

TEST(SelectBest, TheLeastMayBeBest) {
  SelectionRules rules{2, 4, 1};
  rules.most = false;
  SelectBest select(rules);
  for (const double x : {1.0, 3.0, 1.0, 3.0}) select.observe(std::vector{x, 0.0});
  EXPECT_EQ(select.best(), 1U);
}

TEST(SelectBest, EqualsAreToldAtOnceAndTheFirstIsTaken) {
  SelectBest select({3, 5, 0.1});
  for (int r = 0; r < 5; ++r) select.observe(std::vector{1.0 * r, 1.0 * r, 1.0 * r - 1});
  EXPECT_EQ(select.best(), 0U);
  EXPECT_EQ(select.out_after(1), 0U);
}

// Whose values are not looked at any more may be anything.
TEST(SelectBest, WhoIsOutStaysOut) {
  SelectBest select({3, 4, 1});
  for (const double x : {0.0, 2.0, 0.0, 2.0}) select.observe(std::vector{x, 0.0, -100.0});
  ASSERT_THAT(select.in(), ElementsAre(0U, 1U));
  while (!select.best()) select.observe(std::vector<double>{1, 0, NAN});
  EXPECT_EQ(select.best(), 0U);
  EXPECT_EQ(select.out_after(2), 4U);
}

struct Experiments {
  int correct = 0;
  double replications = 0;
};

// Slippage: one candidate is better by the indifference and all others are equal, which is the hardest case. `shared`:
// the part of the variance that days have in common.
Experiments slippage(int experiments, std::size_t candidates, double shared, std::uint32_t first_stage) {
  std::mt19937_64 random(20011101);
  std::normal_distribution<double> normal;
  Experiments out;
  for (int e = 0; e < experiments; ++e) {
    SelectBest select({candidates, first_stage, 0.5, 0.95});
    const std::size_t better = static_cast<std::size_t>(e) % candidates;
    while (!select.best()) {
      const double day = normal(random) * std::sqrt(shared);
      std::vector<double> values;
      for (std::size_t i = 0; i < candidates; ++i)
        values.push_back(day + normal(random) * std::sqrt(1 - shared) + (i == better ? 0.5 : 0));
      select.observe(values);
    }
    if (select.best() == better) ++out.correct;
    out.replications += double{1} * select.seen() / experiments;
  }
  return out;
}

TEST(SelectBest, IsRightAsOftenAsPromised) {
  constexpr int n = 500;
  const double error = std::sqrt(0.95 * 0.05 * n);
  for (const std::size_t candidates : {2U, 5U, 10U})
    for (const double shared : {0.0, 0.5, 0.9})
      for (const std::uint32_t first_stage : {5U, 20U}) {
        const Experiments found = slippage(n, candidates, shared, first_stage);
        EXPECT_GE(found.correct, 0.95 * n - error) << candidates << " candidates, " << shared << ", " << first_stage;
      }
}

TEST(SelectBest, CommonRandomNumbersSaveReplications) {
  EXPECT_LT(2 * slippage(200, 5, 0.9, 10).replications, slippage(200, 5, 0.0, 10).replications);
}

}  // namespace
}  // namespace crossflow

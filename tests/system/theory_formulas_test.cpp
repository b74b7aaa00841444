// The formulas themselves, where two of them must agree or a value is known.
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/system/formulas.hpp"

namespace crossflow::theory {
namespace {

TEST(Formulas, OneServerByHand) {
  // Load 1/2: half the people wait, one service time on average; half a person is waiting.
  EXPECT_NEAR(mmc(0.5, 1, 1).wait_at_all, 0.5, 1e-12);
  EXPECT_NEAR(mmc(0.5, 1, 1).mean_waiting, 0.5, 1e-12);
  EXPECT_NEAR(mg1_mean_wait(0.5, 1, 1), 1.0, 1e-12);
  EXPECT_NEAR(mg1_mean_wait(0.5, 1, 0), 0.5, 1e-12);
  EXPECT_NEAR(mmc_waits_longer(2, 0.5, 1, 1), 0.5 * std::exp(-1.0), 1e-12);
}

TEST(Formulas, TwoServersByHand) {
  // Load 1 erlang at two servers: shares 1/3, 1/3, 1/6, 1/12, ...; a third of the people wait.
  const Steady two = mmc(1, 1, 2);
  EXPECT_NEAR(two.share[0], 1.0 / 3, 1e-12);
  EXPECT_NEAR(two.share[3], 1.0 / 12, 1e-12);
  EXPECT_NEAR(two.wait_at_all, 1.0 / 3, 1e-12);
  EXPECT_NEAR(two.mean_waiting, 1.0 / 3, 1e-12);
}

TEST(Formulas, LossByHand) {
  // Erlang's loss at 2 erlangs and 2 servers: weights 1, 2, 2.
  EXPECT_NEAR(mmck(2, 1, 2, 2).share.back(), 0.4, 1e-12);
  EXPECT_EQ(mmck(2, 1, 2, 2).mean_waiting, 0);
  // One server, two places, load 1: all three states alike.
  EXPECT_NEAR(mmck(1, 1, 1, 2).share.back(), 1.0 / 3, 1e-12);
}

TEST(Formulas, PatienceAsLongAsServiceIsAServerForEverybody) {
  // Then the number inside is Poisson.
  const Steady queue = erlang_a(3, 1, 2, 1);
  EXPECT_NEAR(queue.share[0], std::exp(-3.0), 1e-12);
  EXPECT_NEAR(queue.share[4], std::exp(-3.0) * 81 / 24, 1e-12);
}

TEST(Formulas, PriorityKeepsTheSumOfWaitsTimesLoads) {
  const double together = mg1_mean_wait(0.7, 1, 0.5);
  const auto apart = priority_waits({{0.2, 1, 0.5}, {0.5, 1, 0.5}});
  EXPECT_LT(apart[0], together);
  EXPECT_NEAR(0.2 * apart[0] + 0.5 * apart[1], 0.7 * together, 1e-12);
  const auto one_server = priority_waits(std::vector<double>{0.2, 0.5}, 1, 1);
  const auto exponential = priority_waits({{0.2, 1, 1}, {0.5, 1, 1}});
  EXPECT_NEAR(one_server[0], exponential[0], 1e-12);
  EXPECT_NEAR(one_server[1], exponential[1], 1e-12);
}

TEST(Formulas, FromEmptyToTheSteadyState) {
  const double steady = mmc(2, 1, 3).mean_waiting;
  const std::vector<double> hours(40, 2.0);
  const auto by_period = mean_waiting_by_period(hours, 5, 1, 3, 150, 200);
  EXPECT_LT(by_period.front(), 0.9 * steady);
  EXPECT_NEAR(by_period.back(), steady, 1e-9);
  const auto waits = mean_waits_from_empty(2, 1, 3, 400);
  EXPECT_EQ(waits[2], 0);
  // The fourth to come waits if the three before are still there: a wait of a third of a service.
  const double all_stay = (2.0 / 3) * (2.0 / 4) * (2.0 / 5);
  EXPECT_NEAR(waits[3], all_stay / 3, 1e-12);
  EXPECT_NEAR(waits.back(), steady / 2, 1e-6);
}

}  // namespace
}  // namespace crossflow::theory

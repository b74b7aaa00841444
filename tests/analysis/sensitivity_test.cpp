// What a result hangs on, of functions whose indices are known.
#include <cmath>
#include <numbers>
#include <random>

#include <gtest/gtest.h>

#include "analysis/sensitivity/first_order.hpp"
#include "analysis/sensitivity/rank_regression.hpp"

namespace crossflow {
namespace {

using Columns = std::vector<std::vector<double>>;

// A Latin hypercube in 0 to 1, by input.
Columns hypercube(std::size_t inputs, std::size_t runs, unsigned seed) {
  std::mt19937 luck(seed);
  Columns out(inputs, std::vector<double>(runs));
  for (auto& column : out) {
    for (std::size_t i = 0; i < runs; ++i) {
      column[i] = (static_cast<double>(i) + static_cast<double>(luck() % 1000) / 1000) / static_cast<double>(runs);
      std::swap(column[i], column[luck() % (i + 1)]);
    }
  }
  return out;
}

template <class Function>
std::vector<double> outputs(const Columns& inputs, Function function) {
  std::vector<double> out;
  for (std::size_t i = 0; i < inputs.front().size(); ++i) out.push_back(function(inputs, i));
  return out;
}

double three_two_one(const Columns& x, std::size_t i) {
  return 3 * x[0][i] + 2 * x[1][i] + x[2][i];
}

bool holds(const Estimate& estimate, double truth) {
  return estimate.interval->low <= truth && truth <= estimate.interval->high;
}

// Of so many hypercubes, how many intervals hold the truth.
template <class Estimates>
std::vector<int> covered(const std::vector<double>& truth, int hypercubes, Estimates estimates) {
  std::vector<int> out(truth.size());
  for (int seed = 1; seed <= hypercubes; ++seed) {
    const std::vector<Estimate> found = estimates(static_cast<unsigned>(seed));
    for (std::size_t j = 0; j < truth.size(); ++j) out[j] += holds(found[j], truth[j]) ? 1 : 0;
  }
  return out;
}

TEST(FirstOrderIndex, ByHand) {
  // Three classes of three runs: between them 54 of 60, within them 6 on 6 degrees of freedom; all on 8.
  const std::vector<double> input{1, 2, 3, 4, 5, 6, 7, 8, 9}, output{0, 1, 2, 3, 4, 5, 6, 7, 8};
  EXPECT_NEAR(first_order_index(input, output)->value, 1 - 1 / 7.5, 1e-12);
  // Equal values stay together, and each of the three explains all there is.
  const std::vector<double> whole{1, 1, 2, 2, 2, 2, 2, 3, 3, 3}, same{5, 5, 8, 8, 8, 8, 8, 1, 1, 1};
  EXPECT_NEAR(first_order_index(whole, same)->value, 1, 1e-12);
  EXPECT_FALSE(first_order_index(input, std::vector<double>(9, 3.7)));
  EXPECT_FALSE(first_order_index(std::vector<double>(9, 1.0), output));
  EXPECT_FALSE(first_order_index(std::vector<double>{1, 2}, std::vector<double>{1, 2}));
}

TEST(FirstOrderIndex, OfALine) {
  const auto of_seed = [](unsigned seed) {
    const Columns x = hypercube(4, 200, seed);
    const std::vector<double> y = outputs(x, three_two_one);
    std::vector<Estimate> out;
    for (const auto& input : x) out.push_back(*first_order_index(input, y));
    return out;
  };
  for (const int times : covered({9.0 / 14, 4.0 / 14, 1.0 / 14, 0}, 100, of_seed)) EXPECT_GE(times, 89);
}

TEST(FirstOrderIndex, OfIshigamisFunction) {
  // sin a + 7 sin^2 b + 0.1 c^4 sin a, each from -pi to pi; the third works through the first alone.
  const double pi = std::numbers::pi;
  const double v = 49.0 / 8 + 0.1 * std::pow(pi, 4) / 5 + 0.01 * std::pow(pi, 8) / 18 + 0.5;
  const double first = 0.5 * std::pow(1 + 0.1 * std::pow(pi, 4) / 5, 2) / v, second = 49.0 / 8 / v;
  EXPECT_NEAR(first, 0.314, 0.001);
  EXPECT_NEAR(second, 0.442, 0.001);
  const Columns x = hypercube(3, 2000, 1);
  const std::vector<double> y = outputs(x, [pi](const Columns& u, std::size_t i) {
    const auto at = [&](std::size_t j) { return pi * (2 * u[j][i] - 1); };
    return std::sin(at(0)) + 7 * std::pow(std::sin(at(1)), 2) + 0.1 * std::pow(at(2), 4) * std::sin(at(0));
  });
  const double truth[] = {first, second, 0};
  for (std::size_t j = 0; j < 3; ++j) {
    const Estimate found = *first_order_index(x[j], y);
    EXPECT_TRUE(holds(found, truth[j])) << found.value;
    EXPECT_NEAR(found.value, truth[j], 0.04);
  }
}

TEST(RankRegression, ByHand) {
  EXPECT_EQ(ranks_of(std::vector<double>{5, 1, 5, 7}), (std::vector<double>{2.5, 1, 2.5, 4}));
  const Columns x = hypercube(1, 20, 1);
  const auto rises = outputs(x, [](const Columns& u, std::size_t i) { return std::exp(9 * u[0][i]); });
  const auto falls = outputs(x, [](const Columns& u, std::size_t i) { return -u[0][i]; });
  EXPECT_NEAR(rank_regression(x, rises)->coefficients[0].value, 1, 1e-12);
  EXPECT_NEAR(rank_regression(x, rises)->explained, 1, 1e-12);
  EXPECT_NEAR(rank_regression(x, falls)->coefficients[0].value, -1, 1e-12);
  EXPECT_FALSE(rank_regression(x, std::vector<double>(20, 1.0)));
  EXPECT_FALSE(rank_regression(Columns{x[0], x[0]}, rises));  // which of the two?
  EXPECT_FALSE(rank_regression(Columns(18, x[0]), rises));    // too few runs
}

TEST(RankRegression, OfASum) {
  // The rank of a + b goes with a at 0.7: cov(F(a + b), a) is 7/120, and both have a variance of 1/12.
  const auto of_seed = [](unsigned seed) {
    const Columns x = hypercube(3, 100, seed);
    const auto y = outputs(x, [](const Columns& u, std::size_t i) { return u[0][i] + u[1][i]; });
    return rank_regression(x, y)->coefficients;
  };
  for (const int times : covered({0.7, 0.7, 0}, 100, of_seed)) EXPECT_GE(times, 89);
  EXPECT_NEAR(of_seed(1)[0].value, 0.7, 0.05);
  EXPECT_LT(of_seed(1)[0].interval->high - of_seed(1)[0].interval->low, 0.25);
}

}  // namespace
}  // namespace crossflow

// Draws of neighbours, in any two of the keys, have nothing to do with each other; and every bit of every key matters
// to every bit of the draw.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/draws.hpp"
#include "tests/base/statistics.hpp"

namespace crossflow {
namespace {

/// number, ordinal, index, seed, replication, branch, and the numbers that end the element's and the purpose's name.
using Key = std::array<std::uint64_t, 8>;
constexpr std::array<const char*, 8> key_names{"number",      "ordinal", "index",   "seed",
                                               "replication", "branch",  "element", "purpose"};

std::uint64_t bits_of(const Key& key) {
  const RunKey run{key[3], static_cast<std::uint32_t>(key[4]), static_cast<std::uint32_t>(key[5])};
  const Stream stream(run, "port/hall " + std::to_string(key[6]), "check " + std::to_string(key[7]));
  return stream.bits(key[0], static_cast<std::uint32_t>(key[1]), static_cast<std::uint32_t>(key[2]));
}

TEST(Neighbours, AreIndependentInEveryPairOfKeys) {
  constexpr std::uint64_t count = 40'000;
  for (std::size_t along = 0; along < key_names.size(); ++along)
    for (std::size_t across = 0; across < key_names.size(); ++across) {
      if (along == across) continue;
      std::vector<double> here;
      std::vector<double> next;
      Key key{1000, 2, 3, 20'241'020, 4, 0, 5, 6};
      Key neighbour = key;
      ++neighbour[across];
      for (std::uint64_t i = 0; i < count; ++i) {
        key[along] = i;
        neighbour[along] = i;
        here.push_back(unit_interval(bits_of(key)));
        next.push_back(unit_interval(bits_of(neighbour)));
      }
      EXPECT_LT(std::abs(test::correlation_score(here, next)), 4.5) << key_names[along] << " x " << key_names[across];
      EXPECT_LT(std::abs(test::square_score(here, next, 32)), 4.5) << key_names[along] << " x " << key_names[across];
    }
}

TEST(Avalanche, EveryBitOfEveryKeyFlipsEveryBitOfTheDrawHalfTheTime) {
  constexpr std::array<unsigned, 6> widths{64, 32, 32, 64, 32, 32};
  constexpr int trials = 2000;
  const double deviation = 0.5 * std::sqrt(trials);
  double worst = 0.0;
  for (std::size_t which = 0; which < widths.size(); ++which)
    for (unsigned bit = 0; bit < widths[which]; ++bit) {
      std::array<int, 64> flips{};
      for (int trial = 0; trial < trials; ++trial) {
        const auto t = static_cast<std::uint64_t>(trial);
        Key key{t, t % 5, t % 7, 1 + t / 11, t % 100, t % 3, t % 13, t % 17};
        const std::uint64_t before = bits_of(key);
        key[which] ^= std::uint64_t{1} << bit;
        const std::uint64_t changed = before ^ bits_of(key);
        for (std::size_t out = 0; out < flips.size(); ++out) flips[out] += static_cast<int>(changed >> out & 1U);
      }
      for (const int count : flips) worst = std::max(worst, std::abs(count - 0.5 * trials) / deviation);
    }
  // 16,384 pairs of bits: five and a half standard deviations come once in 1,600 such tables.
  EXPECT_LT(worst, 5.5);
}

TEST(Avalanche, OneChangedKeyFlipsThirtyTwoBitsOnAverage) {
  for (std::size_t which = 0; which < key_names.size(); ++which) {
    double flipped = 0.0;
    constexpr int trials = 20'000;
    for (int trial = 0; trial < trials; ++trial) {
      const auto t = static_cast<std::uint64_t>(trial);
      Key key{t, t % 5, t % 7, 1 + t / 11, t % 100, t % 3, t % 13, t % 17};
      const std::uint64_t before = bits_of(key);
      ++key[which];
      flipped += std::popcount(before ^ bits_of(key));
    }
    // A count of flips has standard deviation 4.
    EXPECT_NEAR(flipped / trials, 32.0, 4.5 * 4.0 / std::sqrt(trials)) << key_names[which];
  }
}

TEST(Independence, ManyDrawsOfOneTravellerAddUpAsTheyShould) {
  // The sum of twelve draws less six is nearly standard normal: its first four moments show what is shared among them.
  const Stream stream(RunKey{11, 0, 0}, "port/hall", "needs");
  constexpr int travellers = 200'000;
  std::array<double, 4> moments{};
  for (int i = 0; i < travellers; ++i) {
    double sum = -6.0;
    for (std::uint32_t index = 0; index < 12; ++index) sum += stream.uniform(static_cast<std::uint64_t>(i), 0, index);
    double power = 1.0;
    for (double& moment : moments) moment += (power *= sum);
  }
  const double root = std::sqrt(travellers);
  EXPECT_NEAR(moments[0] / travellers, 0.0, 4.5 * 1.0 / root);
  EXPECT_NEAR(moments[1] / travellers, 1.0, 4.5 * std::sqrt(1.9) / root);
  EXPECT_NEAR(moments[2] / travellers, 0.0, 4.5 * std::sqrt(15.0) / root);
  EXPECT_NEAR(moments[3] / travellers, 2.9, 4.5 * std::sqrt(96.0) / root);  // 3 - 1.2 / 12
}

}  // namespace
}  // namespace crossflow

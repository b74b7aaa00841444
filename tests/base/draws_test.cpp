// Pinned values, ends of the interval, evenness along every key, and collisions. All seeds are fixed, so a test passes
// always or never; bounds are four and a half standard deviations unless they say otherwise.
#include "sim/base/draws.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/base/statistics.hpp"

namespace crossflow {
namespace {

TEST(Mixing, AgreesWithThePublishedFunctions) {
  EXPECT_EQ(mix64(0x9e3779b97f4a7c15ULL), 0xe220a8397b1dcdafULL);  // splitmix64's first output at seed 0
  EXPECT_EQ(mix64(2 * 0x9e3779b97f4a7c15ULL), 0x6e789e6aa1b965f4ULL);
  EXPECT_EQ(hash_name("a"), mix64(0xaf63dc4c8601ec8cULL));  // FNV-1a of "a"
  EXPECT_EQ(hash_name("foobar"), mix64(0x85944171f73967e8ULL));
}

TEST(Draws, AreTheSameInEveryVersion) {
  const Stream stream(RunKey{1, 0, 0}, "north/coaches", "document check");
  EXPECT_EQ(stream.bits(0), 0xf472cae36bef191dULL);
  EXPECT_EQ(stream.bits(123456, 2, 7), 0x6e0688245d78522fULL);
}

TEST(Draws, DependOnEveryKey) {
  const auto bits = [](RunKey run, const char* element, const char* purpose) {
    return Stream(run, element, purpose).bits(5, 1, 1);
  };
  const std::vector<std::uint64_t> all{bits({1, 0, 0}, "a", "b"), bits({2, 0, 0}, "a", "b"), bits({1, 1, 0}, "a", "b"),
                                       bits({1, 0, 1}, "a", "b"), bits({1, 1, 1}, "a", "b"), bits({1, 0, 0}, "b", "a"),
                                       bits({1, 0, 0}, "ab", ""), bits({1, 0, 0}, "", "ab"), bits({1, 0, 0}, "a", "b "),
                                       bits({1, 0, 0}, "a/b", "")};
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = i + 1; j < all.size(); ++j) EXPECT_NE(all[i], all[j]) << i << " and " << j;
  const Stream stream(RunKey{}, "a", "b");
  EXPECT_NE(stream.bits(5, 1, 0), stream.bits(5, 0, 1));
  EXPECT_NE(stream.bits(5, 0, 0), stream.bits(0, 5, 0));
  EXPECT_NE(combine(1, 2), combine(2, 1));
}

TEST(UnitInterval, HasNeitherEndAndIsSymmetric) {
  EXPECT_EQ(unit_interval(0), 0x1.0p-53);
  EXPECT_EQ(unit_interval(~0ULL), 1.0 - 0x1.0p-53);
  EXPECT_LT(unit_interval(~0ULL), 1.0);
  EXPECT_EQ(unit_interval(1ULL << 63U), 0.5 + 0x1.0p-53);
  for (std::uint64_t i = 0; i < 1000; ++i) {
    const std::uint64_t bits = mix64(i);
    EXPECT_EQ(1.0 - unit_interval(bits), unit_interval(~bits));
  }
}

/// A row of draws of which one key alone changes from each to the next.
struct Row {
  const char* key;
  std::function<std::uint64_t(std::uint32_t)> bits;
};

std::vector<Row> rows() {
  const Stream fixed(RunKey{7, 3, 0}, "port/hall", "document check");
  return {
      {"number", [=](std::uint32_t i) { return fixed.bits(i); }},
      {"number, far apart", [=](std::uint32_t i) { return fixed.bits(static_cast<std::uint64_t>(i) << 32U); }},
      {"ordinal", [=](std::uint32_t i) { return fixed.bits(41, i); }},
      {"index", [=](std::uint32_t i) { return fixed.bits(41, 2, i); }},
      {"seed",
       [](std::uint32_t i) {
         return Stream(RunKey{i, 0, 0}, "port/hall", "document check").bits(41);
       }},
      {"replication",
       [](std::uint32_t i) {
         return Stream(RunKey{7, i, 0}, "port/hall", "document check").bits(41);
       }},
      {"branch",
       [](std::uint32_t i) {
         return Stream(RunKey{7, 3, i}, "port/hall", "document check").bits(41);
       }},
      {"element",
       [](std::uint32_t i) {
         return Stream(RunKey{7, 3, 0}, "port/lane " + std::to_string(i), "document check").bits(41);
       }},
      {"purpose",
       [](std::uint32_t i) {
         return Stream(RunKey{7, 3, 0}, "port/hall", "bag " + std::to_string(i)).bits(41);
       }},
  };
}

TEST(Draws, AreEvenAlongEveryKey) {
  constexpr std::uint32_t count = 200'000;
  for (const Row& row : rows()) {
    SCOPED_TRACE(row.key);
    std::vector<double> values;
    std::vector<std::uint32_t> low_byte(256);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint64_t bits = row.bits(i);
      values.push_back(unit_interval(bits));
      ++low_byte[bits & 255U];
    }
    const double distance = test::uniform_distance(values);
    EXPECT_LT(distance, 2.2);
    EXPECT_GT(distance, 0.3);
    EXPECT_LT(std::abs(test::chi_square_score(low_byte)), 4.5);
    for (const std::size_t lag : {1U, 2U, 8U}) {
      const std::vector<double> earlier(values.begin(), values.end() - static_cast<std::ptrdiff_t>(lag));
      const std::vector<double> later(values.begin() + static_cast<std::ptrdiff_t>(lag), values.end());
      EXPECT_LT(std::abs(test::correlation_score(earlier, later)), 4.5) << "lag " << lag;
      EXPECT_LT(std::abs(test::square_score(earlier, later, 64)), 4.5) << "lag " << lag;
    }
  }
}

TEST(Draws, FillACubeEvenly) {
  for (const Row& row : rows()) {
    SCOPED_TRACE(row.key);
    std::vector<std::uint32_t> counts(16 * 16 * 16);
    for (std::uint32_t i = 0; i < 240'000; i += 3)
      ++counts[(row.bits(i) >> 60U) << 8U | (row.bits(i + 1) >> 60U) << 4U | row.bits(i + 2) >> 60U];
    EXPECT_LT(std::abs(test::chi_square_score(counts)), 4.5);
  }
}

TEST(Draws, DoNotCollide) {
  std::vector<std::uint64_t> all;
  for (const char* purpose : {"document check", "luggage"})
    for (std::uint32_t replication = 0; replication < 5; ++replication) {
      const Stream stream(RunKey{1, replication, 0}, "port/hall", purpose);
      for (std::uint64_t number = 0; number < 20'000; ++number)
        for (std::uint32_t ordinal = 0; ordinal < 4; ++ordinal)
          for (std::uint32_t index = 0; index < 5; ++index) all.push_back(stream.bits(number, ordinal, index));
    }
  ASSERT_EQ(all.size(), 4'000'000U);
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
}

TEST(Draws, HalvesOfTheirBitsCollideAsOftenAsChanceSays) {
  // 400,000 draws have 8e10 pairs, of which 18.6 should agree in 32 given bits; bounds are five standard deviations.
  const Stream stream(RunKey{1, 0, 0}, "port/hall", "document check");
  for (const unsigned shift : {0U, 16U, 32U}) {
    std::vector<std::uint32_t> halves;
    for (std::uint64_t number = 0; number < 400'000; ++number)
      halves.push_back(static_cast<std::uint32_t>(stream.bits(number) >> shift));
    std::sort(halves.begin(), halves.end());
    int agreeing = 0;
    for (std::size_t i = 1; i < halves.size(); ++i) agreeing += halves[i] == halves[i - 1] ? 1 : 0;
    EXPECT_GE(agreeing, 2) << shift;
    EXPECT_LE(agreeing, 41) << shift;
  }
}

}  // namespace
}  // namespace crossflow

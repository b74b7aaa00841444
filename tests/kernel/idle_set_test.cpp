#include "sim/kernel/idle_set.hpp"

#include <random>
#include <set>

#include <gtest/gtest.h>

namespace crossflow {
namespace {

TEST(IdleSet, IsEmptyAtFirst) {
  const IdleSet set(100);
  EXPECT_TRUE(set.empty());
  for (std::uint32_t i = 0; i < 100; ++i) EXPECT_FALSE(set.contains(i));
}

TEST(IdleSet, FindsTheLowest) {
  IdleSet set(50'000);
  for (const std::uint32_t n : {49'999U, 4096U, 4095U, 64U, 63U, 0U}) {
    set.insert(n);
    EXPECT_EQ(set.lowest(), n);
    EXPECT_TRUE(set.contains(n));
  }
  for (const std::uint32_t n : {0U, 63U, 64U, 4095U, 4096U}) set.erase(n);
  EXPECT_EQ(set.lowest(), 49'999U);
  set.erase(49'999);
  EXPECT_TRUE(set.empty());
}

TEST(IdleSet, ErasingWhatIsNotThereChangesNothing) {
  IdleSet set(200);
  set.insert(130);
  set.erase(131);
  set.erase(5);
  EXPECT_FALSE(set.empty());
  EXPECT_EQ(set.lowest(), 130U);
}

TEST(IdleSet, AgreesWithAStdSet) {
  for (const std::uint32_t size : {1U, 2U, 63U, 64U, 65U, 4096U, 4097U, 65'534U, 262'144U}) {
    std::mt19937 random(size);
    IdleSet set(size);
    std::set<std::uint32_t> reference;
    for (int operation = 0; operation < 4000; ++operation) {
      // Often the lowest, as a bank does; else any.
      const bool lowest = !reference.empty() && random() % 2 == 0;
      const std::uint32_t n = lowest ? *reference.begin() : static_cast<std::uint32_t>(random() % size);
      if (random() % 2 == 0) {
        set.insert(n);
        reference.insert(n);
      } else {
        set.erase(n);
        reference.erase(n);
      }
      ASSERT_EQ(set.empty(), reference.empty()) << "of " << size;
      ASSERT_EQ(set.contains(n), reference.contains(n)) << "of " << size;
      if (!reference.empty()) {
        ASSERT_EQ(set.lowest(), *reference.begin()) << "of " << size;
      }
    }
  }
}

}  // namespace
}  // namespace crossflow

// The numbers of people: which are of which day, and who came in which vehicle.
#include <set>

#include <gtest/gtest.h>

#include "sim/model/party.hpp"

namespace crossflow {
namespace {

TEST(NumbersTest, DaysAndBlocksAreApartAndFoundAgain) {
  for (const int days : {1, 128, 129, 366}) {
    const Numbers numbers{days};
    std::set<std::uint32_t> firsts;
    for (int index = 0; index < numbers.first_block() + Numbers::blocks; ++index) {
      const std::uint32_t first = first_number(index);
      EXPECT_EQ(numbers.index_of(first), index);
      EXPECT_EQ(numbers.index_of(first + numbers.in_a_day() - 1), index) << days << " days";
      firsts.insert(first & numbers.day_mask());
    }
    EXPECT_EQ(firsts.size(), static_cast<std::size_t>(numbers.first_block() + Numbers::blocks));
    EXPECT_GE(numbers.first_block(), days);
  }
}

// A longer run has the people of a shorter one.
TEST(NumbersTest, TheFirst128DaysAreTheSameInEveryRun) {
  for (int day_index = 0; day_index < 128; ++day_index)
    EXPECT_EQ(first_number(day_index), static_cast<std::uint32_t>(day_index) << 24U);
}

TEST(NumbersTest, WhoIsAboardNamesTheVehicle) {
  for (const int days : {2, 366}) {
    const Numbers numbers{days};
    const std::uint32_t most = carried::most_vehicles(days);
    for (const int index : {0, 1, days - 1, numbers.first_block() + 3})
      for (const std::uint32_t v : {0U, 1U, most - 1}) {
        const std::uint32_t vehicle = first_number(index) + v;
        for (const std::uint32_t place : {1U, 63U}) {
          const std::uint32_t number = carried::number(vehicle, 7, place);
          EXPECT_EQ(carried::vehicle_of(number, numbers), vehicle);
          EXPECT_EQ(numbers.index_of(number), index);
        }
      }
  }
}

}  // namespace
}  // namespace crossflow

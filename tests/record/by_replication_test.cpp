#include "sim/record/by_replication.hpp"

#include <gtest/gtest.h>

namespace crossflow {
namespace {

TEST(ByReplication, PartsEveryTableAndKeepsOrder) {
  ResultRows rows;
  for (const std::uint32_t n : {7U, 3U}) {
    ReplicationRow r{};
    r.replication = n;
    rows.of<ReplicationRow>().push_back(r);
  }
  rows.of<WaitRow>() = {{3, 0, 0, 0, 10, 1}, {7, 0, 0, 0, 20, 2}, {3, 0, 0, 0, 30, 3}};
  rows.of<InputRow>() = {{7, "a", 1}, {7, "b", 2}};
  rows.of<ReleaseTimeRow>() = {{3, 0, 0, 0, 60, 4}};
  const std::vector<ResultRows> each = by_replication(rows);
  ASSERT_EQ(each.size(), 2U);
  EXPECT_EQ(each[0].of<ReplicationRow>().front().replication, 7U);
  ASSERT_EQ(each[0].of<WaitRow>().size(), 1U);
  EXPECT_EQ(each[0].of<WaitRow>()[0].up_to_s, 20);
  EXPECT_EQ(each[0].of<InputRow>().size(), 2U);
  EXPECT_TRUE(each[0].of<ReleaseTimeRow>().empty());
  ASSERT_EQ(each[1].of<WaitRow>().size(), 2U);
  EXPECT_EQ(each[1].of<WaitRow>()[1].up_to_s, 30);
  EXPECT_EQ(each[1].of<ReleaseTimeRow>().size(), 1U);
}

}  // namespace
}  // namespace crossflow

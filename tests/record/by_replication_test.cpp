#include "sim/record/by_replication.hpp"

#include <gtest/gtest.h>

namespace crossflow {
namespace {

TEST(ByReplication, PartsEveryTableAndKeepsOrder) {
  ResultRows rows;
  for (const std::uint32_t n : {7U, 3U}) {
    ReplicationRow r{};
    r.replication = n;
    rows.replications.push_back(r);
  }
  rows.waits = {{3, 0, 0, 0, 10, 1}, {7, 0, 0, 0, 20, 2}, {3, 0, 0, 0, 30, 3}};
  rows.inputs = {{7, "a", 1}, {7, "b", 2}};
  rows.release_times = {{3, 0, 0, 0, 60, 4}};
  const std::vector<ResultRows> each = by_replication(rows);
  ASSERT_EQ(each.size(), 2U);
  EXPECT_EQ(each[0].replications.front().replication, 7U);
  ASSERT_EQ(each[0].waits.size(), 1U);
  EXPECT_EQ(each[0].waits[0].up_to_s, 20);
  EXPECT_EQ(each[0].inputs.size(), 2U);
  EXPECT_TRUE(each[0].release_times.empty());
  ASSERT_EQ(each[1].waits.size(), 2U);
  EXPECT_EQ(each[1].waits[1].up_to_s, 30);
  EXPECT_EQ(each[1].release_times.size(), 1U);
}

}  // namespace
}  // namespace crossflow

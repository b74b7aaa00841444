#include <gtest/gtest.h>

#include "tests/analysis/measure_rows.hpp"

namespace crossflow {
namespace {

TEST(OfficerMeasures, HoursAndOrdersOfADay) {
  Directory d = small();
  d.days = 2;
  d.pools = {{"p/immigration", {}, 0, "immigration"}};
  d.officers = {{"p/immigration/early/01", 0}, {"p/immigration/early/02", 0}};
  d.supervisors = {{"p/hall", {}, 0, "pledge"}};
  ResultRows rows;
  rows.officers = {{0, 0, 16 * 3600, 12 * 3600, 4, 7200, 1800}, {0, 1, 8 * 3600, 7 * 3600, 1, 1800, 0}};
  rows.orders = {{0, seven, 0, 0, 0, 3}, {0, seven, 0, 0, 1, 3}, {0, seven, 0, 2, 0xffff, 5}};
  const auto a_day = [&](const ResultMeasure& measure) {
    const Observation o = observe(request_of(measure), rows, d);
    return o.sum / o.of;
  };
  EXPECT_DOUBLE_EQ(a_day(officer_hours_measure()), 12);
  EXPECT_DOUBLE_EQ(a_day(officer_hours_at_post_measure()), 9.5);
  EXPECT_DOUBLE_EQ(a_day(overtime_measure()), 0.25);
  EXPECT_DOUBLE_EQ(a_day(orders_measure()), 1.5);
  EXPECT_NE(officer_hours_measure().refuses(small(), {}), "");
}

}  // namespace
}  // namespace crossflow

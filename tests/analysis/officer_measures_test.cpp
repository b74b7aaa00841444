#include <gtest/gtest.h>

#include "tests/analysis/measure_rows.hpp"

namespace crossflow {
namespace {

TEST(OfficerMeasures, HoursAndOrdersOfADay) {
  Directory d = small();
  d.days = 2;
  d.pools = {{"p/a", {}, 0, "immigration"}, {"p/b", {}, 0, "customs"}, {"p/c", {}, 0, "customs, immigration"}};
  d.officers = {{"p/a/early/01", 0}, {"p/a/early/02", 0}, {"p/b/early/01", 1}, {"p/c/early/01", 2}};
  d.duties = {{0, 0, 7 * hour, 8 * hour}};
  d.supervisors = {{"p/hall", {}, 0, "pledge"}};
  ResultRows rows;
  const auto half_hour = [&rows](std::uint16_t pool, double at_post_h, double rostered_h, double overtime_h) {
    OfficerHoursRow row{};
    row.pool = pool;
    row.at_post_s = at_post_h * 3600;
    row.finishing_s = 3600;
    row.rostered_s = rostered_h * 3600;
    row.overtime_s = overtime_h * 3600;
    rows.of<OfficerHoursRow>().push_back(row);
  };
  half_hour(0, 12, 23.5, 0);
  half_hour(0, 5, 0, 0.5);
  half_hour(1, 1, 8, 0);
  half_hour(2, 3, 4, 1);
  OfficerHoursRow other_date = rows.of<OfficerHoursRow>().front();
  other_date.of_other_dates = 1;
  rows.of<OfficerHoursRow>().push_back(other_date);
  rows.of<OrderRow>() = {{0, seven, 0, 0, 0, 3}, {0, seven, 0, 0, 1, 3}, {0, seven, 0, 2, 0xffff, 5}};
  const auto a_day = [&](const ResultMeasure& measure, const std::string& pool = "", const std::string& skill = "") {
    MeasureRequest request = request_of(measure);
    request.pool = pool;
    request.skill = skill;
    const Observation o = observe(request, rows, d);
    return o.sum / o.of;
  };
  EXPECT_DOUBLE_EQ(a_day(rostered_hours_measure()), 35.5 / 2);
  EXPECT_DOUBLE_EQ(a_day(officer_hours_measure()), 37.0 / 2);
  EXPECT_DOUBLE_EQ(a_day(officer_hours_at_post_measure()), 25.0 / 2);
  EXPECT_DOUBLE_EQ(a_day(overtime_measure()), 1.5 / 2);
  EXPECT_DOUBLE_EQ(a_day(rostered_hours_measure(), "a"), 23.5 / 2);
  EXPECT_DOUBLE_EQ(a_day(officer_hours_measure(), "p/a"), 12);
  EXPECT_DOUBLE_EQ(a_day(overtime_measure(), "", "immigration"), 1.5 / 2);
  EXPECT_DOUBLE_EQ(a_day(rostered_hours_measure(), "", "customs"), 6);
  EXPECT_DOUBLE_EQ(a_day(rostered_hours_measure(), "c", "customs"), 2);
  EXPECT_FALSE(select(d,
                      [] {
                        MeasureRequest request = request_of(overtime_measure());
                        request.pool = "a";
                        request.skill = "customs";
                        return request;
                      }()))
      << "pool a has no such skill";
  EXPECT_DOUBLE_EQ(a_day(orders_measure()), 1.5);
  d.duties.clear();
  EXPECT_NE(rostered_hours_measure().refuses(d, {}), "") << "as of a file that does not know of rosters";
  EXPECT_NE(officer_hours_measure().refuses(small(), {}), "");
}

}  // namespace
}  // namespace crossflow

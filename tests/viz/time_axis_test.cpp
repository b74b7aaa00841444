#include "viz/replay/time_axis.hpp"

#include <gtest/gtest.h>

namespace crossflow::viz {
namespace {

TimeAxis axis_of_a_day() {
  TimeAxis axis;
  axis.set_whole(6 * hour, 22 * hour);
  return axis;
}

void expect_shown(const TimeAxis& axis, Tick from, Tick until) {
  EXPECT_EQ(axis.from(), from);
  EXPECT_EQ(axis.until(), until);
}

TEST(TimeScale, IsThereAndBack) {
  const TimeScale scale{6 * hour, 22 * hour, 100, 1600};  // a hundred pixels an hour
  EXPECT_EQ(scale.x(6 * hour), 100);
  EXPECT_EQ(scale.x(14 * hour + 30 * minute), 950);
  EXPECT_EQ(scale.tick(950), 14 * hour + 30 * minute);
  EXPECT_EQ(scale.tick(scale.right()), 22 * hour);
  EXPECT_TRUE(scale.shows(22 * hour));
  EXPECT_FALSE(scale.shows(22 * hour + 1));
}

TEST(TimeAxis, ShowsAllUntilItIsZoomed) {
  TimeAxis axis = axis_of_a_day();
  EXPECT_TRUE(axis.shows_all());
  expect_shown(axis, 6 * hour, 22 * hour);
  axis.pan(hour);
  expect_shown(axis, 6 * hour, 22 * hour);
  axis.set_whole(6 * hour, 23 * hour);
  expect_shown(axis, 6 * hour, 23 * hour);
}

TEST(TimeAxis, ZoomsAboutAnInstant) {
  TimeAxis axis = axis_of_a_day();
  axis.zoom(2, 18 * hour);  // at three quarters, and stays there
  expect_shown(axis, 12 * hour, 20 * hour);
  axis.zoom(4, 14 * hour);
  expect_shown(axis, 13 * hour + 30 * minute, 15 * hour + 30 * minute);
  axis.zoom(1.0 / 4, 14 * hour);
  expect_shown(axis, 12 * hour, 20 * hour);
  axis.zoom(1.0 / 4, 14 * hour);
  EXPECT_TRUE(axis.shows_all()) << "there is no more";
  axis.zoom(0, 14 * hour);
  EXPECT_TRUE(axis.shows_all());
}

TEST(TimeAxis, GoesNoNearerThanTenMinutes) {
  TimeAxis axis = axis_of_a_day();
  axis.zoom(1e9, 12 * hour);
  EXPECT_EQ(axis.until() - axis.from(), 10 * minute);
  EXPECT_LE(axis.from(), 12 * hour);
  EXPECT_GE(axis.until(), 12 * hour);
  axis.set_whole(6 * hour, 6 * hour + 4 * minute);
  EXPECT_TRUE(axis.shows_all()) << "there are only four";
}

TEST(TimeAxis, StaysWithinWhatThereIs) {
  TimeAxis axis = axis_of_a_day();
  axis.show(20 * hour, 18 * hour);
  expect_shown(axis, 18 * hour, 20 * hour);
  axis.pan(90 * minute);
  expect_shown(axis, 19 * hour + 30 * minute, 21 * hour + 30 * minute);
  axis.pan(5 * hour);
  expect_shown(axis, 20 * hour, 22 * hour);
  axis.pan(-day);
  expect_shown(axis, 6 * hour, 8 * hour);
  axis.zoom(0.5, 8 * hour);
  expect_shown(axis, 6 * hour, 10 * hour);  // where it would have begun at four
  axis.show(21 * hour + 59 * minute, 23 * hour);
  expect_shown(axis, 20 * hour + 59 * minute, 22 * hour);
  axis.show(12 * hour, 12 * hour + 2 * minute);
  expect_shown(axis, 11 * hour + 56 * minute, 12 * hour + 6 * minute);
  axis.show_all();
  EXPECT_TRUE(axis.shows_all());
}

TEST(TimeAxis, GrowsWithALiveRunOnlyWhereAllIsShown) {
  TimeAxis axis = axis_of_a_day();
  axis.show(18 * hour, 20 * hour);
  axis.set_whole(6 * hour, 26 * hour);
  expect_shown(axis, 18 * hour, 20 * hour);
  axis.set_whole(6 * hour, 19 * hour);
  expect_shown(axis, 17 * hour, 19 * hour);
}

TEST(TimeAxis, KeepsTheInstantInSight) {
  TimeAxis axis = axis_of_a_day();
  axis.show(10 * hour, 12 * hour);
  axis.follow(11 * hour, 11 * hour + minute, true);
  expect_shown(axis, 10 * hour, 12 * hour);
  axis.follow(12 * hour, 12 * hour + minute, true);  // turns over
  expect_shown(axis, 11 * hour + 49 * minute, 13 * hour + 49 * minute);
  axis.follow(12 * hour, 18 * hour, false);
  expect_shown(axis, 17 * hour, 19 * hour);
  axis.pan(-5 * hour);
  axis.follow(18 * hour, 18 * hour + second, true);
  expect_shown(axis, 12 * hour, 14 * hour);  // one looks elsewhere
  axis.follow(18 * hour, 18 * hour, false);
  expect_shown(axis, 12 * hour, 14 * hour);
  axis.follow(18 * hour, 19 * hour, false);
  expect_shown(axis, 18 * hour, 20 * hour);
}

TEST(TimeAxis, TakesARangeInOrderAndWithinWhatThereIs) {
  TimeAxis axis = axis_of_a_day();
  EXPECT_FALSE(axis.range());
  axis.take(20 * hour + 30 * minute, 18 * hour + 30 * minute);
  ASSERT_TRUE(axis.range());
  EXPECT_EQ(*axis.range(), std::pair(18 * hour + 30 * minute, 20 * hour + 30 * minute));
  axis.zoom(4, 10 * hour);
  EXPECT_EQ(axis.range()->first, 18 * hour + 30 * minute) << "out of sight, and still taken";
  axis.take(21 * hour, 30 * hour);
  EXPECT_EQ(*axis.range(), std::pair(21 * hour, 22 * hour));
  axis.take(8 * hour, 8 * hour + 59 * second);
  EXPECT_FALSE(axis.range()) << "a click is none";
  axis.take(8 * hour, 9 * hour);
  axis.drop();
  EXPECT_FALSE(axis.range());
}

TEST(RangeStep, IsWhatAHandCanChoose) {
  EXPECT_EQ(range_step({0, 16 * hour, 0, 1600}), 5 * minute) << "8 pixels; a minute is less than 2";
  EXPECT_EQ(range_step({0, 7 * day, 0, 1260}), hour) << "7.5 pixels an hour";
  EXPECT_EQ(range_step({0, hour, 0, 1200}), minute);
  EXPECT_EQ(range_step({0, 365 * day, 0, 800}), 6 * hour);
  EXPECT_EQ(rounded(18 * hour + 32 * minute, 5 * minute), 18 * hour + 30 * minute);
  EXPECT_EQ(rounded(18 * hour + 33 * minute, 5 * minute), 18 * hour + 35 * minute);
}

}  // namespace
}  // namespace crossflow::viz

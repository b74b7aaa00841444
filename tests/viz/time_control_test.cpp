#include "viz/replay/time_control.hpp"

#include <gtest/gtest.h>

namespace crossflow::viz {
namespace {

TimeControl time_of_a_day() {
  TimeControl time;
  time.set_range(7 * hour, 22 * hour, false);
  return time;
}

TEST(TimeControl, StaysInsideWhatThereIs) {
  TimeControl time = time_of_a_day();
  EXPECT_EQ(time.now(), 7 * hour);
  time.go_to(23 * hour);
  EXPECT_EQ(time.now(), 22 * hour);
  time.go_to(-hour);
  EXPECT_EQ(time.now(), 7 * hour);
  time.step(90 * second);
  EXPECT_EQ(time.now(), 7 * hour + 90 * second);
  EXPECT_FALSE(time.playing());
}

TEST(TimeControl, PlaysAtItsSpeed) {
  TimeControl time = time_of_a_day();
  time.set_speed(60);
  time.advance(1);
  EXPECT_EQ(time.now(), 7 * hour) << "it does not play yet";
  time.play();
  time.advance(2.5);
  EXPECT_EQ(time.now(), 7 * hour + 150 * second);
  time.pause();
  time.advance(1);
  EXPECT_EQ(time.now(), 7 * hour + 150 * second);
}

TEST(TimeControl, AnyNumberOfFramesComesToTheSameInstant) {
  TimeControl many = time_of_a_day();
  many.set_speed(1);
  many.play();
  for (int i = 0; i < 3000; ++i) many.advance(1.0 / 300);
  EXPECT_NEAR(static_cast<double>(many.now() - 7 * hour), 10e6, 2) << "microseconds";
}

TEST(TimeControl, StopsAtTheEndAndBeginsAgain) {
  TimeControl time = time_of_a_day();
  time.go_to(22 * hour - second);
  time.play();
  time.advance(10);
  EXPECT_EQ(time.now(), 22 * hour);
  EXPECT_FALSE(time.playing());
  time.play();
  EXPECT_EQ(time.now(), 7 * hour);
}

TEST(TimeControl, WaitsForARunThatGrows) {
  TimeControl time;
  time.set_range(0, 10 * second, true);
  time.set_speed(1);
  time.play();
  time.advance(60);
  EXPECT_EQ(time.now(), 10 * second);
  EXPECT_TRUE(time.playing());
  time.set_range(0, 30 * second, true);
  time.advance(5);
  EXPECT_EQ(time.now(), 15 * second) << "it does not make up for having waited";
  time.step(-8 * second);
  EXPECT_EQ(time.now(), 7 * second) << "back while the run goes on";
}

TEST(TimeControl, GoesFasterAndSlowerInRoundSteps) {
  TimeControl time;
  EXPECT_EQ(time.speed(), 60);
  time.faster();
  EXPECT_EQ(time.speed(), 120);
  time.set_speed(100);
  time.slower();
  EXPECT_EQ(time.speed(), 60);
  for (int i = 0; i < 20; ++i) time.faster();
  EXPECT_EQ(time.speed(), 3600);
  for (int i = 0; i < 20; ++i) time.slower();
  EXPECT_EQ(time.speed(), 1);
  time.set_speed(1e9);
  EXPECT_EQ(time.speed(), 3600);
}

TEST(TimeControl, ReadsTypedTimes) {
  TimeControl time;
  time.set_range(0, 2 * day, false);
  const std::pair<const char*, Tick> good[] = {{"17:40", 17 * hour + 40 * minute},
                                               {" 7:05:09 ", 7 * hour + 5 * minute + 9 * second},
                                               {"00:10 +1", day + 10 * minute},
                                               {"26:00", 26 * hour}};
  for (const auto& [typed, expected] : good) {
    EXPECT_TRUE(time.go_to(typed)) << typed;
    EXPECT_EQ(time.now(), expected) << typed;
  }
  time.go_to(5 * hour);
  for (const char* typed : {"", "17", "17:60", "17:4x", "-1:00", "17:40:61", "half past nine", "17:40 1"}) {
    EXPECT_FALSE(time.go_to(typed)) << typed;
    EXPECT_EQ(time.now(), 5 * hour) << typed;
  }
}

TEST(TimeControl, JumpsToInstants) {
  TimeControl time = time_of_a_day();
  const std::vector<Tick> breaches{8 * hour, 9 * hour, 23 * hour};
  EXPECT_FALSE(time.go_to_previous(breaches));
  EXPECT_TRUE(time.go_to_next(breaches));
  EXPECT_TRUE(time.go_to_next(breaches));
  EXPECT_EQ(time.now(), 9 * hour);
  EXPECT_FALSE(time.go_to_next(breaches)) << "beyond the end";
  EXPECT_TRUE(time.go_to_previous(breaches));
  EXPECT_EQ(time.now(), 8 * hour);
}

TEST(TimeControl, LoopsOverAPiece) {
  TimeControl time = time_of_a_day();
  time.set_speed(1);
  time.loop(10 * hour + 10 * second, 10 * hour);
  time.go_to(10 * hour + 8 * second);
  time.play();
  time.advance(3);
  EXPECT_EQ(time.now(), 10 * hour + second);
  time.advance(25);
  EXPECT_EQ(time.now(), 10 * hour + 6 * second) << "several times round";
  time.no_loop();
  time.advance(25);
  EXPECT_EQ(time.now(), 10 * hour + 31 * second);
}

TEST(TimeControl, KeepsBookmarksInOrder) {
  TimeControl time = time_of_a_day();
  time.go_to(9 * hour);
  time.add_bookmark("second");
  time.go_to(8 * hour);
  time.add_bookmark("first");
  time.add_bookmark("first again");
  ASSERT_EQ(time.bookmarks().size(), 2U);
  EXPECT_EQ(time.bookmarks()[0].name, "first again");
  EXPECT_EQ(time.bookmarks()[1].tick, 9 * hour);
  time.rename_bookmark(1, "the coaches");
  time.rename_bookmark(7, "nobody");
  EXPECT_EQ(time.bookmarks()[1].name, "the coaches");
  time.remove_bookmark(0);
  time.remove_bookmark(7);
  EXPECT_EQ(time.bookmarks(), (std::vector<Bookmark>{{9 * hour, "the coaches"}}));
  time.set_bookmarks({{11 * hour, "late"}, {7 * hour, "early"}});
  EXPECT_EQ(time.bookmarks(), (std::vector<Bookmark>{{7 * hour, "early"}, {11 * hour, "late"}}));
}

}  // namespace
}  // namespace crossflow::viz

// When frames are drawn, and that no key is lost between two of them.
#include "viz/app/pace.hpp"

#include <gtest/gtest.h>

#include "viz/app/key_queue.hpp"

namespace crossflow::viz::pacing {
namespace {

constexpr int press = 1, release = 0, repeat = 2, shift = 1, ctrl = 2;  // as GLFW numbers them
constexpr int key_right = 262, key_n = 78;

TEST(Pace, DrawsNothingWhileNothingChanges) {
  Pace pace;
  Session session;
  double now = 0;
  int frames = 0;
  const auto turns = [&](int count, bool touched, bool changed, bool typing) {
    frames = 0;
    for (int i = 0; i < count; ++i) {
      now += std::max(pace.rest(session, true, now), 0.001);
      frames += pace.draws(touched && i == 0, changed, typing, now) ? 1 : 0;
    }
    return frames;
  };
  EXPECT_GT(turns(100, false, false, false), 3) << "panels settle";
  EXPECT_EQ(turns(100, false, false, false), 0);
  EXPECT_GE(pace.rest(session, true, now), 0.1) << "and the processor is let go of";
  EXPECT_GT(turns(100, true, false, false), 3) << "the mouse has moved";
  EXPECT_EQ(turns(100, false, false, false), 0);
  EXPECT_EQ(turns(100, false, true, false), 100) << "time goes on";
  turns(10, false, false, false);
  const double from = now;
  turns(20, false, false, true);
  EXPECT_NEAR(frames / (now - from), 2, 0.7) << "a cursor blinks";
}

TEST(Pace, NoMoreThanSixtyFramesASecond) {
  Pace pace;
  Session session;
  session.time.set_range(0, day, false);
  session.time.play();
  pace.draws(true, true, false, 5);
  EXPECT_NEAR(pace.rest(session, true, 5.001), 1.0 / 60 - 0.001, 1e-6);
  EXPECT_EQ(pace.rest(session, true, 5.5), 0) << "a slow frame is followed at once";
  EXPECT_GE(pace.rest(session, false, 5.001), 0.1) << "nobody sees it";
}

TEST(Keys, ThatGoDownAndUpBetweenTwoFramesAreSeen) {
  KeyQueue keys;
  keys.add({key_n, 0, press, 0});
  keys.add({key_n, 0, release, 0});
  keys.add({key_right, 0, press, shift});
  const auto first = keys.take_events();
  ASSERT_EQ(first.size(), 1U) << "down in this frame";
  EXPECT_EQ(first[0].action, press);
  const auto second = keys.take_events();
  ASSERT_EQ(second.size(), 2U) << "and up in the next, with what came after";
  EXPECT_EQ(second[0].action, release);
  EXPECT_EQ(second[1].key, key_right);
  EXPECT_TRUE(keys.take_events().empty());
}

TEST(Keys, AllPressesCountThoughThereIsOneFrame) {
  KeyQueue keys;
  for (int i = 0; i < 3; ++i) {
    keys.add({key_right, 0, press, i == 1 ? ctrl : 0});
    keys.add({key_right, 0, release, 0});
  }
  keys.add({key_right, 0, press, 0});
  keys.add({key_right, 0, repeat, 0});
  const auto presses = keys.take_presses();
  ASSERT_EQ(presses.size(), 5U);
  EXPECT_TRUE(presses[1].ctrl && !presses[0].ctrl);
  EXPECT_TRUE(presses[4].repeated && !presses[3].repeated);
  EXPECT_TRUE(keys.take_presses().empty());
}

}  // namespace
}  // namespace crossflow::viz::pacing

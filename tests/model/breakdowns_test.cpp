// Devices that fail, alone and together with plans and hours, and outages. Times are seconds.
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

// Down from 100 to 150, from 250 to 300, and so on.
const std::string every_100_s = "breakdowns: {every: 100 s, repair: 50 s}";

TEST(Breakdowns, WhoWaitsIsChargedToTheDeviceWhileItIsDown) {
  const Replay run = Small{.stations = "  gate: {kind: e-channel, service: 30 s, " + every_100_s + "}",
                           .way = "[gate, leave]",
                           .people = {"90 local", "95 local", "260 local"}}
                         .run();
  EXPECT_EQ(run.told({"joins", "starts", "leaves", "is"}), lines(R"(
    90 a joins gate
    90 a starts gate/0
    95 b joins gate
    120 a leaves
    120 gate/0 is down
    150 gate/0 is open
    150 b starts gate/0
    180 b leaves
    250 gate/0 is down
    260 c joins gate
    300 gate/0 is open
    300 c starts gate/0
    330 c leaves
  )")) << "a is served to the end, and the repair ends 50 s after the failure all the same";
  EXPECT_EQ(charged(run, LedgerCause::all_in_use), 25) << "b from 95 to 120";
  EXPECT_EQ(charged(run, LedgerCause::device_down), 30 + 40) << "b until 150, c from 260 to 300";
}

TEST(Breakdowns, RepairedBeforeItCouldGoDown) {
  const Replay run = Small{.stations = "  gate: {kind: e-channel, service: 80 s, " + every_100_s + "}",
                           .way = "[gate, leave]",
                           .people = {"90 local", "95 local"}}
                         .run();
  EXPECT_EQ(run.told({"starts", "is"}), lines(R"(
    90 a starts gate/0
    170 b starts gate/0
    250 gate/0 is down
  )")) << "the second failure comes at the instant at which b is done";
}

TEST(Breakdowns, TheLinesOfServersThatAreDownWaitUntilOneWorks) {
  const Replay run = Small{.stations =
                               "  desk: {kind: counter, servers: 2, service: 20 s, queue: {shape: one per "
                               "server}, " +
                               every_100_s + ", open: {\"00:00\": 1, \"00:01:50\": 2}}",
                           .way = "[desk, leave]",
                           .people = {"95 local", "96 local", "97 local"}}
                         .run();
  EXPECT_EQ(run.told({"starts", "moves", "is"}), lines(R"(
    0 desk/1 is not opened
    95 a starts desk/0
    100 desk/1 is down
    115 desk/0 is down
    150 desk/0 is open
    150 desk/1 is open
    150 b starts desk/0
    150 c moves to desk/1
    150 c starts desk/1
  )"));
}

TEST(Breakdowns, HoursComeBeforeTheDeviceAndTheDeviceBeforeThePlan) {
  const Replay run = Small{
      .stations =
          "  desk: {kind: counter, servers: 2, service: 20 s, hours: \"00:00-00:04:30\", queue: "
          "{patience: 10 s}, " +
          every_100_s + ", open: {\"00:02\": 1, \"00:03:20\": 2}}",
      .way = "[desk, leave]",
      .people = {
          "350 local"}}.run();
  EXPECT_EQ(run.told({"gives", "is"}), lines(R"(
    100 desk/1 is down
    100 desk/0 is down
    150 desk/0 is open
    150 desk/1 is not opened
    200 desk/1 is open
    250 desk/1 is down
    250 desk/0 is down
    270 desk/0 is closed by hours
    270 desk/1 is closed by hours
    360 a gives up
  )")) << "the plan closes the second at 120, when it is down already; repaired at 300, both stay closed";
  EXPECT_EQ(charged(run, LedgerCause::closed_by_hours), 10);
}

TEST(Breakdowns, WaitingIsSharedAmongTheServersByTheirState) {
  const Replay run = Small{
      .stations =
          "  desk: {kind: counter, servers: 2, service: 20 s, hours: \"00:02-24:00\", open: {\"00:02\": "
          "2}, queue: {patience: 20 s}, breakdowns: {every: {constant: 110 s}, repair: 1 h}}",
      .way = "[desk, leave]",
      .people = {
          "105 local"}}.run();
  EXPECT_EQ(run.told({"gives", "is"}), lines(R"(
    0 desk/0 is closed by hours
    0 desk/1 is closed by hours
    120 desk/0 is down
    120 desk/1 is down
    125 a gives up
  )"));
  EXPECT_EQ(charged(run, LedgerCause::closed_by_hours), 15);
  EXPECT_EQ(charged(run, LedgerCause::device_down), 5);
}

// When a server of `gates` changes state, up to noon.
std::map<std::uint16_t, std::vector<Tick>> changes(const std::string& servers, const std::vector<std::string>& people,
                                                   const std::string& others = "") {
  const Replay run = Small{.stations = "  gates: {kind: e-channel, service: 20 s, servers: " + servers +
                                       ", breakdowns: {every: {exponential: 1 h}, repair: {lognormal: {mean: 10 min, "
                                       "cv: 80%}}}}" +
                                       others,
                           .way = others.empty() ? "[gates, leave]" : "[belts, gates, leave]",
                           .people = people}
                         .run();
  std::map<std::uint16_t, std::vector<Tick>> out;
  for (const Event& e : run.events)
    if (e.kind == EventKind::server && e.aux == 0 && e.station == run.station("gates") && e.tick < 12 * hour)
      out[e.server].push_back(e.tick);
  return out;
}

TEST(Breakdowns, HangOnTheServerAlone) {
  const auto two = changes("2", {"43200 local"});
  ASSERT_GT(two.at(0).size(), 4U) << "some ten failures in twelve hours";
  EXPECT_NE(two.at(0), two.at(1)) << "each fails for itself";
  auto three = changes("3", {"43200 local", "43300 visitor"},
                       "\n  belts: {kind: e-channel, service: 1 s, breakdowns: {every: 2 h, repair: 1 min}}");
  EXPECT_NE(three.at(2), three.at(1));
  three.erase(2);
  EXPECT_EQ(three, two) << "neither another server, nor another station, nor other people change anything";
}

TEST(Breakdowns, AFailureLessThanADayAfterTheLastDateIsTheLast) {
  const Replay run = Small{
      .stations =
          "  desk: {kind: counter, service: 20 s, open: 0, breakdowns: {every: 10 h, "
          "repair: 2 h}}",
      .way = "[desk, leave]",
      .people = {
          "1 local"}}.run();
  EXPECT_EQ(run.told({"is"}), lines(R"(
    0 desk/0 is not opened
    36000 desk/0 is down
    43200 desk/0 is not opened
    79200 desk/0 is down
    86400 desk/0 is not opened
    122400 desk/0 is down
    129600 desk/0 is not opened
    165600 desk/0 is down
    172800 desk/0 is not opened
  )")) << "nobody opens the desk, nothing more can happen, the run ends";
  EXPECT_EQ(run.end, 172800 * second);
}

TEST(Outages, ServicesThatBeginInsideTakeLonger) {
  const Replay run = Small{.stations =
                               "  desk: {kind: counter, servers: 4, service: 30 s, outage: {from: \"00:01\", "
                               "until: \"00:02\", pace: 200%}}",
                           .way = "[desk, leave]",
                           .people = {"59 local", "60 local", "119 local", "120 local"},
                           .head = "days: 2\n"}
                         .run();
  EXPECT_EQ(run.told({"starts", "leaves"}), lines(R"(
    59 a starts desk/0
    60 b starts desk/1
    89 a leaves
    119 c starts desk/0
    120 b leaves
    120 d starts desk/1
    150 d leaves
    179 c leaves
  )"));
}

TEST(Outages, OnTheFirstDateUnlessOnEveryDateAndPastMidnight) {
  const auto leaving = [](const std::string& every_day) {
    return Small{.stations =
                     "  desk: {kind: counter, servers: 9, service: 10 s, outage: {from: \"23:59\", until: "
                     "\"24:01\", pace: 300%" +
                     every_day + "}}",
                 .way = "[desk, leave]",
                 .people = {"30 local", "86339 local", "86400 local", "86459 local", "86460 local", "172770 local"},
                 .head = "days: 2\n"}
        .run()
        .told({"leaves"});
  };
  EXPECT_EQ(leaving(""), lines(R"(
    40 a leaves
    86349 b leaves
    86430 c leaves
    86470 e leaves
    86489 d leaves
    172780 f leaves
  )"));
  EXPECT_EQ(leaving(", every day: yes"), lines(R"(
    60 a leaves
    86349 b leaves
    86430 c leaves
    86470 e leaves
    86489 d leaves
    172800 f leaves
  )")) << "in the night before the first date too";
}

TEST(Outages, OverlapAndPacesMultiply) {
  const Replay run = Small{.stations =
                               "  desk: {kind: counter, service: 10 s, paces: [50%], outage: [{from: \"00:01\", "
                               "until: \"00:03\", pace: 200%}, {from: \"00:02\", until: \"00:04\", pace: 150%}]}",
                           .way = "[desk, leave]",
                           .people = {"0 local", "60 local", "120 local", "180 local"}}
                         .run();
  EXPECT_EQ(run.told({"leaves"}), lines(R"(
    5 a leaves
    70 b leaves
    135 c leaves
    187.5 d leaves
  )"));
}

}  // namespace
}  // namespace crossflow::test

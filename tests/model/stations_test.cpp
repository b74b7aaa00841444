// What is done at each kind of station, and how parties go through it. Times are seconds.
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

TEST(Stations, AHallTakesDistanceBySpeed) {
  const Replay run = Small{.stations =
                               "  hall: {kind: hall, walk: {distance: 30 m, speed: 1.5 m/s}}\n"
                               "  bridge: {kind: corridor, walk: {distance: 40 m, speed: 2 m/s}}",
                           .way = "[hall, bridge, leave]",
                           .people = {"0 local", "3 visitor"}}
                         .run();
  EXPECT_EQ(run.told({"starts", "ends", "leaves"}), lines(R"(
    0 a starts hall
    3 b starts hall
    20 a ends hall
    20 a starts bridge
    23 b ends hall
    23 b starts bridge
    40 a ends bridge
    40 a leaves
    43 b ends bridge
    43 b leaves
  )"));
}

TEST(Stations, APartyWalksAtThePaceOfItsSlowest) {
  const std::string hall = "  hall: {kind: hall, walk: {distance: 100 m, speed: {uniform: [1 m/s, 2 m/s]}}}";
  const Replay run = Small{.stations = hall, .way = "[hall, leave]", .people = {"0 local 40", "0 visitor"}}.run();
  Tick first = never;
  Tick last = 0;
  for (const Event& e : run.events) {
    if (e.kind != EventKind::ended || e.entity == run.events.back().entity) continue;
    first = std::min(first, e.tick);
    last = std::max(last, e.tick);
  }
  EXPECT_GT(last, 90 * second) << "of forty the slowest is hardly faster than 1.1 m/s";
  std::set<Tick> ends;
  for (const Event& e : run.events)
    if (e.kind == EventKind::ended) ends.insert(e.tick);
  EXPECT_EQ(ends.size(), 2U) << "the party arrives as one";
}

TEST(Stations, ACounterIsOfTheImmigrationUnlessTheScenarioSaysOtherwise) {
  const auto authorities = [](const std::string& key) {
    const Replay run = Small{
        .stations = "  desk: {kind: counter, service: 10 s" + key + "}",
        .way = "[desk, leave]",
        .people = {
            "0 local"}}.run();
    EXPECT_EQ(run.count(EventKind::cleared), run.directory.authorities.size());
    return run.directory.authorities;
  };
  EXPECT_EQ(authorities(""), std::vector<std::string>{"immigration"});
  EXPECT_EQ(authorities(", authority: customs"), std::vector<std::string>{"customs"});
  EXPECT_TRUE(authorities(", authority: none").empty());
}

TEST(Stations, OfficersThatDiffer) {
  const Replay run = Small{.stations = "  desk: {kind: counter, servers: 3, service: 10 s, paces: [1, 1.5, 0.5]}",
                           .way = "[desk, leave]",
                           .people = {"0 local", "0 local", "0 local"}}
                         .run();
  EXPECT_EQ(run.told({"ends"}), lines("5 c ends desk/2\n10 a ends desk/0\n15 b ends desk/1"));
}

TEST(Stations, APaceIsDrawnOnceForEachServer) {
  std::vector<std::string> people(60, "0 local");
  const Replay run = Small{.stations = "  desk: {kind: counter, servers: 3, service: 10 s, pace: {uniform: [0.5, 2]}}",
                           .way = "[desk, leave]",
                           .people = people}
                         .run();
  std::map<std::uint16_t, std::set<Tick>> lengths;
  std::map<std::uint32_t, Tick> since;
  for (const Event& e : run.events) {
    if (e.kind == EventKind::started) since[e.entity] = e.tick;
    if (e.kind == EventKind::ended) lengths[e.server].insert(e.tick - since[e.entity]);
  }
  std::set<Tick> all;
  for (const auto& [server, of_server] : lengths) {
    ASSERT_EQ(of_server.size(), 1U) << "server " << server << " changes its pace";
    all.insert(*of_server.begin());
  }
  EXPECT_EQ(all.size(), 3U) << "all servers are alike";
}

TEST(Stations, WhoFailsAtTheGateGoesToACounterAheadOfOthers) {
  const Replay run = Small{
      .stations =
          "  gates: {kind: e-channel, authority: immigration, service: 3 s, fails: {share: 100%, to: desk}}\n"
          "  desk: {kind: counter, authority: immigration, service: 10 s, "
          "queue: {first: [{failed at: gates}]}}",
      .way = "[choose: [{class: local, to: gates}, {to: desk}], leave]",
      .people = {
          "0 visitor", "0 local", "1 visitor",
          "2 visitor"}}.run();
  EXPECT_EQ(run.told({"starts", "fails", "ends", "cleared", "leaves"}), lines(R"(
    0 a starts desk/0
    0 b starts gates/0
    3 b fails gates/0
    10 a ends desk/0
    10 a cleared by immigration
    10 a leaves
    10 b starts desk/0
    20 b ends desk/0
    20 b cleared by immigration
    20 b leaves
    20 c starts desk/0
    30 c ends desk/0
    30 c cleared by immigration
    30 c leaves
    30 d starts desk/0
    40 d ends desk/0
    40 d cleared by immigration
    40 d leaves
  )")) << "who failed is cleared at the counter, and goes on as if at the gate";
}

TEST(Stations, AShareFailsAtTheGate) {
  const Replay run = Small{.stations =
                               "  gates: {kind: e-channel, servers: 10, service: 1 s, fails: {share: 20%, to: desk}}\n"
                               "  desk: {kind: counter, servers: 10, service: 1 s}",
                           .way = "[gates, leave]",
                           .people = std::vector<std::string>(3000, "0 local")}
                         .run();
  EXPECT_NEAR(static_cast<double>(run.count(EventKind::joined, "desk")) / 3000, 0.2, 0.03);  // four standard errors
  EXPECT_EQ(run.all().left, 3000);
}

TEST(Stations, APartyIsOneTransactionAtACounter) {
  const Replay run = Small{.stations = "  desk: {kind: counter, service: 10 s}",
                           .way = "[desk, leave]",
                           .people = {"0 local 3", "1 local"}}
                         .run();
  EXPECT_EQ(run.told({"arrives", "starts", "leaves"}), lines(R"(
    0 a arrives
    0 b arrives
    0 c arrives
    0 a starts desk/0
    0 b starts desk/0
    0 c starts desk/0
    1 d arrives
    30 a leaves
    30 b leaves
    30 c leaves
    30 d starts desk/0
    40 d leaves
  )"));
}

TEST(Stations, ATransactionIsTheSumOfItsMembersNeeds) {
  const std::string desk = "  desk: {kind: counter, service: {lognormal: {mean: 20 s, cv: 50%}}}";
  const Replay alone =
      Small{.stations = desk, .way = "[desk, leave]", .people = {"0 local", "0 local", "0 local"}}.run();
  const Replay together = Small{.stations = desk, .way = "[desk, leave]", .people = {"0 local 3"}}.run();
  Tick sum = 0;
  for (const auto& [who, need] : needs_of(alone)) sum += need.services.at(0).second;
  for (const auto& [who, need] : needs_of(together)) EXPECT_EQ(need.services.at(0).second, sum);
}

TEST(Stations, APartyPartsAtTheGatesAndMeetsBehindThem) {
  const Replay run = Small{.stations =
                               "  gates: {kind: e-channel, servers: 2, service: 10 s}\n"
                               "  meeting: {kind: regroup, waits: 60 s}\n"
                               "  desk: {kind: counter, service: 1 s}",
                           .way = "[gates, meeting, desk, leave]",
                           .people = {"0 local 3", "1 local"}}
                         .run();
  EXPECT_EQ(run.told({"starts", "ends", "leaves"}), lines(R"(
    0 a starts gates/0
    0 b starts gates/1
    10 a ends gates/0
    10 a starts meeting
    10 c starts gates/0
    10 b ends gates/1
    10 b starts meeting
    10 d starts gates/1
    20 c ends gates/0
    20 c starts meeting
    20 d ends gates/1
    20 d starts meeting
    20 a ends meeting
    20 b ends meeting
    20 c ends meeting
    20 a starts desk/0
    20 b starts desk/0
    20 c starts desk/0
    20 d ends meeting
    23 a ends desk/0
    23 b ends desk/0
    23 c ends desk/0
    23 a leaves
    23 b leaves
    23 c leaves
    23 d starts desk/0
    24 d ends desk/0
    24 d leaves
  )"));
}

TEST(Stations, WhoWaitsForAMissingMemberGoesOnAtTheLimit) {
  // b fails at the gate and stands in the queue of the counter for a long time.
  const std::string stations =
      "  gates: {kind: e-channel, servers: 2, service: 10 s, fails: {share: 50%, to: desk}}\n"
      "  desk: {kind: counter, service: 100 s}\n"
      "  meeting: {kind: regroup, waits: 60 s}";
  const Small small{.stations = stations, .way = "[gates, meeting, leave]", .people = {"0 local 2"}};
  // A seed with which exactly the second of the two fails.
  for (std::uint64_t seed = 1;; ++seed) {
    ASSERT_LT(seed, 40U) << "no seed with which only b fails";
    const Replay run = small.run(seed);
    if (run.told({"fails"}) != lines("10 b fails gates/1")) continue;
    EXPECT_EQ(run.told({"starts", "ends", "leaves"}), lines(R"(
      0 a starts gates/0
      0 b starts gates/1
      10 a ends gates/0
      10 a starts meeting
      10 b starts desk/0
      70 a ends meeting
      70 a leaves
      110 b ends desk/0
      110 b starts meeting
      170 b ends meeting
      170 b leaves
    )")) << "the wait of a begins at 10, that of b at 110";
    return;
  }
}

TEST(Stations, SplitPartiesAreServedOneByOneAndStillMeet) {
  const Replay run = Small{.stations =
                               "  desk: {kind: counter, servers: 2, service: 10 s}\n"
                               "  meeting: {kind: regroup}",
                           .way = "[desk, meeting, leave]",
                           .people = {"0 local 3"},
                           .source = ", party: {size: {1: 100%}, moves: split}"}
                         .run();
  EXPECT_EQ(run.told({"starts", "leaves"}), lines(R"(
    0 a starts desk/0
    0 b starts desk/1
    10 a starts meeting
    10 c starts desk/0
    10 b starts meeting
    20 c starts meeting
    20 a leaves
    20 b leaves
    20 c leaves
  )"));
}

TEST(Stations, ABagTakesTheBeltOrTheReadingWhicheverIsLonger) {
  const std::string slow_reading = "  xray: {kind: baggage-scanner, belt: 600 bags/h, bags: 3, reading: 8 s}";
  const std::string slow_belt = "  xray: {kind: baggage-scanner, belt: 300 bags/h, bags: 3, reading: 8 s}";
  // 600 an hour are 6 s a bag, so three bags take three readings of 8 s; 300 an hour are 12 s a bag.
  EXPECT_EQ((Small{.stations = slow_reading, .way = "[xray, leave]", .people = {"0 local", "0 local"}}.run().told(
                {"leaves"})),
            lines("24 a leaves\n48 b leaves"));
  EXPECT_EQ((Small{.stations = slow_belt, .way = "[xray, leave]", .people = {"0 local"}}.run().told({"leaves"})),
            lines("36 a leaves"));
}

TEST(Stations, EachBagHasItsOwnReading) {
  // Readings of 2 s or 10 s, the belt needs 6 s: each bag takes 6 s or 10 s.
  const Replay run = Small{.stations =
                               "  xray: {kind: baggage-scanner, servers: 200, belt: 600 bags/h, bags: 4, "
                               "reading: {empirical: {2 s: 50%, 10 s: 50%}}}",
                           .way = "[xray, leave]",
                           .people = std::vector<std::string>(200, "0 local")}
                         .run();
  std::map<Tick, int> lengths;
  for (const auto& [who, need] : needs_of(run)) ++lengths[need.services.at(0).second / second];
  for (const auto& [length, n] : lengths) EXPECT_TRUE(std::set<Tick>({24, 28, 32, 36, 40}).contains(length)) << length;
  EXPECT_EQ(lengths.size(), 5U) << "all bags of a person are alike";
}

TEST(Stations, RedAndGreenChannels) {
  const Replay run = Small{.stations =
                               "  red: {kind: red-channel, service: 60 s}\n"
                               "  green: {kind: green-channel, walk: {distance: 20 m, speed: 2 m/s}}\n"
                               "  table: {kind: search, service: 100 s}",
                           .way = "[choose: [{class: visitor, to: red, then: table}, {to: green}], leave]",
                           .people = {"0 local", "0 visitor", "1 local"}}
                         .run();
  EXPECT_EQ(run.told({"joins", "starts", "cleared", "leaves"}), lines(R"(
    0 b joins red
    0 b starts red/0
    0 a starts green
    1 c starts green
    10 a leaves
    11 c leaves
    60 b joins table
    60 b starts table/0
    160 b cleared by customs
    160 b leaves
  )")) << "walking through is no clearance";
}

}  // namespace
}  // namespace crossflow::test

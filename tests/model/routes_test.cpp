// Where people go: choices by class, share and state, and the shortest of several queues. Times are seconds.
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

const std::string two_counters =
    "  left: {kind: counter, service: 10 s}\n"
    "  right: {kind: counter, service: 10 s}";

TEST(Routes, ByClass) {
  const Replay run = Small{.stations = two_counters,
                           .way = "[choose: [{class: visitor, to: left}, {to: right}], leave]",
                           .people = {"0 local", "1 visitor", "2 local"}}
                         .run();
  EXPECT_EQ(run.told({"joins"}), lines("0 a joins right\n1 b joins left\n2 c joins right"));
}

TEST(Routes, SharesAreOfThoseWhoMeetTheCondition) {
  std::vector<std::string> people(4000, "0 local");
  people.insert(people.end(), 4000, "0 visitor");
  const Replay run =
      Small{.stations =
                "  left: {kind: counter, servers: 99, service: 1 s}\n"
                "  right: {kind: counter, servers: 99, service: 1 s}",
            .way =
                "[choose: [{class: local, share: 80%, to: left}, {class: visitor, share: 25%, to: left}, "
                "{to: right}], leave]",
            .people = people}
          .run();
  std::map<std::uint32_t, std::uint8_t> class_of;
  std::map<std::pair<int, std::uint16_t>, int> joined;
  for (const Event& e : run.events) {
    if (e.kind == EventKind::arrived) class_of[e.entity] = e.aux;
    if (e.kind == EventKind::joined) ++joined[{class_of[e.entity], e.station}];
  }
  EXPECT_NEAR((joined[{0, run.station("left")}]) / 4000.0, 0.80, 0.026);  // four standard errors
  EXPECT_NEAR((joined[{1, run.station("left")}]) / 4000.0, 0.25, 0.028);
}

TEST(Routes, AHigherShareMovesOnlyThatManyMore) {
  const auto at_left = [](const std::string& share) {
    const Replay run = Small{.stations =
                                 "  left: {kind: counter, servers: 99, service: 1 s}\n"
                                 "  right: {kind: counter, servers: 99, service: 1 s}",
                             .way = "[choose: [{share: " + share + ", to: left}, {to: right}], leave]",
                             .people = std::vector<std::string>(2000, "0 local")}
                           .run();
    std::set<std::int32_t> out;
    for (const auto& [who, need] : needs_of(run))
      if (need.services.at(0).first == "p/left") out.insert(std::get<2>(who));
    return out;
  };
  const auto fewer = at_left("80%");
  const auto more = at_left("85%");
  EXPECT_TRUE(std::includes(more.begin(), more.end(), fewer.begin(), fewer.end())) << "somebody went the other way";
  EXPECT_NEAR(static_cast<double>(more.size() - fewer.size()) / 2000, 0.05, 0.02);
}

TEST(Routes, ByTheLengthOfAQueue) {
  const Replay run = Small{.stations = two_counters,
                           .way = "[choose: [{queue: left, longer than: 1 person, to: right}, {to: left}], leave]",
                           .people = {"0 local", "1 local", "2 local", "3 local", "11 local"}}
                         .run();
  // At 3 two wait at the left: more than one. At 11 one has been called.
  EXPECT_EQ(run.told({"joins"}), lines(R"(
    0 a joins left
    1 b joins left
    2 c joins left
    3 d joins right
    11 e joins left
  )"));
}

TEST(Routes, ByWhetherAStationIsOpen) {
  const Replay run = Small{.stations =
                               "  left: {kind: counter, service: 10 s, hours: \"00:01-00:02\"}\n"
                               "  right: {kind: counter, service: 10 s}",
                           .way = "[choose: [{open: left, to: left}, {to: right}], leave]",
                           .people = {"5 local", "59 local", "60 local", "119 local", "120 local"}}
                         .run();
  EXPECT_EQ(run.told({"joins"}), lines(R"(
    5 a joins right
    59 b joins right
    60 c joins left
    119 d joins left
    120 e joins right
  )"));
}

TEST(Routes, ByWhereSomebodyFailed) {
  const Replay run = Small{
      .stations = "  gates: {kind: e-channel, service: 5 s, fails: {share: 100%, to: left}}\n" + two_counters,
      .way =
          "[choose: [{class: local, to: gates}, {to: left}], choose: [{failed at: gates, to: right}, "
          "{to: leave}], leave]",
      .people = {
          "0 local",
          "0 visitor"}}.run();
  EXPECT_EQ(run.told({"joins"}), lines(R"(
    0 b joins left
    0 a joins gates
    5 a joins left
    20 a joins right
  )"));
}

TEST(Routes, ByGroupAndDirection) {
  const Replay run =
      Small{.stations =
                "  left: {kind: counter, servers: 50, service: 10 s}\n"
                "  right: {kind: counter, servers: 50, service: 10 s}\n"
                "  third: {kind: counter, servers: 50, service: 10 s}",
            .way = "[choose: [{in a group: yes, to: left}, {direction: out, to: right}, {to: third}], leave]",
            .people = {"0 local"},
            .demand =
                "  day: {total: {people: {visitor: 20}, profile: {\"00:00-01:00\": 1}}, direction: in, "
                "route: way}\n"
                "  tours: {groups: {of: day, class: visitor, number: 2, size: 5, profile: "
                "{\"00:00-01:00\": 1}, spread: 1 min}, direction: in, route: way}\n"
                "  back: {total: {people: {visitor: 7}, profile: {\"00:00-01:00\": 1}}, direction: out, "
                "route: way}\n"}
          .run();
  EXPECT_EQ(run.count(EventKind::joined, "left"), 10U);
  EXPECT_EQ(run.count(EventKind::joined, "right"), 7U);
  EXPECT_EQ(run.count(EventKind::joined, "third"), 11U);
}

TEST(Routes, TheShortestOfSeveralTheFirstOfEquals) {
  const Replay run = Small{.stations = two_counters + "\n  third: {kind: counter, service: 10 s}",
                           .way = "[shortest of: [right, left, third], leave]",
                           .people = {"0 local", "0 local", "0 local", "0 local", "1 local", "2 local"}}
                         .run();
  // A free desk is better than a busy one at which nobody waits.
  EXPECT_EQ(run.told({"joins"}), lines(R"(
    0 a joins right
    0 b joins left
    0 c joins third
    0 d joins right
    1 e joins left
    2 f joins third
  )"));
}

TEST(Routes, AClosedStationIsNeverTheShortest) {
  const Replay run = Small{.stations =
                               "  left: {kind: counter, service: 10 s, hours: \"00:01-00:02\"}\n"
                               "  right: {kind: counter, service: 10 s}",
                           .way = "[shortest of: [left, right], leave]",
                           .people = {"1 local", "2 local", "3 local", "70 local"}}
                         .run();
  EXPECT_EQ(run.told({"joins"}), lines("1 a joins right\n2 b joins right\n3 c joins right\n70 d joins left"));
}

TEST(Routes, AChoiceWithinAChoice) {
  const Replay run = Small{
      .stations = two_counters + "\n  third: {kind: counter, service: 10 s}",
      .way =
          "[choose: [{class: local, to: left, then: [choose: [{share: 100%, to: third}, {to: right}]]}, "
          "{to: right}], third, leave]",
      .people = {
          "0 local",
          "100 visitor"}}.run();
  EXPECT_EQ(run.told({"joins", "leaves"}), lines(R"(
    0 a joins left
    10 a joins third
    20 a joins third
    30 a leaves
    100 b joins right
    110 b joins third
    120 b leaves
  )"));
}

TEST(Routes, APartyThatMovesTogetherDecidesOnce) {
  const Replay run = Small{.stations =
                               "  left: {kind: counter, servers: 99, service: 1 s}\n"
                               "  right: {kind: counter, servers: 99, service: 1 s}",
                           .way = "[choose: [{share: 50%, to: left}, {to: right}], leave]",
                           .people = std::vector<std::string>(200, "0 local 4")}
                         .run();
  std::map<std::int32_t, std::set<std::string>> where;  // by party
  for (const auto& [who, need] : needs_of(run)) where[std::get<2>(who) / 4].insert(need.services.at(0).first);
  for (const auto& [party, stations] : where) EXPECT_EQ(stations.size(), 1U) << "party " << party << " is torn apart";
}

}  // namespace
}  // namespace crossflow::test

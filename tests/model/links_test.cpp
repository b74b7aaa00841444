// The links of the directory: every way that somebody may go, and no other. That nobody goes a way without a link is
// checked in every run of these tests (run_checks.cpp).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

using ::testing::UnorderedElementsAre;

/// "from > to", without the port's name.
std::vector<std::string> links(const Directory& d) {
  const auto name = [&](std::uint16_t s) { return d.stations[s].name.substr(d.stations[s].name.find('/') + 1); };
  std::vector<std::string> out;
  for (const LinkEntry& link : d.links) out.push_back(name(link.from) + " > " + name(link.to));
  return out;
}

const std::string three_counters =
    "  a: {kind: counter, service: 1 s}\n"
    "  b: {kind: counter, service: 1 s}\n"
    "  c: {kind: counter, service: 1 s}";

Directory of_way(const std::string& way, const std::string& more = "") {
  return Small{.stations = three_counters + more, .way = way, .people = {"0 local", "0 visitor"}}.run().directory;
}

TEST(Links, FollowARouteFromTheDoor) {
  EXPECT_THAT(links(of_way("[a, b, c, leave]")), UnorderedElementsAre("people > a", "a > b", "b > c"));
}

TEST(Links, GoThroughAllRowsOfAChoiceAndPastThoseThatGoNowhere) {
  EXPECT_THAT(links(of_way("[a, {class: local, share: 10%, to: b}, c, leave]")),
              UnorderedElementsAre("people > a", "a > b", "a > c", "b > c"));
  EXPECT_THAT(links(of_way("[choose: [{class: local, to: a, then: [leave]}, {to: b}], c, leave]")),
              UnorderedElementsAre("people > a", "people > b", "b > c"));
  EXPECT_THAT(links(of_way("[shortest of: [a, b], c, leave]")),
              UnorderedElementsAre("people > a", "people > b", "a > c", "b > c"));
}

TEST(Links, AreOnlyOfThoseWhoCome) {
  // Who took the first row does not meet the second; and nobody is left for the third.
  EXPECT_THAT(links(of_way("[choose: [{class: local, to: a}, {class: visitor, to: b}, {to: c}], leave]")),
              UnorderedElementsAre("people > a", "people > b"));
  EXPECT_THAT(links(of_way("[choose: [{class: local, to: a}, {to: b}], {class: local, to: c}, leave]")),
              UnorderedElementsAre("people > a", "people > b", "a > c"));
}

TEST(Links, FollowFailures) {
  const Directory d =
      of_way("[gate, c, leave]", "\n  gate: {kind: e-channel, service: 1 s, fails: {share: 5%, to: a}}");
  EXPECT_THAT(links(d), UnorderedElementsAre("people > gate", "gate > a", "gate > c", "a > c"));
}

TEST(Links, PartCoachesFromTheirPeopleAndBringThemTogether) {
  const Directory d =
      run_text(
          "crossflow: 1\ndate: 2024-01-01\nclasses: {coach: {kind: vehicle, length: 12 m}, local: Locals}\n"
          "port: {name: p}\ndemand:\n  one: {timetable: {people: {coach: 1}, profile: {\"00:00-24:00\": 1}, times: "
          "[\"00:01\"]}, carries: {number: 2, mix: {local: 1}}, direction: in, route: way}\nstations:\n"
          "  bay: {kind: coach-set-down, alight: 5 s}\n  ramp: {kind: road, speed: 1 m/s, headway: 0 s, length: 9 m}\n"
          "  hall: {kind: hall, walk: {distance: 10 m, speed: 1 m/s}}\n  stand: {kind: coach-pick-up, board: 4 s}\n"
          "  exit: {kind: road, length: 4 m, speed: 1 m/s}\n"
          "routes:\n  way: [bay, choose: [{class: coach, to: ramp}, {to: hall}], stand, exit, leave]\n")
          .directory;
  EXPECT_THAT(links(d), UnorderedElementsAre("one > bay", "bay > ramp", "bay > hall", "ramp > stand", "hall > stand",
                                             "stand > exit"));
}

TEST(Links, LeadToTheOtherSideThatADisruptionMayStop) {
  const Directory d = Small{.stations = three_counters,
                            .way = "[a, {share: 50%, to: b}, leave]",
                            .people = {"0 local"},
                            .head = "disruptions: {stop: {from: \"00:01\", until: \"00:02\", other side stops: yes}}\n"}
                          .run()
                          .directory;
  const std::string other = d.stations.back().name.substr(2);
  EXPECT_THAT(links(d), UnorderedElementsAre("people > a", "a > b", "a > " + other, "b > " + other));
}

}  // namespace
}  // namespace crossflow::test

// Officers who are relieved, go on a break or home while their people are held; and services that are broken off then.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

struct Hall {
  std::string breaks_early = ", breaks: [{at: \"10:00\", takes: 30 min, groups: 2}]";
  std::string breaks_late = ", breaks: [{at: \"16:00\", takes: 30 min, groups: 2}]";
  std::string gates = "rank: 4";
  std::string counter = "post: officer";
  int gate_posts = 1;
  int officers = 2;
};

// Gates of which a tenth fail, before one counter whose queue is short; officers enough to man both, but for meals.
Replay run(const Hall& hall) {
  return run_text(
      fmt::format("crossflow: 1\ndate: 2024-10-20\nport: {{name: example, hours: \"08:00-20:00\"}}\n"
                  "classes: {{resident: {{pledge: 98% within 15 min}}}}\n"
                  "demand: {{arriving: {{direction: arrival, route: arrival, total: {{people: {{resident: 3000}}, "
                  "profile: {{\"08:00-12:00\": 100%}}}}}}}}\n"
                  "stations:\n"
                  "  gates: {{kind: e-channel, servers: {0}, service: 10 s, fails: {{share: 10%, to: counter}}, "
                  "post: {{skill: officer, servers: 4, {3}}}}}\n"
                  "  counter: {{kind: counter, servers: 1, service: 60 s, queue: {{space: 2 persons}}, {4}}}\n"
                  "routes: {{arrival: [gates, leave]}}\n"
                  "officers: {{officer: {{shifts: {{early: {{from: \"07:30\", until: \"14:00\", officers: {5}{1}}}, "
                  "late: {{from: \"13:30\", until: \"20:30\", officers: {5}{2}}}}}}}}}\n",
                  4 * hall.gate_posts, hall.breaks_early, hall.breaks_late, hall.gates, hall.counter, hall.officers));
}

void expect_cleared(const Replay& run) {
  EXPECT_EQ(run.all().inside + run.all().outside, 0);
  EXPECT_LT(run.all().last_clearance_s, 24 * 3600);
  EXPECT_EQ(run.end, 20 * hour + 30 * minute);
}

TEST(Relief, NoRosterLocksAPortForGood) {
  expect_cleared(run({}));
  expect_cleared(run({.counter = "post: {skill: officer, at shift end: hand over}"}));
  expect_cleared(run({.gates = "rank: 4, at shift end: hand over"}));
  expect_cleared(run({.counter = "post: {skill: officer, at shift end: stop}"}));
  expect_cleared(run({.gate_posts = 2, .officers = 3}));
}

TEST(Relief, WithoutMealsOrRanksAllAreClearedByTheAfternoon) {
  for (const Hall& hall : {Hall{.breaks_early = "", .breaks_late = ""}, Hall{.gates = "rank: 5"}}) {
    const Replay replay = run(hall);
    expect_cleared(replay);
    EXPECT_GT(replay.all().last_clearance_s, 13.5 * 3600);
    EXPECT_LT(replay.all().last_clearance_s, 15 * 3600);
  }
}

TEST(Relief, AStandStillIsFoundAndNamed) {
  // While one of two is at his meal the other one stands at the gates, whose people wait for the counter.
  const Replay replay = run({});
  ASSERT_GE(replay.rows.of<RingRow>().size(), 2U);
  const RingRow& first = replay.rows.of<RingRow>()[0];
  EXPECT_EQ(first.station, replay.station("counter"));
  EXPECT_EQ(replay.rows.of<RingRow>()[1].station, replay.station("gates"));
  EXPECT_EQ(replay.rows.of<RingRow>()[1].position, 1);
  EXPECT_GE(first.from_s, 10 * 3600);
  EXPECT_LE(first.from_s, 10.25 * 3600);
  EXPECT_GE(first.until_s, 10.9 * 3600);
  EXPECT_LE(first.until_s, 11 * 3600);
  for (const RingRow& row : replay.rows.of<RingRow>()) EXPECT_GE(row.from_s, 0) << "no ring of full places";
}

// Two desks of ten minutes whose officers go at 08:07; one is back at 08:30.
Small broken_off(std::vector<std::string> people) {
  Small small;
  small.head =
      "officers: {off: {shifts: {a: {from: \"08:00\", until: \"08:07\", officers: 2}, "
      "b: {from: \"08:30\", until: \"12:00\", officers: 1}}}}\n";
  small.stations = "  a: {kind: counter, servers: 2, service: 10 min, post: {skill: off, at shift end: stop}}\n";
  small.way = "[a, leave]";
  small.people = std::move(people);
  return small;
}

TEST(BrokenOff, GoOnInTheOrderInWhichTheyCame) {
  const Replay replay = broken_off({"28800 local", "28860 local", "28920 local", "28980 local"}).run();
  EXPECT_EQ(replay.told({"ends"}), lines(R"(
    30780 a ends a/0
    31020 b ends a/0
    31620 c ends a/0
    32220 d ends a/0
  )"));
}

TEST(BrokenOff, GoOnWithReliefsAndWithNobodyWhoIsDueToo) {
  Small small = broken_off({"28800 local", "28860 local"});
  small.head =
      "officers: {off: {shifts: {a: {from: \"07:50\", until: \"08:07\", officers: 3}, "
      "b: {from: \"08:00\", until: \"12:00\", officers: 3}}}}\n";
  small.stations = "  a: {kind: counter, servers: 3, service: 10 min, post: {skill: off, at shift end: stop}}\n";
  EXPECT_EQ(small.run().told({"starts", "broken", "ends"}), lines(R"(
    28800 a starts a/0
    28860 b starts a/1
    29220 a broken off at a/0
    29220 b broken off at a/1
    29220 a starts a/0
    29220 b starts a/1
    29400 a ends a/0
    29460 b ends a/1
  )"));
}

TEST(BrokenOff, GoOnWithTheFirstWhoIsFreeWhenAllIsDecided) {
  // The first has his break at 08:07, and the third takes his desk over, while the second stands free.
  Small small = broken_off({"28800 local 2"});
  small.head =
      "officers: {off: {shifts: {a: {from: \"07:50\", until: \"12:00\", officers: 2, breaks: [{at: \"08:07\", takes: "
      "10 min, groups: 2}]}, b: {from: \"08:00\", until: \"12:00\", officers: 1}}}}\n";
  EXPECT_EQ(small.run().told({"starts", "broken", "ends"}), lines(R"(
    28800 a starts a/0
    28800 b starts a/0
    29220 a broken off at a/0
    29220 b broken off at a/0
    29220 a starts a/0
    29220 b starts a/0
    30000 a ends a/0
    30000 b ends a/0
  )"));
  // So it is where the plan opens the second desk at that instant.
  small.stations =
      "  a: {kind: counter, servers: 2, service: 10 min, open: {\"00:00\": 1, \"08:07\": 2}, post: {skill: off, at "
      "shift end: stop}}\n";
  EXPECT_NE(small.run().told({"starts"}).find("29220 a starts a/0"), std::string::npos);
}

TEST(BrokenOff, EachIsOnePersonWithOneWait) {
  const Replay replay = broken_off({"28800 local", "28860 local", "28920 local", "28980 local"}).run();
  std::int64_t waits = 0, broken_off = 0, joined = 0, served = 0;
  for (const WaitRow& row : replay.rows.of<WaitRow>()) waits += row.count;
  for (const SeriesRow& row : replay.rows.of<SeriesRow>()) {
    if (row.station != replay.station("a")) continue;
    broken_off += row.broken_off;
    joined += row.joined;
    served += row.served;
  }
  EXPECT_EQ(waits, 4);
  EXPECT_EQ(broken_off, 2);
  EXPECT_EQ(joined, 4);
  EXPECT_EQ(served, 4);
}

}  // namespace
}  // namespace crossflow::test

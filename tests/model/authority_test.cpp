// Authorities of both sides in series: whose clock runs when, and how far a stop on the other side is felt.
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

struct ClockSum {
  std::int64_t joined = 0, cleared = 0;
  double wait_s = 0;
  friend bool operator==(const ClockSum&, const ClockSum&) = default;
};

ClockSum clocks_of(const Replay& run, const std::string& authority) {
  ClockSum sum;
  for (const PledgeRow& row : run.rows.of<PledgeRow>())
    if (run.directory.authorities.at(row.authority) == authority)
      sum = {sum.joined + row.joined, sum.cleared + row.cleared, sum.wait_s + row.wait_s};
  return sum;
}

TEST(TwoSides, HaveAClockEachAndOneWayFromDoorToDoor) {
  const Replay run = Small{.stations =
                               "  desk: {kind: counter, service: 10 s}\n"
                               "  far desk: {kind: counter, authority: mainland immigration, service: 20 s}",
                           .way = "[desk, far desk, leave]",
                           .people = {"0 local", "5 local"}}
                         .run();
  EXPECT_EQ(run.told({"starts", "cleared", "leaves"}), lines(R"(
    0 a starts desk/0
    10 a cleared by immigration
    10 a starts far desk/0
    10 b starts desk/0
    20 b cleared by immigration
    30 a cleared by mainland immigration
    30 a leaves
    30 b starts far desk/0
    50 b cleared by mainland immigration
    50 b leaves
  )"));
  EXPECT_EQ(clocks_of(run, "immigration"), (ClockSum{2, 2, 10 + 15}));
  EXPECT_EQ(clocks_of(run, "mainland immigration"), (ClockSum{2, 2, 20 + 30}));
  ASSERT_EQ(run.rows.of<PassageRow>().size(), 1U);
  EXPECT_EQ(run.rows.of<PassageRow>()[0].people, 2);
  EXPECT_EQ(run.rows.of<PassageRow>()[0].outside_s, 0);
  EXPECT_EQ(run.rows.of<PassageRow>()[0].inside_s, 30 + 45);
  EXPECT_EQ(run.rows.of<PassageTimeRow>().size(), 2U);
  EXPECT_EQ(run.all().last_clearance_s, 20) << "immigration's last one, not the other side's";
}

TEST(TwoSides, OneSideHasNoPassages) {
  const Replay run =
      Small{.stations = "  desk: {kind: counter, service: 10 s}", .way = "[desk, leave]", .people = {"0 local"}}.run();
  EXPECT_TRUE(run.rows.of<PassageRow>().empty());
}

// c is done here at 30 and holds his officer until the other side takes him; d's pledge runs, c's does not.
TEST(TwoSides, WhoeverTheOtherSideHoldsUpStandsInTheWayOfThePledge) {
  const Replay run = Small{
      .stations =
          "  desk: {kind: counter, service: 10 s}\n"
          "  far desk: {kind: counter, authority: mainland immigration, service: 100 s, queue: {space: 1 person}}",
      .way = "[desk, far desk, leave]",
      .people = {
          "0 local", "1 local", "2 local",
          "3 local"}}.run();
  EXPECT_EQ(run.told({"blocked", "starts"}), lines(R"(
    0 a starts desk/0
    10 a starts far desk/0
    10 b starts desk/0
    20 c starts desk/0
    30 c blocked by far desk
    110 b starts far desk/0
    110 d starts desk/0
    120 d blocked by far desk
    210 c starts far desk/0
    310 d starts far desk/0
  )"));
  EXPECT_EQ(clocks_of(run, "immigration"), (ClockSum{4, 4, 10 + 19 + 28 + 117}));
  EXPECT_EQ(clocks_of(run, "mainland immigration"), (ClockSum{4, 4, 100 + 190 + 280 + 290}));
  double charged = 0;
  for (const LedgerRow& row : run.rows.of<LedgerRow>())
    if (row.station == run.station("desk") && row.place == run.station("far desk")) charged += row.waiting_person_s;
  EXPECT_EQ(charged, 80) << "d, from 30 to 110";
}

// d stands in the door from 30 on, because the hall is full, because the desk is, because the far desk is: he has come
// to the tail of this side's queue.
TEST(TwoSides, ThePledgeRunsBehindAHallThatTheOtherSideFills) {
  const Replay run = Small{
      .stations =
          "  hall: {kind: hall, walk: {distance: 5 m, speed: 1 m/s}, space: 1 person}\n"
          "  desk: {kind: counter, service: 10 s, queue: {space: 0 persons}}\n"
          "  far desk: {kind: counter, authority: mainland immigration, service: 100 s, queue: {space: 0 "
          "persons}}",
      .way = "[hall, desk, far desk, leave]",
      .people = {
          "0 local", "1 local", "20 local",
          "30 local"}}.run();
  EXPECT_EQ(clocks_of(run, "immigration"), (ClockSum{4, 4, 10 + 15 + 100 + 195}));
  EXPECT_EQ(clocks_of(run, "mainland immigration"), (ClockSum{4, 4, 100 + 3 * 190}));
  ASSERT_EQ(run.rows.of<PassageRow>().size(), 1U);
  EXPECT_EQ(run.rows.of<PassageRow>()[0].outside_s, 4 + 85);
  EXPECT_EQ(run.rows.of<PassageRow>()[0].inside_s, 115 + 210 + 295 + 300);
}

// A bridge with room for three cars between the two sides. From 50 s on e holds the kiosk here, because the bridge is
// full, because the far kiosk is: e waits for the other side, f behind e for this one.
TEST(TwoSides, AreFeltAcrossABridge) {
  const Replay run = run_text(
      "crossflow: 1\ndate: 2024-01-01\nclasses: {car: {kind: vehicle, length: 5 m}}\nport: {name: p}\ndemand:\n"
      "  cars: {recorded: {table: cars.csv}, direction: in, route: way}\nstations:\n"
      "  kiosk: {kind: kiosk-lanes, servers: 1, length: 100 m, gap: 1 m, move up: 0 s, service: 10 s}\n"
      "  bridge: {kind: road, length: 20 m, speed: 10 m/s, gap: 1 m, headway: 0 s}\n"
      "  far kiosk: {kind: kiosk-lanes, authority: mainland immigration, servers: 1, length: 6 m, gap: 1 m, move up: 0 "
      "s, "
      "service: 100 s}\nroutes:\n  way: [kiosk, bridge, far kiosk, leave]\n",
      {{"cars.csv", recorded({"0 car", "1 car", "2 car", "3 car", "4 car", "5 car"})}});
  EXPECT_EQ(run.told({"starts"}), lines(R"(
    0 a starts kiosk/0
    10 a starts bridge
    10 b starts kiosk/0
    12 a starts far kiosk/0
    20 b starts bridge
    20 c starts kiosk/0
    30 c starts bridge
    30 d starts kiosk/0
    40 d starts bridge
    40 e starts kiosk/0
    112 b starts far kiosk/0
    112 e starts bridge
    112 f starts kiosk/0
    212 c starts far kiosk/0
    212 f starts bridge
    312 d starts far kiosk/0
    412 e starts far kiosk/0
    512 f starts far kiosk/0
  )"));
  EXPECT_EQ(clocks_of(run, "immigration"), (ClockSum{6, 6, 10 + 19 + 28 + 37 + 46 + 117}));
  EXPECT_EQ(clocks_of(run, "mainland immigration"), (ClockSum{6, 6, 100 + 190 + 280 + 370 + 462 + 490}));
}

// The green channel is customs', but nobody is cleared there: who is held by it has come to the far desk's queue.
TEST(TwoSides, AWayThroughCustomsStartsNoClock) {
  const Replay run = Small{
      .stations =
          "  desk: {kind: counter, service: 10 s}\n"
          "  green: {kind: green-channel, walk: {distance: 5 m, speed: 1 m/s}, space: 1 person}\n"
          "  far desk: {kind: counter, authority: mainland immigration, service: 100 s, queue: {space: 0 "
          "persons}}",
      .way = "[desk, green, far desk, leave]",
      .people = {
          "0 local", "1 local",
          "2 local"}}.run();
  EXPECT_EQ(clocks_of(run, "customs"), ClockSum{});
  EXPECT_EQ(clocks_of(run, "mainland immigration"), (ClockSum{3, 3, 100 + 190 + 285}));
}

TEST(TwoSides, ClearAtOneStop) {
  const Replay run = Small{
      .stations =
          "  gates: {kind: counter, authority: [mainland immigration, immigration], service: 10 s}\n"
          "  far customs: {kind: counter, authority: [customs, mainland customs], service: 5 s, task: goods}",
      .way = "[gates, far customs, leave]",
      .people = {
          "0 local"}}.run();
  EXPECT_EQ(run.told({"cleared"}), lines(R"(
    10 a cleared by immigration
    10 a cleared by mainland immigration
    15 a cleared by customs
    15 a cleared by mainland customs
  )"));
  EXPECT_EQ(clocks_of(run, "immigration"), (ClockSum{1, 1, 10})) << "one stop, one clock: this side's";
  EXPECT_EQ(clocks_of(run, "mainland immigration"), ClockSum{});
}

// Immigration is done with him at the first stop, the other side only at its own second one.
TEST(TwoSides, AnAuthorityIsDoneAtItsLastStop) {
  const Replay run = Small{
      .stations =
          "  both: {kind: counter, authority: [immigration, mainland immigration], service: 10 s}\n"
          "  far desk: {kind: counter, authority: mainland immigration, service: 20 s}",
      .way = "[both, far desk, leave]",
      .people = {
          "0 local"}}.run();
  EXPECT_EQ(run.told({"cleared"}), lines(R"(
    10 a cleared by immigration
    30 a cleared by mainland immigration
  )"));
}

}  // namespace
}  // namespace crossflow::test

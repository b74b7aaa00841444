// Shuttle buses: seats, headway and fleet. Times are seconds.
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

Replay shuttle(const std::string& keys, const std::vector<std::string>& people) {
  return Small{.stations = "  bus: {kind: shuttle, " + keys + "}", .way = "[bus, leave]", .people = people}.run();
}

std::vector<std::string> people_at(int seconds, std::size_t number) {
  return std::vector<std::string>(number, std::to_string(seconds) + " local");
}

TEST(Shuttle, TwoSeatsAndFivePeople) {
  // Full buses leave at once; the last one leaves when the headway since the second departure is over.
  const Replay run = shuttle("buses: 3, seats: 2, headway: 60 s, cycle: 10 min", people_at(0, 5));
  EXPECT_EQ(run.told({"starts", "ends", "leaves", "is"}), lines(R"(
    0 a starts bus/0
    4 b starts bus/0
    8 b ends bus/0
    8 a ends bus/0
    8 a leaves
    8 b leaves
    8 bus/0 is changing over
    8 c starts bus/1
    12 d starts bus/1
    16 d ends bus/1
    16 c ends bus/1
    16 c leaves
    16 d leaves
    16 bus/1 is changing over
    16 e starts bus/2
    76 e ends bus/2
    76 e leaves
    76 bus/2 is changing over
  )"));
}

TEST(Shuttle, AFullBusDoesNotWaitForTheHeadway) {
  const Replay run =
      shuttle("buses: 2, seats: 2, headway: 1 h, cycle: 10 min", {"0 local", "100 local", "200 local", "300 local"});
  EXPECT_EQ(run.told({"leaves"}), lines("4 a leaves\n204 b leaves\n204 c leaves\n3804 d leaves"))
      << "before the first departure there is no headway";
}

TEST(Shuttle, AFleetOfOneIsAwayForItsCycle) {
  const Replay run = shuttle("buses: 1, seats: 2, headway: 0 s, cycle: 10 min", people_at(0, 5));
  EXPECT_EQ(run.told({"starts", "leaves", "is"}), lines(R"(
    0 a starts bus/0
    4 b starts bus/0
    8 a leaves
    8 b leaves
    8 bus/0 is changing over
    608 bus/0 is open
    608 c starts bus/0
    612 d starts bus/0
    616 c leaves
    616 d leaves
    616 bus/0 is changing over
    1216 bus/0 is open
    1216 e starts bus/0
    1220 e leaves
    1220 bus/0 is changing over
  )"));
  double changing_over = 0;
  double in_use = 0;
  for (const LedgerRow& row : run.rows.of<LedgerRow>())
    (row.cause == static_cast<std::uint8_t>(LedgerCause::changing_over) ? changing_over : in_use) +=
        row.waiting_person_s;
  EXPECT_DOUBLE_EQ(changing_over, 3 * 600 + 600) << "c, d, e wait for the bus on its first round, e on its second";
  EXPECT_DOUBLE_EQ(in_use, 4 + 3 * 8 + 4 + 8) << "and while others board";
}

TEST(Shuttle, WhoIsAboardWaitsForTheHeadwayAndTakesWhoComes) {
  const Replay run =
      shuttle("buses: 9, seats: 50, headway: 5 min, cycle: 10 min", {"10 local", "20 local", "290 local", "313 local"});
  EXPECT_EQ(run.told({"leaves"}), lines("14 a leaves\n317 b leaves\n317 c leaves\n317 d leaves"))
      << "the headway is over at 314, while d is getting on";
}

TEST(Shuttle, ABusThatIsNotFullDoesNotLeaveAnybodyStanding) {
  const Replay run = shuttle("buses: 2, seats: 50, headway: 10 s, cycle: 10 min", people_at(0, 20));
  EXPECT_EQ(run.count(EventKind::left), 20U);
  for (const Event& e : run.events)
    if (e.kind == EventKind::left) {
      EXPECT_EQ(e.tick, 80 * second) << "all twenty in one bus";
    }
}

TEST(Shuttle, TwoBaysLoadAtTheSameTime) {
  const Replay run = shuttle("buses: 3, seats: 2, bays: 2, headway: 0 s, cycle: 10 min", people_at(0, 6));
  EXPECT_EQ(run.told({"starts", "leaves"}), lines(R"(
    0 a starts bus/0
    0 b starts bus/1
    4 c starts bus/0
    4 d starts bus/1
    8 a leaves
    8 c leaves
    8 e starts bus/2
    8 b leaves
    8 d leaves
    12 f starts bus/2
    16 e leaves
    16 f leaves
  )"));
}

TEST(Shuttle, TheHeadwayGoesByTheTimeOfTheDay) {
  // Before 00:02 the last value holds, as on the evening before.
  const std::string keys = "buses: 9, seats: 9, headway: {\"00:02\": 30 s, \"20:00\": 50 s}, cycle: 1 min, board: 1 s";
  const Replay run = shuttle(keys, {"0 local", "10 local", "130 local", "135 local"});
  EXPECT_EQ(run.told({"leaves"}), lines("1 a leaves\n51 b leaves\n131 c leaves\n161 d leaves"));
}

TEST(Shuttle, APartyPartsIfTheSeatsDoNotHoldIt) {
  const Replay run = shuttle("buses: 2, seats: 2, headway: 0 s, cycle: 1 min", {"0 local 3"});
  EXPECT_EQ(run.told({"leaves"}), lines("8 a leaves\n8 b leaves\n12 c leaves"));
}

TEST(Shuttle, ABusStaysUntilThoseAboardCanGoOn) {
  const Replay run = Small{.stations =
                               "  bus: {kind: shuttle, buses: 2, seats: 2, headway: 0 s, cycle: 1 min}\n"
                               "  hall: {kind: hall, walk: {distance: 100 m, speed: 1 m/s}, space: 1 persons}",
                           .way = "[bus, hall, leave]",
                           .people = people_at(0, 3)}
                         .run();
  EXPECT_EQ(run.told({"starts", "blocked", "is", "leaves"}), lines(R"(
    0 a starts bus/0
    4 b starts bus/0
    8 a starts hall
    8 b blocked by hall
    108 a leaves
    108 b starts hall
    108 bus/0 is changing over
    108 c starts bus/1
    112 c blocked by hall
    168 bus/0 is open
    208 b leaves
    208 c starts hall
    208 bus/1 is changing over
    268 bus/1 is open
    308 c leaves
  )"));
}

TEST(Shuttle, SeatsAndFleetAreNeverExceeded) {
  constexpr Tick boarding = 4 * second;
  const Replay run = Small{.stations =
                               "  bus: {kind: shuttle, buses: 4, seats: 7, bays: 2, headway: 2 min, cycle: {lognormal: "
                               "{mean: 6 min, cv: 40%}}, board: 4 s}",
                           .way = "[bus, leave]",
                           .people = {"0 local"},
                           .demand =
                               "  more: {rate: {mean: 200 persons/h, mix: {local: 1}, number: 600 persons}, direction: "
                               "in, route: way, party: {1: 50%, 3: 50%}}"}
                         .run();
  EXPECT_EQ(run.all().left, 601);
  std::map<std::uint16_t, int> aboard;
  std::map<std::uint16_t, Tick> boarded;  // when the last one so far has
  std::set<std::uint16_t> away;
  int most = 0;
  int most_loading = 0;
  for (const Event& e : run.events) {
    if (e.station != run.station("bus")) continue;
    if (e.kind == EventKind::started) {
      most = std::max(most, ++aboard[e.server]);
      EXPECT_FALSE(away.contains(e.server)) << "a bus on its round";
      EXPECT_GE(e.tick, boarded[e.server]) << "two board one bus at once";
      boarded[e.server] = e.tick + boarding;
      int loading = 0;
      for (const auto& [bus, n] : aboard) loading += n > 0 ? 1 : 0;
      most_loading = std::max(most_loading, loading);
    }
    if (e.kind == EventKind::ended) {
      EXPECT_GE(e.tick, boarded[e.server]) << "a bus leaves while somebody is getting on";
      --aboard[e.server];
    }
    if (e.kind == EventKind::server && e.aux == 0)
      e.value == 0 ? static_cast<void>(away.erase(e.server)) : static_cast<void>(away.insert(e.server));
  }
  EXPECT_EQ(most, 7);
  EXPECT_EQ(most_loading, 2);
}

}  // namespace
}  // namespace crossflow::test

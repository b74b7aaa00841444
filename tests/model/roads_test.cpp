// Vehicles, what they carry, and the lanes in which they queue. Times are seconds.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

/// A port of which a test names only what matters to it: recorded vehicles, cars of 5 m and lorries of 16 m.
struct Roads {
  std::string stations;               ///< indented by two
  std::string ways;                   ///< indented by two; the vehicles take "way"
  std::vector<std::string> vehicles;  ///< "5 car": comes at 5 s
  std::string source = {};            ///< more keys of the source: ", carries: ..."
  std::string demand = {};            ///< more sources, indented by two
  std::string head = {};              ///< more keys of the scenario

  /// With a station "exit" that takes no time.
  Roads with_exit() const {
    Roads more = *this;
    more.stations += "\n  exit: {kind: road, length: 5 m, speed: 50 m/s}";
    return more;
  }
  Replay run(std::uint64_t seed = 1) const {
    return run_text(
        head +
            "crossflow: 1\ndate: 2024-01-01\nport: {name: p}\nclasses: {local: Locals, visitor: Visitors, goods: "
            "{kind: "
            "consignment}, car: {kind: vehicle, length: 5 m}, lorry: {kind: vehicle, length: 16 m}}\ndemand:\n"
            "  all: {recorded: {table: all.csv}, direction: in, route: way" +
            source + "}\n" + demand + "\nstations:\n" + stations + "\nroutes:\n" + ways + "\n",
        {{"all.csv", recorded(vehicles)}}, seed);
  }
};

const SeriesRow& bin(const Replay& run, const std::string& station) {
  for (const SeriesRow& row : run.rows.of<SeriesRow>())
    if (row.station == run.station(station)) return row;
  throw std::runtime_error("no series of " + station);
}

TEST(KioskLanes, AddTheMoveUpForThoseWhoQueue) {
  const Replay run = Roads{.stations = "  lanes: {kind: kiosk-lanes, service: 27 s, move up: 10 s}",
                           .ways = "  way: [lanes, leave]",
                           .vehicles = {"0 car", "0 car", "100 car"}}
                         .run();
  EXPECT_EQ(run.told({"joins", "starts", "ends"}), lines(R"(
    0 a joins lanes/0
    0 a starts lanes/0
    0 b joins lanes/0
    27 a ends lanes/0
    27 b starts lanes/0
    64 b ends lanes/0
    100 c joins lanes/0
    100 c starts lanes/0
    127 c ends lanes/0
  )"));
}

// 70 to 95 cars an hour, by how many are aboard (2.2 people 27 s, 3.5 people 40 s), and 120 lorries; move-up included.
TEST(KioskLanes, GiveTheThroughputOfTheReferenceWhenTheyAreNeverEmpty) {
  const auto served_in_an_hour = [](const std::string& vehicle, const std::string& keys) {
    const Replay run = Roads{.stations = "  lanes: {kind: kiosk-lanes, " + keys + "}",
                             .ways = "  way: [lanes, leave]",
                             .vehicles = std::vector<std::string>(200, "0 " + vehicle)}
                           .run();
    return std::count_if(run.events.begin(), run.events.end(),
                         [](const Event& e) { return e.kind == EventKind::ended && e.tick <= hour; });
  };
  EXPECT_EQ(served_in_an_hour("car", "service: 27 s, move up: 11 s"), 95)
      << "one a 38 s, and the first comes up at once";
  EXPECT_EQ(served_in_an_hour("car", "service: 40 s, move up: 11 s"), 70);
  EXPECT_EQ(served_in_an_hour("lorry", "service: 20 s, move up: 10 s"), 120);
}

TEST(KioskLanes, OfReversibleOnesNoneIsOpenedInThePlaceOfOneThatIsDown) {
  // Of four lanes the last is the first of the others, which have it.
  const Roads roads{.stations =
                        "  lanes: {kind: kiosk-lanes, servers: 4, open: 3, service: 60 s, move up: 0 s, "
                        "reversible: {with: others, lanes: 1}}\n"
                        "  others: {kind: kiosk-lanes, servers: 4, service: 60 s, move up: 0 s}",
                    .ways = "  way: [lanes, others, leave]",
                    .vehicles = {"70 car", "70 car", "70 car"},
                    .head =
                        "disruptions: {d: {from: \"00:01\", until: \"00:06\", servers down: {station: lanes, "
                        "number: 2}}}\n"};
  EXPECT_EQ(roads.run().told({"starts"}), lines(R"(
    70 a starts lanes/2
    130 a starts others/0
    130 b starts lanes/2
    190 b starts others/0
    190 c starts lanes/2
    250 c starts others/0
  )"));
}

TEST(KioskLanes, AreAsLongAsTheyAre) {
  const Replay run = Roads{
      .stations = "  lanes: {kind: kiosk-lanes, servers: 2, length: 14 m, service: 60 s, move up: 0 s}",
      .ways = "  way: [lanes, leave]",
      .vehicles = {
          "0 car", "1 car", "2 car", "3 car", "4 car",
          "5 car"}}.run();
  EXPECT_EQ(run.told({"joins", "blocked", "leaves"}), lines(R"(
    0 a joins lanes/0
    1 b joins lanes/1
    2 c joins lanes/0
    3 d joins lanes/1
    4 e blocked by lanes
    5 f joins all
    60 a leaves
    60 e joins lanes/0
    60 f blocked by lanes
    61 b leaves
    61 f joins lanes/1
    120 c leaves
    121 d leaves
    180 e leaves
    181 f leaves
  )")) << "7 m a car, the one at the kiosk included; the line outside is counted";
  EXPECT_EQ(bin(run, "lanes").waiting_max, 2);
  EXPECT_EQ(bin(run, "all").waiting_max, 2);
}

TEST(KioskLanes, HaveRoomForWhatIsLongerThanALane) {
  const Replay run = Roads{.stations = "  lanes: {kind: kiosk-lanes, servers: 2, length: 10 m, service: 60 s}",
                           .ways = "  way: [lanes, leave]",
                           .vehicles = {"0 lorry", "1 car", "2 car", "3 lorry"}}
                         .run();
  EXPECT_EQ(run.told({"joins", "blocked"}), lines(R"(
    0 a joins lanes/0
    1 b joins lanes/1
    2 c blocked by lanes
    3 d joins all
    60 c joins lanes/0
    60 d blocked by lanes
    61 d joins lanes/1
  )"));
}

TEST(KioskLanes, TakeNobodyFromAnotherLaneWhomTheyHaveNoRoomFor) {
  // At 100 s the quick lane has one left and the other three, but its last is a lorry, and two lorries take 36 m.
  const auto moves = [](const std::string& length) {
    const Replay run = Roads{
        .stations = "  lanes: {kind: kiosk-lanes, servers: 2, length: " + length +
                    ", service: 1000 s, paces: [1, 0.1], queue: {shape: one per server, jockeying: 1 "
                    "vehicle}}",
        .ways = "  way: [lanes, leave]",
        .vehicles = {
            "0 car", "0 car", "1 car", "2 lorry",
            "3 lorry"}}.run();
    return run.told({"moves"});
  };
  EXPECT_EQ(moves("36 m"), "100 e moves to lanes/1\n320 c moves to lanes/1\n");
  EXPECT_EQ(moves("33 m"), "210 e moves to lanes/1\n320 c moves to lanes/1\n") << "when the other lorry has gone";
}

TEST(KioskLanes, TakeVehiclesAgainAsSoonAsTheyReopen) {
  const Replay run = Roads{.stations =
                               "  lanes: {kind: kiosk-lanes, length: 30 m, service: 1000 s, open: {\"00:00\": 1, "
                               "\"00:01\": 0, \"00:05\": 1}}",
                           .ways = "  way: [lanes, leave]",
                           .vehicles = {"0 car", "100 car"}}
                         .run();
  EXPECT_EQ(run.told({"joins", "blocked"}), lines("0 a joins lanes/0\n100 b blocked by lanes\n300 b joins lanes/0"));
}

TEST(Vehicles, CountAsOneAtADoorWithAMaximumFlow) {
  const Replay run = Roads{.stations = "  lanes: {kind: kiosk-lanes, servers: 9, service: 1 s}",
                           .ways = "  way: [lanes, leave]",
                           .vehicles = {"0 car", "0 car", "0 car"},
                           .source = ", carries: {number: 4, mix: {local: 1}}, maximum flow: 360 vehicles/h"}
                         .run();
  std::set<Tick> joined;
  for (const Event& e : run.events)
    if (e.kind == EventKind::joined && e.station == run.station("lanes")) joined.insert(e.tick);
  EXPECT_EQ(joined, (std::set<Tick>{0, 10 * second, 20 * second}));
}

// Those of one bay wait for different places: the car for a lane that is full, its people for a hall that is.
TEST(Vehicles, MayBeHeldByOtherPlacesThanTheirPeople) {
  const Replay run = Roads{.stations =
                               "  down: {kind: coach-set-down, servers: 2, alight: 1 s}\n"
                               "  lanes: {kind: kiosk-lanes, length: 7 m, service: 100 s, move up: 0 s}\n"
                               "  hall: {kind: hall, walk: {distance: 60 m, speed: 1 m/s}, space: 1 persons}",
                           .ways = "  way: [down, {choose: [{class: car, to: lanes}, {to: hall}]}, leave]",
                           .vehicles = {"0 car", "0 car"},
                           .source = ", carries: {number: 1, mix: {local: 1}}"}
                         .run();
  EXPECT_EQ(run.all().left, 4);
  EXPECT_EQ(run.over(), 201 * second);
  EXPECT_EQ(bin(run, "lanes").held_person_s, 100);
  EXPECT_EQ(bin(run, "hall").held_person_s, 60);
}

TEST(Roads, TakeLengthBySpeedAndKeepAHeadway) {
  const Replay run = Roads{.stations = "  road: {kind: road, length: 100 m, speed: 10 m/s, headway: 4 s}",
                           .ways = "  way: [road, leave]",
                           .vehicles = {"0 car", "1 car", "30 car"}}
                         .run();
  EXPECT_EQ(run.told({"starts", "ends", "leaves"}), lines(R"(
    0 a starts road
    1 b starts road
    10 a ends road
    10 a leaves
    11 b ends road
    14 b leaves
    30 c starts road
    40 c ends road
    40 c leaves
  )"));
}

TEST(Roads, SpillBackOfTwoLanes) {
  // The kiosk takes a car a minute and has room for one; the road has room for two.
  const Replay run = Roads{.stations =
                               "  road: {kind: road, length: 14 m, speed: 14 m/s, headway: 0 s}\n"
                               "  kiosk: {kind: kiosk-lanes, length: 7 m, service: 60 s, move up: 0 s}",
                           .ways = "  way: [road, kiosk, leave]",
                           .vehicles = {"0 car", "0 car", "0 car", "0 car", "0 car"}}
                         .run();
  EXPECT_EQ(run.told({"joins", "starts", "blocked", "leaves"}), lines(R"(
    0 a starts road
    0 b starts road
    0 c blocked by road
    0 d joins all
    0 e joins all
    1 a joins kiosk/0
    1 a starts kiosk/0
    1 b blocked by kiosk
    1 c starts road
    1 d blocked by road
    2 c blocked by kiosk
    61 a leaves
    61 b joins kiosk/0
    61 b starts kiosk/0
    61 d starts road
    61 e blocked by road
    62 d blocked by kiosk
    121 b leaves
    121 c joins kiosk/0
    121 c starts kiosk/0
    121 e starts road
    122 e blocked by kiosk
    181 c leaves
    181 d joins kiosk/0
    181 d starts kiosk/0
    241 d leaves
    241 e joins kiosk/0
    241 e starts kiosk/0
    301 e leaves
  )"));
}

TEST(Roads, AllWhoStandBehindTheFirstAreHeldUpToo) {
  // Four on the road behind a kiosk that takes 60 s: they stand 59, 119 and 179 s there, and the last comes to stand
  // later.
  const Replay run = Roads{.stations =
                               "  road: {kind: road, length: 50 m, speed: 50 m/s, headway: 0 s}\n"
                               "  kiosk: {kind: kiosk-lanes, length: 7 m, service: 60 s, move up: 0 s}",
                           .ways = "  way: [road, kiosk, leave]",
                           .vehicles = {"0 car", "1 car", "1 car", "1 car", "30 car"},
                           .source = ", carries: {number: 2, mix: {local: 1}}"}
                         .run();
  EXPECT_EQ(bin(run, "kiosk").held_person_s, 59 + 119 + 179 + (241 - 31)) << "vehicles, and not those aboard";
  EXPECT_EQ(bin(run, "kiosk").held_max, 4);
  double clocks = 0;
  for (const PledgeRow& p : run.rows.of<PledgeRow>())
    if (run.directory.classes[p.traveller_class].name == "local") clocks += p.wait_s;
  EXPECT_EQ(clocks, 2 * (60 + (121 - 2) + (181 - 2) + (241 - 2) + (301 - 31)))
      << "the clock starts at the tail of the queue, wherever it stands";
}

struct RoadWaits {
  std::int64_t joined = 0, served = 0;
  double waiting_s = 0, on_the_road_s = 0, held_s = 0;  // vehicle-seconds in all; as charged
  std::map<double, std::uint32_t> times;                // by the upper edges of their bins
  double sum_s = 0, longest_s = 0;
};

RoadWaits road_waits(const Replay& run) {
  RoadWaits out;
  const std::uint16_t at = run.station("road");
  for (const SeriesRow& r : run.rows.of<SeriesRow>())
    if (r.station == at) {
      out.waiting_s += r.waiting_person_s;
      out.joined += r.joined;
    }
  for (const LedgerRow& r : run.rows.of<LedgerRow>())
    if (r.station == at) (r.place == no_station ? out.on_the_road_s : out.held_s) += r.waiting_person_s;
  for (const WaitSumRow& r : run.rows.of<WaitSumRow>())
    if (r.station == at) out.served += r.count;
  for (const WaitRow& r : run.rows.of<WaitRow>())
    if (r.station == at) out.times[r.up_to_s] += r.count;
  for (const WaitSumRow& r : run.rows.of<WaitSumRow>()) {
    if (r.station != at) continue;
    out.sum_s += r.wait_s;
    out.longest_s = std::max(out.longest_s, r.longest_s);
  }
  return out;
}

// A plaza: 1,000 cars, one every 2 s, onto a lane that lets one off every 3.364 s. So each waits 1.364 s longer than
// the one before, and those aboard count for nothing.
TEST(Roads, TimeBeyondTheFreeDriveIsWaiting) {
  std::vector<std::string> cars;
  for (int n = 0; n < 1000; ++n) cars.push_back(fmt::format("{} car", 2 * n));
  const Replay run = Roads{.stations = "  road: {kind: road, length: 10 km, headway: 3.364 s}",
                           .ways = "  way: [road, leave]",
                           .vehicles = cars,
                           .source = ", carries: {number: 2, mix: {local: 1}}"}
                         .run();
  const RoadWaits waits = road_waits(run);
  EXPECT_EQ(waits.joined, 1000);
  EXPECT_EQ(waits.served, 1000);
  EXPECT_NEAR(waits.waiting_s, 1.364 * 999 * 1000 / 2, 1e-4);
  EXPECT_NEAR(waits.on_the_road_s, waits.waiting_s, 1e-4);
  EXPECT_NEAR(waits.sum_s, waits.waiting_s, 1e-4);
  EXPECT_EQ(waits.longest_s, 1362.636) << "1.364 s times 999";
  EXPECT_EQ(run.over(), 20 * minute + ticks_from_seconds(3.364 * 999));
  EXPECT_TRUE(run.rows.of<PledgeRow>().empty()) << "no authority, no clock";
}

TEST(Roads, WaitingIsChargedToThePlaceAtItsEndWhereThatIsFull) {
  // A kiosk that takes 60 s and has room for one: all but the first are held up by it, behind one another.
  const Replay run = Roads{.stations =
                               "  road: {kind: road, length: 50 m, speed: 50 m/s, headway: 5 s}\n"
                               "  kiosk: {kind: kiosk-lanes, length: 7 m, service: 60 s, move up: 0 s}",
                           .ways = "  way: [road, kiosk, leave]",
                           .vehicles = {"0 car", "1 car", "1 car", "100 car"}}
                         .run();
  // On the road from 2, 2 and 101 until 61, 121 and 181; the first of the two only sees that the kiosk is full at 6.
  const RoadWaits waits = road_waits(run);
  EXPECT_EQ(waits.times, (std::map<double, std::uint32_t>{{0, 1}, {59, 1}, {80, 1}, {119, 1}}));
  EXPECT_EQ(waits.on_the_road_s, 4 + 4);
  EXPECT_EQ(waits.held_s, 55 + 115 + 80);
  EXPECT_EQ(bin(run, "kiosk").held_person_s, waits.held_s);
}

TEST(Roads, AStayThatGoesOnAtTheEndIsWaitingToo) {
  const Replay run = Roads{.stations =
                               "  road: {kind: road, length: 50 m, speed: 50 m/s, headway: 0 s}\n"
                               "  kiosk: {kind: kiosk-lanes, length: 7 m, service: 60 s, open: {\"00:00\": 0}}",
                           .ways = "  way: [road, kiosk, leave]",
                           .vehicles = {"0 car", "10 car"}}
                         .run();
  const RoadWaits waits = road_waits(run);
  EXPECT_EQ(waits.joined, 2);
  EXPECT_EQ(waits.served, 0);
  EXPECT_EQ(waits.held_s, to_seconds(2 * run.end) - 1 - 11);
}

// Who drives down a road twice waits twice.
TEST(Roads, MayFollowOneAnother) {
  const Replay run = Roads{.stations = "  road: {kind: road, length: 100 m, speed: 10 m/s, headway: 4 s}",
                           .ways = "  way: [road, road, leave]",
                           .vehicles = {"0 car", "1 car"}}
                         .run();
  const RoadWaits waits = road_waits(run);
  EXPECT_EQ(waits.joined, 4);
  EXPECT_EQ(waits.times, (std::map<double, std::uint32_t>{{0, 3}, {3, 1}}));
}

TEST(Roads, OneWhoCannotGoOnHoldsUpAllKindsBehindHim) {
  const std::string stations =
      "  road: {kind: road, lanes: %, length: 100 m, speed: 10 m/s, headway: 0 s}\n"
      "  cars: {kind: kiosk-lanes, service: 1 s}\n"
      "  lorries: {kind: kiosk-lanes, length: 16 m, service: 100 s}";
  const std::string ways = "  way: [road, {choose: [{class: lorry, to: lorries}, {to: cars}]}, leave]";
  const auto car_leaves = [&](const std::string& lanes) {
    std::string with = stations;
    with.replace(with.find('%'), 1, lanes);
    const Replay run = Roads{.stations = with, .ways = ways, .vehicles = {"0 lorry", "1 lorry", "2 car"}}.run();
    return run.told({"leaves"});
  };
  // The second lorry, held on the road until the first has left, moves up for 10 s.
  EXPECT_EQ(car_leaves("1"), lines("110 a leaves\n111 c leaves\n220 b leaves"));
  EXPECT_EQ(car_leaves("3"), lines("13 c leaves\n110 a leaves\n220 b leaves"));
}

TEST(Roads, ARingOfFullLanesIsNamed) {
  const Replay run = Roads{.stations =
                               "  east: {kind: kiosk-lanes, length: 7 m, service: 30 s}\n"
                               "  west: {kind: kiosk-lanes, length: 7 m, service: 30 s}\n"
                               "  away: {kind: kiosk-lanes, service: 30 s}",
                           .ways = "  way: [east, west, leave]\n  back: [west, east, leave]",
                           .vehicles = {"0 car"},
                           .demand = "  others: {recorded: {table: all.csv}, direction: out, route: back}"}
                         .run();
  ASSERT_EQ(run.rows.of<RingRow>().size(), 2U);
  EXPECT_EQ(run.rows.of<RingRow>()[0].station, run.station("east"));
  EXPECT_EQ(run.rows.of<RingRow>()[1].station, run.station("west"));
  EXPECT_EQ(run.over(), 30 * second) << "the run ends when nothing can happen any more";
  EXPECT_EQ(run.all().inside, 2);
}

TEST(Vehicles, CarryPeopleWhoAreCountedApart) {
  const Replay run = Roads{.stations = "  lanes: {kind: kiosk-lanes, service: {car: 5 s, local: 10 s, visitor: 20 s}}",
                           .ways = "  way: [lanes, leave]",
                           .vehicles = {"0 car", "0 car"},
                           .source = ", carries: [{number: 2, mix: {local: 1}}, {number: 1, mix: {goods: 1}}]"}
                         .run();
  std::map<std::string, std::int64_t> came;
  for (const FlowRow& f : run.rows.of<FlowRow>()) came[run.directory.classes[f.traveller_class].name] += f.generated;
  EXPECT_EQ(came, (std::map<std::string, std::int64_t>{{"car", 2}, {"local", 4}, {"goods", 2}}));
  EXPECT_EQ(run.over(), (25 + 10 + 25) * second) << "5 s and 10 s for each aboard; the second moves up";
  EXPECT_EQ(bin(run, "lanes").joined, 2);
  EXPECT_EQ(bin(run, "lanes").served, 2);
  EXPECT_EQ(bin(run, "lanes").waiting_max, 1) << "the queue is one car, and not four entities";
  EXPECT_EQ(bin(run, "lanes").waiting_person_s, 25);
  EXPECT_EQ(run.count(EventKind::cleared), 8U) << "everybody aboard is cleared";
}

TEST(Vehicles, CarryTheSamePeopleWhateverElseComes) {
  const auto aboard = [](const std::string& demand, const std::vector<std::string>& vehicles) {
    const Replay run = Roads{.stations =
                                 "  lanes: {kind: kiosk-lanes, servers: 9, service: {car: 5 s, local: {uniform: [5 s, "
                                 "20 s]}, visitor: 20 s}}",
                             .ways = "  way: [lanes, leave]",
                             .vehicles = vehicles,
                             .source = ", carries: {number: {0: 20%, 1: 30%, 3: 50%}, mix: {local: 3, visitor: 1}}",
                             .demand = demand}
                           .run();
    Needs needs = needs_of(run);
    std::erase_if(needs, [](const auto& need) { return std::get<0>(need.first) != "p/all"; });
    return needs;
  };
  const std::vector<std::string> three{"0 car", "100 car", "200 car"};
  std::vector<std::string> four = three;
  four.emplace_back("300 car");
  const Needs alone = aboard("", three);
  EXPECT_EQ(
      alone,
      aboard("  more: {rate: {mean: 100 persons/h, mix: {car: 1}, number: 20 persons}, direction: in, route: way}",
             three));
  Needs with_one_more = aboard("", four);
  EXPECT_GT(with_one_more.size(), alone.size());
  std::erase_if(with_one_more, [](const auto& need) { return need.second.arrival == 300 * second; });
  EXPECT_EQ(alone, with_one_more);
}

TEST(Vehicles, CarryAsManyAsTheScenarioSays) {
  const Replay run = Roads{.stations = "  lanes: {kind: kiosk-lanes, servers: 9, service: 1 s}",
                           .ways = "  way: [lanes, leave]",
                           .vehicles = std::vector<std::string>(2000, "0 car"),
                           .source = ", carries: {number: {1: 25%, 3: 75%}, mix: {local: 80, visitor: 20}}"}
                         .run();
  double people = 0;
  double locals = 0;
  for (const FlowRow& f : run.rows.of<FlowRow>()) {
    const ClassEntry& c = run.directory.classes[f.traveller_class];
    if (c.kind == EntityKind::traveller) people += static_cast<double>(f.generated);
    if (c.name == "local") locals += static_cast<double>(f.generated);
  }
  // Five standard deviations: 0.87 people a car, 0.4 a person.
  EXPECT_NEAR(people, 2000 * 2.5, 5 * 0.87 * std::sqrt(2000.0));
  EXPECT_NEAR(locals / people, 0.8, 5 * 0.4 / std::sqrt(people));
}

// Kiosk 20 s; the second of every two goes to the gantry, 180 s, and is read in 60 s.
TEST(Goods, GoFromClockPointToClockPoint) {
  const Replay run =
      Roads{.stations =
                "  road: {kind: road, length: 100 m, speed: 10 m/s}\n"
                "  kiosk: {kind: kiosk-lanes, authority: customs, service: 20 s, move up: 0 s}\n"
                "  gantry: {kind: vehicle-scanner, position: 1 min, scan: 2 min}\n"
                "  reading: {kind: image-reading, service: 60 s}\n"
                "  exit: {kind: road, length: 10 m, speed: 10 m/s}",
            .ways = "  way: [road, kiosk, {choose: [{class: lorry, to: gantry, then: [reading]}, {to: exit}]}, leave]",
            .vehicles = {"0 car", "100 lorry", "5000 car"},
            .source = ", carries: {number: 1, mix: {goods: 1}, lodged: 45 min}"}
          .run();
  ASSERT_EQ(run.rows.of<ReleaseRow>().size(), 1U);
  const ReleaseRow& r = run.rows.of<ReleaseRow>()[0];
  EXPECT_EQ(run.directory.classes[r.traveller_class].name, "goods");
  EXPECT_EQ(r.arrived, 3);
  EXPECT_EQ(r.presented, 3);
  EXPECT_EQ(r.selected, 1);
  EXPECT_EQ(r.released, 3);
  EXPECT_EQ(r.unfinished, 0);
  EXPECT_EQ(r.lodged, 3);
  EXPECT_EQ(r.lodged_before_s, 3 * 45 * 60);
  EXPECT_EQ(r.to_presented_s, 10 + 10 + 10);
  EXPECT_EQ(r.to_released_s, 20 + (20 + 180 + 60) + 20) << "released by the last of customs' stations";
  std::map<double, std::pair<std::uint8_t, std::uint32_t>> times;
  for (const ReleaseTimeRow& t : run.rows.of<ReleaseTimeRow>()) times[t.up_to_s] = {t.selected, t.count};
  EXPECT_EQ(times, (std::map<double, std::pair<std::uint8_t, std::uint32_t>>{{30, {0, 2}}, {270, {1, 1}}}));
}

TEST(KioskLanes, ClearForBothAuthoritiesAtOneStop) {
  const Replay run = Roads{.stations =
                               "  joint: {kind: kiosk-lanes, authority: joint, service: 30 s, move up: 0 s}\n"
                               "  customs: {kind: kiosk-lanes, authority: customs, service: 10 s, move up: 0 s}",
                           .ways = "  way: [joint, {choose: [{class: lorry, to: customs}, {to: exit}]}, leave]",
                           .vehicles = {"0 car", "100 lorry"},
                           .source = ", carries: {number: 1, mix: {goods: 1}}"}
                         .with_exit()
                         .run();
  std::map<std::string, int> cleared;  // vehicles and their goods
  for (const Event& e : run.events)
    if (e.kind == EventKind::cleared)
      ++cleared[fmt::format("{} {}", e.tick / second, run.directory.authorities.at(e.aux))];
  EXPECT_EQ(cleared, (std::map<std::string, int>{
                         {"30 immigration", 2}, {"30 customs", 2}, {"130 immigration", 2}, {"140 customs", 2}}))
      << "customs is done with the lorry at its last station";
  EXPECT_EQ(run.rows.of<ReleaseRow>().at(0).released, 2);
  EXPECT_EQ(run.rows.of<ReleaseRow>().at(0).to_released_s, 30 + 40);
}

TEST(Goods, AreUnfinishedUntilTheyAreReleased) {
  const Replay run = Roads{.stations =
                               "  gate: {kind: kiosk-lanes, service: 20 s}\n"
                               "  kiosk: {kind: kiosk-lanes, authority: customs, service: 20 s, open: {\"00:00\": 0}}",
                           .ways = "  way: [gate, kiosk, leave]",
                           .vehicles = {"0 lorry", "0 lorry"},
                           .source = ", carries: {number: 1, mix: {goods: 1}}"}
                         .run();
  ASSERT_EQ(run.rows.of<ReleaseRow>().size(), 1U);
  EXPECT_EQ(run.rows.of<ReleaseRow>()[0].presented, 2);
  EXPECT_EQ(run.rows.of<ReleaseRow>()[0].released, 0);
  EXPECT_EQ(run.rows.of<ReleaseRow>()[0].unfinished, 2);
  EXPECT_TRUE(run.rows.of<ReleaseTimeRow>().empty());
}

}  // namespace
}  // namespace crossflow::test

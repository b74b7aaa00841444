// What customs does to vehicles and immigration to those it doubts. Times are seconds.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/model/kinds.hpp"
#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

/// So many vehicles of a class that come at once, each with a crew of two.
struct Come {
  std::string vehicle = "lorry";
  int number = 1;
  int at_s = 10;
};

Replay vehicles(const std::string& stations, const std::string& way, const std::vector<Come>& come = {Come{}}) {
  std::string demand;
  for (const Come& c : come)
    demand += fmt::format(
        "  {}: {{timetable: {{people: {{{}: {}}}, profile: {{\"00:00-24:00\": 1}}, times: [\"00:00:{:02}\"]}}, "
        "carries: {{number: 2, mix: {{crew: 1}}}}, direction: in, route: way}}\n",
        c.vehicle, c.vehicle, c.number, c.at_s);
  return run_text(
      "crossflow: 1\ndate: 2024-01-01\nport: {name: p}\n"
      "classes: {crew: Crews, lorry: {kind: vehicle, length: 16 m}, van: {kind: vehicle, length: 6 m}}\n"
      "demand:\n" +
      demand + "stations:\n" + stations + "\nroutes:\n  way: " + way + "\n");
}

// When each lorry begins and ends each service, and leaves: what its crew does at the same time is left out.
std::string told_of_vehicles(const Replay& run) {
  Replay told = run;
  std::set<std::uint32_t> of_vehicles;
  std::erase_if(told.events, [&](const Event& e) {
    if (e.kind == EventKind::arrived) {
      const bool vehicle = run.directory.classes[e.aux].kind == EntityKind::vehicle;
      vehicle ? void(of_vehicles.insert(e.entity)) : void(of_vehicles.erase(e.entity));
    }
    return e.entity != no_entity && !of_vehicles.contains(e.entity);
  });
  return told.told({"starts", "ends", "leaves"});
}

TEST(VehicleChecks, AScannerTakesPositionAndScanOfTheVehicleAlone) {
  const Replay run =
      vehicles("  gantry: {kind: vehicle-scanner, position: 1 min, scan: 2 min}", "[gantry, leave]", {{"lorry", 2}});
  EXPECT_EQ(told_of_vehicles(run), lines(R"(
    10 a starts gantry/0
    190 a ends gantry/0
    190 a leaves
    190 b starts gantry/0
    370 b ends gantry/0
    370 b leaves
  )")) << "those aboard add nothing";
  EXPECT_EQ(run.directory.stations.at(run.station("gantry")).unit, EntityKind::vehicle);
}

TEST(VehicleChecks, TimesByClassOfVehicle) {
  const Replay run = vehicles(
      "  gantry: {kind: vehicle-scanner, servers: 2, position: {lorry: 60 s, van: 20 s}, scan: {lorry: 100 s, "
      "otherwise: 50 s}}",
      "[gantry, leave]", {{"lorry"}, {"van", 1, 11}});
  EXPECT_EQ(told_of_vehicles(run), lines(R"(
    10 a starts gantry/0
    11 A starts gantry/1
    81 A ends gantry/1
    81 A leaves
    170 a ends gantry/0
    170 a leaves
  )"));
}

TEST(VehicleChecks, WhoIsAboardCountsOnlyIfHisClassIsNamed) {
  const auto search = [](const std::string& service) {
    return told_of_vehicles(vehicles("  bays: {kind: vehicle-search, service: " + service + "}", "[bays, leave]"));
  };
  EXPECT_EQ(search("20 min"), lines("10 a starts bays/0\n1210 a ends bays/0\n1210 a leaves"));
  EXPECT_EQ(search("{otherwise: 20 min}"), search("20 min"));
  EXPECT_EQ(search("{otherwise: 20 min, crew: 1 min}"), lines("10 a starts bays/0\n1330 a ends bays/0\n1330 a leaves"));
}

TEST(VehicleChecks, AVehicleWaitsForItsImageOnAParkingPlace) {
  // One officer reads, and beside the lorry whose image he reads one more can stand: so the third stays in the scanner.
  const Replay run = vehicles(
      "  gantry: {kind: vehicle-scanner, position: 10 s, scan: 20 s}\n"
      "  reading: {kind: image-reading, service: 100 s, queue: {space: 1 person}}",
      "[gantry, reading, leave]", {{"lorry", 3}});
  EXPECT_EQ(told_of_vehicles(run), lines(R"(
    10 a starts gantry/0
    40 a ends gantry/0
    40 a starts reading/0
    40 b starts gantry/0
    70 b ends gantry/0
    70 c starts gantry/0
    100 c ends gantry/0
    140 a ends reading/0
    140 a leaves
    140 b starts reading/0
    240 b ends reading/0
    240 b leaves
    240 c starts reading/0
    340 c ends reading/0
    340 c leaves
  )"));
}

TEST(VehicleChecks, PreparedIsTheVehicle) {
  const Replay run =
      vehicles("  bays: {kind: vehicle-search, service: 10 min, prepared: {by: plate, share: 100%, service: 5 min}}",
               "[bays, leave]");
  EXPECT_EQ(told_of_vehicles(run), lines("10 a starts bays/0\n310 a ends bays/0\n310 a leaves"));
}

TEST(VehicleChecks, WhoIsAboardMayHaveNoQuickTime) {
  const Replay run = vehicles(
      "  bays: {kind: vehicle-search, service: {lorry: 10 min, crew: 1 min}, prepared: {by: plate, share: 100%, "
      "service: {lorry: 5 min, van: 5 min}}}",
      "[bays, leave]");
  EXPECT_EQ(told_of_vehicles(run), lines("10 a starts bays/0\n430 a ends bays/0\n430 a leaves"));
}

TEST(VehicleChecks, TheRobotAndTheHoldForData) {
  const Replay run = vehicles(
      "  robot: {kind: under-vehicle-robot, service: 40 s}\n"
      "  hold: {kind: data-hold, servers: 5, service: 30 min}",
      "[robot, hold, leave]");
  EXPECT_EQ(told_of_vehicles(run), lines(R"(
    10 a starts robot/0
    50 a ends robot/0
    50 a starts hold/0
    1850 a ends hold/0
    1850 a leaves
  )"));
}

TEST(VehicleChecks, AreOfCustomsAndOfVehicles) {
  for (const ModelStationKind* kind : {&vehicle_scanner_kind(), &image_reading_kind(), &vehicle_search_kind(),
                                       &under_vehicle_robot_kind(), &data_hold_kind()}) {
    EXPECT_EQ(kind->authority, "customs") << kind->name;
    EXPECT_EQ(kind->unit, EntityKind::vehicle) << kind->name;
    EXPECT_FALSE(kind->server_word.empty()) << kind->name;
  }
}

TEST(Secondary, IsAFurtherCheckByImmigration) {
  const Replay run = Small{.stations =
                               "  desk: {kind: counter, service: 30 s}\n"
                               "  rooms: {kind: secondary, servers: 2, service: 20 min}",
                           .way = "[desk, {class: visitor, to: rooms}, leave]",
                           .people = {"0 local", "0 visitor"}}
                         .run();
  EXPECT_EQ(run.told({"starts", "cleared", "leaves"}), lines(R"(
    0 b starts desk/0
    30 b starts rooms/0
    30 a starts desk/0
    60 a cleared by immigration
    60 a leaves
    1230 b cleared by immigration
    1230 b leaves
  )"));
}

}  // namespace
}  // namespace crossflow::test

// People who wait elsewhere before they come: by booking, and until they are called.
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

const std::string slow_desk = "  desk: {kind: counter, service: 100 s}";

/// The doors are open from 60 s to 240 s.
Replay booked(const std::vector<std::string>& people, const std::string& booking, const std::string& more = "") {
  return Small{.stations = "  hall: {kind: hall, walk: {distance: 1 m, speed: 1 m/s}}",
               .way = "[hall, leave]",
               .people = people,
               .source = ", booking: {slot: 1 min, " + booking + "}" + more,
               .port = ", hours: \"00:01-00:04\""}
      .run();
}

/// The slot in which each comes, in order of number.
std::map<std::int32_t, Tick> slots(const Replay& run) {
  std::map<std::int32_t, Tick> out;
  for (const Event& e : run.events)
    if (e.kind == EventKind::arrived) out[e.value] = e.tick / minute;
  return out;
}

TEST(Booking, GivesTheFirstSlotWithRoomInOrderOfTheTimesWanted) {
  const Replay run = booked({"73 local", "70 local", "71 local", "72 local"}, "places: 1 person");
  EXPECT_EQ(slots(run), (std::map<std::int32_t, Tick>{{1, 1}, {2, 2}, {3, 3}}));
  EXPECT_EQ(run.told({"noslot"}), "73 people noslot\n");
  EXPECT_EQ(run.all().generated, 3);
  ASSERT_EQ(run.rows.of<VirtualQueueRow>().size(), 1U);
  EXPECT_EQ(run.rows.of<VirtualQueueRow>()[0].came, 3);
  EXPECT_EQ(run.rows.of<VirtualQueueRow>()[0].no_slot, 1);
}

TEST(Booking, OrTheNearestOfTwoTheLater) {
  EXPECT_EQ(slots(booked({"130 local", "131 local", "132 local"}, "places: 1 person, gets: nearest")),
            (std::map<std::int32_t, Tick>{{0, 2}, {1, 3}, {2, 1}}));
  EXPECT_EQ(slots(booked({"250 local", "251 local", "252 local"}, "places: 1 person, gets: nearest")),
            (std::map<std::int32_t, Tick>{{0, 3}, {1, 2}, {2, 1}}))
      << "who would come after closing";
}

TEST(Booking, PlacesMayChangeWithTheTimeOfDay) {
  EXPECT_EQ(slots(booked({"0 local", "1 local", "2 local", "3 local"},
                         "places: {\"00:01\": 0 persons, \"00:02\": 1 person, \"00:03\": 2 persons}")),
            (std::map<std::int32_t, Tick>{{0, 2}, {1, 3}, {2, 3}}));
}

TEST(Booking, ComesEarlyOrLateOrNotAtAll) {
  EXPECT_EQ(booked({"130 local"}, "places: 9 persons, early: {share: 100%, by: 20 s}").told({"arrives", "elsewhere"}),
            lines("100 a arrives\n100 a elsewhere -30 s before"));
  EXPECT_EQ(booked({"130 local"}, "places: 9 persons, late: {share: 100%, by: 15 s}").told({"arrives", "elsewhere"}),
            lines("195 a arrives\n195 a elsewhere 65 s before"));
  const Replay nobody = booked({"70 local", "71 local", "72 local", "73 local"}, "places: 1 person, no-show: 100%");
  EXPECT_EQ(nobody.told({"arrives", "noshow", "noslot"}), lines(R"(
    60 people noshow
    73 people noslot
    120 people noshow
    180 people noshow
  )")) << "their places stay empty";
  EXPECT_EQ(nobody.all().generated, 0);
}

TEST(Booking, APartyNeedsPlacesForAll) {
  const Replay run = booked({"70 local 2", "71 local 3", "72 local 2"}, "places: 2 persons");
  EXPECT_EQ(slots(run), (std::map<std::int32_t, Tick>{{0, 1}, {1, 1}, {5, 2}, {6, 2}}));
  ASSERT_EQ(run.rows.of<VirtualQueueRow>().size(), 1U);
  EXPECT_EQ(run.rows.of<VirtualQueueRow>()[0].came, 4);
  EXPECT_EQ(run.rows.of<VirtualQueueRow>()[0].no_slot, 3);
  std::map<Tick, int> together;
  for (const Event& e : run.events) together[e.tick] += static_cast<int>(e.kind == EventKind::arrived);
  for (const auto& [tick, persons] : together) EXPECT_TRUE(persons == 0 || persons == 2) << "a party comes as one";
}

// As long as there is room nobody changes anybody's time.
TEST(Booking, TimesAreEachOnesOwn) {
  const auto arrivals = [](int persons, const std::string& places, const std::string& more = "") {
    std::map<Needs::key_type, Tick> out;
    const std::string yaml =
        "crossflow: 1\ndate: 2024-01-01\nclasses: {local: Locals}\nport: {name: p}\ndemand:\n"
        "  people: {total: {people: {local: " +
        std::to_string(persons) +
        "}, profile: {\"07:00-09:00\": 1}}, direction: in, route: way, booking: {slot: 15 min, places: " + places +
        ", early: {share: 20%, by: {exponential: 3 min}}, late: {share: 10%, by: {exponential: 5 min}}, no-show: "
        "5%}}\n" +
        more + "stations:\n  hall: {kind: hall, walk: {distance: 10 m, speed: 1 m/s}}\nroutes:\n  way: [hall, leave]\n";
    for (const auto& [who, need] : needs_of(run_text(yaml)))
      if (std::get<0>(who) == "p/people") out[who] = need.arrival;
    return out;
  };
  const auto usual = arrivals(200, "500 persons");
  EXPECT_GT(usual.size(), 170U);
  EXPECT_LT(usual.size(), 200U);
  const auto busy = arrivals(300, "500 persons",
                             "  others: {total: {people: {local: 40}, profile: {\"07:00-09:00\": 1}}, direction: in, "
                             "route: way, booking: {slot: 15 min, places: 1 person}}\n");
  for (const auto& [who, time] : usual) EXPECT_EQ(busy.at(who), time);
}

/// One desk of 100 s; called while fewer than so many wait or are on the way.
Replay called(const std::vector<std::string>& people, const std::string& call, const std::string& port = "",
              const std::string& stations = slow_desk, const std::string& way = "[desk, leave]") {
  return Small{.stations = stations,
               .way = way,
               .people = people,
               .source = ", call: {to: desk, travel: 10 s, " + call + "}",
               .port = port}
      .run();
}

TEST(Call, IsForTheNextWhenTheQueueIsShort) {
  const Replay run = called({"0 local", "1 local", "2 local"}, "fewer than: 1 person");
  EXPECT_EQ(run.told({"arrives", "elsewhere", "starts"}), lines(R"(
    10 a arrives
    10 a elsewhere 0 s before
    10 a starts desk/0
    20 b arrives
    20 b elsewhere 9 s before
    110 b starts desk/0
    120 c arrives
    120 c elsewhere 108 s before
    210 c starts desk/0
  )"));
  ASSERT_EQ(run.rows.of<VirtualQueueRow>().size(), 1U);
  EXPECT_EQ(run.rows.of<VirtualQueueRow>()[0].came, 3);
  EXPECT_EQ(run.rows.of<VirtualQueueRow>()[0].waited_s, 117);
  EXPECT_EQ(run.all().generated, 3);
}

TEST(Call, OnlyWhileTheDoorIsOpen) {
  const Replay run = called({"0 local", "65 local", "130 local"}, "fewer than: 1 person", ", hours: \"00:01-00:02\"");
  EXPECT_EQ(run.told({"elsewhere", "starts", "leaves", "notcalled"}), lines(R"(
    70 a elsewhere 60 s before
    70 a starts desk/0
    80 b elsewhere 5 s before
    170 a leaves
    170 b starts desk/0
    270 b leaves
    270 people notcalled
  )"));
  EXPECT_EQ(run.all().generated, 2);
  EXPECT_EQ(run.rows.of<VirtualQueueRow>().at(0).not_called, 1);
}

// The visitor turns off to another desk, and is no longer on the way once he has left.
TEST(Call, WhoLeavesWithoutComingToTheQueueIsNotWaitedFor) {
  const Replay run = called({"0 visitor", "1 local"}, "fewer than: 1 person", "",
                            slow_desk + "\n  other: {kind: counter, service: 30 s}",
                            "[{choose: [{class: visitor, to: other}, {to: desk}]}, leave]");
  EXPECT_EQ(run.told({"arrives", "leaves"}), lines("10 a arrives\n40 a leaves\n50 b arrives\n150 b leaves"));
}

TEST(Call, PartiesAreCountedByTheirPersons) {
  const Replay run = called({"0 local 3", "1 local", "2 local"}, "fewer than: 3 persons");
  EXPECT_EQ(run.told({"elsewhere"}), lines(R"(
    10 a elsewhere 0 s before
    10 b elsewhere 0 s before
    10 c elsewhere 0 s before
    20 d elsewhere 9 s before
    20 e elsewhere 8 s before
  )"));
}

// A car with two aboard is one.
TEST(Call, VehiclesAreCountedAsOne) {
  const Replay run = run_text(
      "crossflow: 1\ndate: 2024-01-01\nclasses: {car: {kind: vehicle, length: 5 m}, local: Locals}\nport: {name: p}\n"
      "demand:\n  cars: {recorded: {table: cars.csv}, direction: in, route: way, carries: {number: 2, mix: {local: "
      "1}}, "
      "call: {to: kiosk, fewer than: 2 vehicles}}\n"
      "stations:\n  kiosk: {kind: kiosk-lanes, servers: 1, length: 100 m, move up: 0 s, service: {car: 100 s, local: 0 "
      "s}}\nroutes:\n  way: [kiosk, leave]\n",
      {{"cars.csv", recorded({"0 car", "1 car", "2 car", "3 car"})}});
  ASSERT_EQ(run.rows.of<VirtualQueueRow>().size(), 1U);
  EXPECT_EQ(run.rows.of<VirtualQueueRow>()[0].came, 4);
  EXPECT_EQ(run.rows.of<VirtualQueueRow>()[0].waited_s, 97) << "the fourth, from 3 to 100";
  EXPECT_EQ(run.all().generated, 12);
}

TEST(Call, QueuesOfSeveralStationsCountTogether) {
  const Replay run = Small{.stations = slow_desk + "\n  second: {kind: counter, service: 100 s}",
                           .way = "[{shortest of: [desk, second]}, leave]",
                           .people = {"0 local", "1 local", "2 local", "3 local"},
                           .source = ", call: {to: [desk, second], fewer than: 1 person}"}
                         .run();
  EXPECT_EQ(run.told({"arrives"}), lines("0 a arrives\n1 b arrives\n2 c arrives\n100 d arrives"));
}

}  // namespace
}  // namespace crossflow::test

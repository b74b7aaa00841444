// What each effect of a disruption does to stations, doors and ways. Times are seconds.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

std::string disruption(const std::string& from, const std::string& until, const std::string& effects,
                       const std::string& name = "trouble") {
  return fmt::format("  {}: {{from: \"{}\", until: \"{}\", {}}}\n", name, from, until, effects);
}

/// A desk that takes 10 s for each.
Small desk_with(const std::string& disruptions, const std::vector<std::string>& people, const std::string& more = "") {
  return Small{.stations = "  desk: {kind: counter, service: 10 s" + more + "}",
               .way = "[desk, leave]",
               .people = people,
               .head = "disruptions:\n" + disruptions};
}

const DisruptionRow& backlog(const Replay& run, EntityKind kind = EntityKind::traveller, std::uint16_t number = 0) {
  for (const DisruptionRow& row : run.rows.of<DisruptionRow>())
    if (row.disruption == number && row.kind == static_cast<std::uint8_t>(kind)) return row;
  throw std::runtime_error("no row of the disruption");
}

const std::string all_down = "servers down: {kind: counter}";

// Two of three are open by plan, the first two are down for a while.
Small two_of_three(const std::string& more, const std::string& head = "") {
  return Small{
      .stations = "  desk: {kind: counter, servers: 3, open: 2, service: 60 s" + more + "}\n",
      .way = "[desk, leave]",
      .people = {"30 local", "70 local", "71 local", "400 local", "401 local", "402 local"},
      .head = head + "disruptions:\n" + disruption("00:01", "00:06", "servers down: {station: desk, number: 2}")};
}

TEST(ServersDown, APlanTakesOthersThatWork) {
  EXPECT_EQ(two_of_three("").run().told({"starts", "is"}), lines(R"(
    0 desk/2 is not opened
    30 a starts desk/0
    60 desk/1 is down
    60 desk/2 is open
    70 b starts desk/2
    90 desk/0 is down
    130 c starts desk/2
    360 desk/0 is open
    360 desk/1 is open
    360 desk/2 is not opened
    400 d starts desk/0
    401 e starts desk/1
    460 f starts desk/0
  )"));
}

TEST(ServersDown, OfficersManWhatIsOpenedInTheirPlace) {
  const Replay run = two_of_three(", post: doc",
                                  "officers: {doc: {shifts: {s: {from: \"00:00\", until: \"24:00\", "
                                  "officers: 2}}}}\n")
                         .run();
  EXPECT_EQ(run.told({"starts"}), lines(R"(
    30 a starts desk/0
    70 b starts desk/2
    130 c starts desk/2
    400 d starts desk/0
    401 e starts desk/1
    460 f starts desk/0
  )"));
}

TEST(ServersDown, AreAllAtOnceAndNobodyIsCalledToOneThatIsDown) {
  Small small = two_of_three("");
  small.people = std::vector<std::string>(5, "0 local");
  small.head = "disruptions:\n" + disruption("00:01", "00:06", "servers down: {station: desk}");
  EXPECT_EQ(small.run().told({"starts"}), lines(R"(
    0 a starts desk/0
    0 b starts desk/1
    360 c starts desk/0
    360 d starts desk/1
    420 e starts desk/0
  )"));
}

TEST(ServersDown, TheFirstOnesCloseWhenTheyAreFreeAndAreChargedToTheDevice) {
  const Replay run =
      Small{.stations = "  desk: {kind: counter, servers: 2, service: 30 s}",
            .way = "[desk, leave]",
            .people = {"50 local", "55 local", "65 local", "70 local"},
            .head = "disruptions:\n" + disruption("00:01", "00:02", "servers down: {kind: counter, number: 1}")}
          .run();
  EXPECT_EQ(run.told({"starts", "is", "begins"}), lines(R"(
    50 a starts desk/0
    55 b starts desk/1
    60 disruption begins
    80 desk/0 is down
    85 c starts desk/1
    115 d starts desk/1
    120 desk/0 is open
  )"));
  EXPECT_EQ(charged(run, LedgerCause::all_in_use), 15 + 10) << "c and d until 80";
  EXPECT_EQ(charged(run, LedgerCause::device_down), 5 + 35) << "c until 85, d until 115";
  EXPECT_EQ(backlog(run).before, 0);
  EXPECT_EQ(backlog(run).most, 2);
  EXPECT_EQ(backlog(run).at_end, 0);
  EXPECT_EQ(backlog(run).cleared_s, 0);
}

TEST(ServersDown, AShareIsRoundedUpAndAListNamesSeveral) {
  const Replay run =
      Small{.stations =
                "  desk: {kind: counter, servers: 3, service: 10 s}\n  gate: {kind: e-channel, servers: 2, service: 5 "
                "s}\n  table: {kind: search, service: 5 s}",
            .way = "[desk, gate, table, leave]",
            .people = {"5 local"},
            .head = "disruptions:\n" +
                    disruption("00:01", "00:02",
                               "servers down: [{kind: [counter, secondary], share: 50%}, {station: gate, number: 9}]")}
          .run();
  EXPECT_EQ(run.told({"is"}), lines(R"(
    60 desk/0 is down
    60 desk/1 is down
    60 gate/0 is down
    60 gate/1 is down
    120 desk/0 is open
    120 desk/1 is open
    120 gate/0 is open
    120 gate/1 is open
  )"));
}

TEST(ServersDown, OfOneAuthorityOrOneDirection) {
  const std::string stations =
      "  desk: {kind: counter, service: 10 s, authority: immigration}\n  table: {kind: search, service: 5 s}\n"
      "  other: {kind: counter, service: 5 s}";
  const auto down = [&](const std::string& selector) {
    return Small{.stations = stations,
                 .way = "[desk, table, leave]",
                 .people = {"5 local"},
                 .demand = "  back: {recorded: {table: people.csv}, direction: out, route: back}\n",
                 .routes = "  back: [other, table, leave]\n",
                 .head = "disruptions:\n" + disruption("00:01", "00:02", "servers down: {" + selector + "}")}
        .run()
        .told({"is"});
  };
  EXPECT_EQ(down("authority: customs"), lines("60 table/0 is down\n120 table/0 is open"));
  EXPECT_EQ(down("direction: in"), lines("60 desk/0 is down\n120 desk/0 is open")) << "both ways come to the table";
  EXPECT_EQ(down("kind: counter, direction: out"), lines("60 other/0 is down\n120 other/0 is open"));
}

TEST(Disruption, TwoThatOverlapHoldUntilTheLaterOneEnds) {
  const Replay run = desk_with(disruption("00:01", "00:02", all_down, "a first") +
                                   disruption("00:01:30", "00:02:30", all_down, "a second"),
                               {"70 local", "130 local"})
                         .run();
  EXPECT_EQ(run.told({"starts", "is", "begins"}), lines(R"(
    60 disruption begins
    60 desk/0 is down
    90 disruption begins
    150 desk/0 is open
    150 a starts desk/0
    160 b starts desk/0
  )"));
  EXPECT_EQ(backlog(run, EntityKind::traveller, 0).before, 0);
  EXPECT_EQ(backlog(run, EntityKind::traveller, 0).at_end, 1);
  EXPECT_EQ(backlog(run, EntityKind::traveller, 0).cleared_s, 40) << "at 160";
  EXPECT_EQ(backlog(run, EntityKind::traveller, 1).before, 1) << "a waits already";
  EXPECT_EQ(backlog(run, EntityKind::traveller, 1).most, 2);
  EXPECT_EQ(backlog(run, EntityKind::traveller, 1).cleared_s, 0) << "b alone waits from 150 on, as many as a before";
}

TEST(Disruption, BeginsBeforeOpening) {
  Small port = desk_with(disruption("00:00:30", "00:01:30", all_down), {"20 local"});
  port.port = ", hours: \"00:01-00:10\"";
  EXPECT_EQ(port.run().told({"joins", "starts", "is", "opens"}), lines(R"(
    0 people/0 is closed by hours
    20 a joins people
    30 desk/0 is down
    60 people/0 is open
    60 port opens
    60 a joins desk
    90 desk/0 is open
    90 a starts desk/0
    600 people/0 is closed by hours
  )"));
}

TEST(Disruption, PastMidnightAndOnTheSecondDay) {
  Small port = desk_with("  trouble: {day: 2, from: \"23:59\", lasts: 2 min, " + all_down + "}\n",
                         {"86350 local", "172750 local"});
  port.head += "days: 2\n";
  const Replay run = port.run();
  EXPECT_EQ(run.told({"starts", "is"}), lines(R"(
    86350 a starts desk/0
    172740 desk/0 is down
    172860 desk/0 is open
    172860 b starts desk/0
  )"));
}

TEST(Disruption, UntilAfterClosingTheRunGoesOnToItsEnd) {
  Small port = desk_with(disruption("00:02", "00:05", all_down), {"70 local", "130 local"});
  port.port = ", hours: \"00:01-00:03\"";
  const Replay run = port.run();
  EXPECT_EQ(run.told({"starts", "is", "closes"}), lines(R"(
    0 people/0 is closed by hours
    60 people/0 is open
    70 a starts desk/0
    120 desk/0 is down
    180 port closes
    180 people/0 is closed by hours
    300 desk/0 is open
    300 b starts desk/0
  )"));
  EXPECT_EQ(run.end, 310 * second);
  const Replay empty = desk_with(disruption("00:02", "00:05", all_down), {"70 local"}).run();
  EXPECT_EQ(empty.over(), 300 * second) << "nobody is there any more";
  EXPECT_EQ(backlog(empty).cleared_s, 0);
}

TEST(Disruption, AtAllPortsOrAtThoseNamed) {
  const auto run = [](const std::string& where) {
    const auto port = [](const std::string& name) {
      return "  " + name +
             ": {demand: {people: {recorded: {table: people.csv}, direction: in, route: way}}, stations: {desk: {kind: "
             "counter, service: 10 s}}, routes: {way: [desk, leave]}}\n";
    };
    return run_text("crossflow: 1\ndate: 2024-01-01\nclasses: {local: Locals}\nports:\n" + port("east") + port("west") +
                        "disruptions:\n" + disruption("00:01", "00:02", all_down + where),
                    {{"people.csv", recorded({"70 local"})}});
  };
  const Replay one = run(", ports: [east]");
  EXPECT_EQ(one.told({"starts", "begins"}), lines("60 disruption begins\n70 A starts desk/0\n120 a starts desk/0"));
  ASSERT_EQ(one.rows.of<DisruptionRow>().size(), 3U) << "of one port, by kind";
  EXPECT_EQ(one.rows.of<DisruptionRow>()[0].port, 0);
  EXPECT_EQ(one.rows.of<DisruptionRow>()[0].most, 1);
  const Replay both = run("");
  EXPECT_EQ(both.told({"starts"}), lines("120 a starts desk/0\n120 A starts desk/0"));
  ASSERT_EQ(both.rows.of<DisruptionRow>().size(), 6U);
  EXPECT_EQ(both.rows.of<DisruptionRow>()[3].port, 1);
}

TEST(Disruption, FindsNothingHere) {
  const Replay run = desk_with(disruption("00:01", "00:02", "road closed: yes, servers down: {kind: kiosk-lanes}") +
                                   disruption("00:01", "00:02", all_down + ", ports: elsewhere", "there"),
                               {"70 local"})
                         .run();
  EXPECT_EQ(run.directory.disruptions.at(1).idle,
            "servers down (no station of kind kiosk-lanes with servers); road closed (no station of kind road)");
  EXPECT_EQ(run.directory.disruptions.at(0).idle, "no port 'elsewhere'");
  EXPECT_EQ(run.count(EventKind::disruption), 0U);
  EXPECT_TRUE(run.rows.of<DisruptionRow>().empty());
}

Small gate_and_desk(const std::string& gate, const std::vector<std::string>& people) {
  return Small{.stations = "  gate: {kind: e-channel, service: 10 s, fails: {share: 0%, to: desk}" + gate +
                           "}\n  desk: {kind: counter, authority: immigration, service: 20 s}",
               .way = "[gate, leave]",
               .people = people,
               .head = "disruptions:\n" + disruption("00:01", "00:02", "manual fallback: yes")};
}

TEST(ManualFallback, TheQueueAndAllWhoComeGoWhereTheFailuresGo) {
  const Replay run = gate_and_desk("", {"55 local", "56 local", "57 local", "66 local", "125 local"}).run();
  EXPECT_EQ(run.told({"joins", "starts", "cleared"}), lines(R"(
    55 a joins gate
    55 a starts gate/0
    56 b joins gate
    57 c joins gate
    60 b joins desk
    60 b starts desk/0
    60 c joins desk
    65 a cleared by immigration
    66 d joins desk
    80 b cleared by immigration
    80 c starts desk/0
    100 c cleared by immigration
    100 d starts desk/0
    120 d cleared by immigration
    125 e joins gate
    125 e starts gate/0
    135 e cleared by immigration
  )"));
  EXPECT_EQ(backlog(run).before, 2);
  EXPECT_EQ(backlog(run).most, 2);
}

TEST(ManualFallback, WhoIsHeldUpstreamGoesThereToo) {
  const Replay run =
      gate_and_desk(", queue: {space: 1 persons, patience: 1 min}", {"55 local", "56 local", "57 local", "58 local"})
          .run();
  EXPECT_EQ(run.told({"joins", "blocked", "gives"}), lines(R"(
    55 a joins gate
    56 b joins gate
    57 c blocked by gate
    58 d joins people
    60 b joins desk
    60 c joins desk
    60 d joins desk
  )")) << "and nobody gives up who is not in that queue any more";
}

TEST(ManualFallback, WhoHasNotComeInWhenItEndsGoesBack) {
  Small port = gate_and_desk("", {"65 local", "66 local", "67 local", "68 local"});
  port.stations =
      "  gate: {kind: e-channel, service: 10 s, fails: {share: 0%, to: desk}}\n  desk: {kind: counter, authority: "
      "immigration, service: 60 s, queue: {space: 1 persons}}";
  EXPECT_EQ(port.run().told({"joins", "blocked", "starts"}), lines(R"(
    65 a joins desk
    65 a starts desk/0
    66 b joins desk
    67 c blocked by desk
    68 d joins people
    120 c joins gate
    120 c starts gate/0
    120 d joins gate
    125 b starts desk/0
    130 d starts gate/0
  )"));
}

TEST(ManualFallback, TheSameNeedAsAfterAFailure) {
  const auto needs = [](const std::string& share, const std::string& head) {
    const Replay run =
        Small{.stations = "  gate: {kind: e-channel, service: 10 s, fails: {share: " + share +
                          ", to: desk}}\n  desk: {kind: counter, servers: 9, authority: immigration, service: "
                          "{exponential: 20 s}}",
              .way = "[gate, leave]",
              .people = {"70 local", "80 local", "90 local"},
              .head = head}
            .run();
    std::vector<Tick> at_desk;
    for (const auto& [who, need] : needs_of(run))
      for (const auto& [station, length] : need.services)
        if (station == "p/desk") at_desk.push_back(length);
    return at_desk;
  };
  const auto failed = needs("100%", "");
  ASSERT_EQ(failed.size(), 3U);
  EXPECT_EQ(needs("0%", "disruptions:\n" + disruption("00:01", "00:02", "manual fallback: {kind: e-channel}")), failed);
}

const std::set<std::string> story_of_doors{"joins", "turned", "opens", "closes"};

TEST(PortsClosed, WhoComesWaitsOutside) {
  const Replay run = desk_with(disruption("00:01", "00:02", "ports closed: yes"),
                               {"10 local", "55 local", "58 local", "70 local", "80 local", "150 local"})
                         .run();
  EXPECT_EQ(run.told(story_of_doors), lines(R"(
    10 a joins desk
    55 b joins desk
    58 c joins desk
    60 port closes
    70 d joins people
    80 e joins people
    120 port opens
    120 d joins desk
    120 e joins desk
    150 f joins desk
  )"));
  EXPECT_EQ(backlog(run).before, 1) << "c waits for b";
  EXPECT_EQ(backlog(run).most, 2);
  EXPECT_EQ(backlog(run).at_end, 2);
  EXPECT_EQ(backlog(run).cleared_s, 0) << "then e alone waits, as c did before";
  EXPECT_EQ(run.all().left, 6);
}

TEST(PortsClosed, OrTurnsBackAndSoDoesWhoStandsOutside) {
  Small port = desk_with(disruption("00:00:30", "00:01:30", "ports closed: {who comes: turns back}"),
                         {"10 local", "40 local 2", "70 local", "100 local"});
  port.port = ", hours: \"00:01-00:04\"";
  const Replay run = port.run();
  EXPECT_EQ(run.told(story_of_doors), lines(R"(
    10 a joins people
    30 a turned back
    40 b turned back
    40 c turned back
    70 d turned back
    90 port opens
    100 e joins desk
    240 port closes
  )"));
  EXPECT_EQ(run.all().turned_back, 4);
  EXPECT_EQ(run.all().outside, 0);
}

TEST(PortsClosed, UntilAfterClosingNobodyIsLetIn) {
  for (const std::string closing : {"clear those inside", "extend until empty"}) {
    Small port = desk_with(disruption("00:02", "00:05", "ports closed: yes"), {"70 local", "150 local"});
    port.port = ", hours: \"00:01-00:03\", at closing: " + closing;
    const Replay run = port.run();
    EXPECT_EQ(run.told(story_of_doors), lines(R"(
      60 port opens
      70 a joins desk
      120 port closes
      150 b joins people
    )"));
    EXPECT_EQ(run.all().outside, 1);
    EXPECT_EQ(backlog(run).cleared_s, -1) << "b stands outside for good";
  }
}

TEST(PortsClosed, TwoThatOverlap) {
  const Replay run = desk_with(disruption("00:01", "00:02", "ports closed: {who comes: turns back}", "a first") +
                                   disruption("00:01:30", "00:02:30", "ports closed: yes", "a second"),
                               {"70 local", "100 local", "130 local"})
                         .run();
  EXPECT_EQ(run.told(story_of_doors), lines(R"(
    60 port closes
    70 a turned back
    100 b turned back
    130 c joins people
    150 port opens
    150 c joins desk
  )"));
}

TEST(RoadClosed, NobodyGetsOnToIt) {
  const Replay run = run_text(
      "crossflow: 1\ndate: 2024-01-01\nport: {name: p}\nclasses: {car: {kind: vehicle, length: 5 m}}\ndemand:\n"
      "  people: {recorded: {table: people.csv}, direction: in, route: way}\nstations:\n"
      "  lane: {kind: road, length: 100 m, speed: 10 m/s, headway: 2 s}\nroutes:\n  way: [lane, leave]\n"
      "disruptions:\n" +
          disruption("00:01", "00:02", "road closed: yes"),
      {{"people.csv", recorded({"55 car", "70 car", "75 car"})}});
  EXPECT_EQ(run.told({"joins", "blocked", "starts", "leaves"}), lines(R"(
    55 a starts lane
    65 a leaves
    70 b blocked by lane
    75 c joins people
    120 b starts lane
    120 c starts lane
    130 b leaves
    132 c leaves
  )"));
  EXPECT_EQ(backlog(run, EntityKind::vehicle).most, 2);
  EXPECT_EQ(backlog(run, EntityKind::vehicle).at_end, 2);
  EXPECT_EQ(backlog(run, EntityKind::vehicle).cleared_s, 12) << "at its end the second waits for its headway";
  EXPECT_EQ(backlog(run).most, 0);
}

TEST(OtherSideStops, WhoIsDoneStaysAndBlocksBack) {
  const Replay run =
      desk_with(disruption("00:01", "00:02", "other side stops: {direction: in}"), {"55 local", "70 local", "75 local"})
          .run();
  EXPECT_EQ(run.told({"joins", "blocked", "starts", "leaves"}), lines(R"(
    55 a joins desk
    55 a starts desk/0
    65 a blocked by the other side, in
    70 b joins desk
    75 c joins desk
    120 a leaves
    120 b starts desk/0
    130 b leaves
    130 c starts desk/0
    140 c leaves
  )"));
  EXPECT_EQ(charged(run, LedgerCause::next_place_full), 50 + 45);
  EXPECT_EQ(charged(run, LedgerCause::all_in_use), 10) << "c behind b";
  EXPECT_EQ(backlog(run).before, 0);
  EXPECT_EQ(backlog(run).most, 3) << "a too";
  EXPECT_EQ(backlog(run).at_end, 3);
  EXPECT_EQ(backlog(run).cleared_s, 10);
}

TEST(OtherSideStops, TheOtherWayGoesOn) {
  const Small port{.stations = "  desk: {kind: counter, servers: 9, service: 10 s}",
                   .way = "[desk, leave]",
                   .people = {"70 local"},
                   .demand = "  returning: {recorded: {table: people.csv}, direction: out, route: way}\n",
                   .head = "disruptions:\n" + disruption("00:01", "00:02", "other side stops: {direction: out}")};
  EXPECT_EQ(port.run().told({"leaves", "blocked"}), lines(R"(
    80 A blocked by the other side, out
    80 a leaves
    120 A leaves
  )"));
}

TEST(PledgeMinutes, RunBeyondTheLimitUntilClearedGoneOrTheEnd) {
  const Replay run = run_text(
      "crossflow: 1\ndate: 2024-01-01\nport: {name: p}\nclasses: {local: {pledge: 98% within 10 s}, visitor: "
      "{label: V}}\ndemand:\n"
      "  people: {recorded: {table: people.csv}, direction: in, route: way}\nstations:\n"
      "  desk: {kind: counter, authority: immigration, service: 8 s, open: {\"00:00\": 1, \"00:01\": 0}, queue: "
      "{patience: {local: 40 s, visitor: 10 min}}}\nroutes:\n  way: [desk, leave]\n",
      {{"people.csv", recorded({"50 local", "51 local", "52 local", "52 visitor", "90 local"})}});
  // a until 58, b until 66: 15 s after it came; c gives up at 92, the last at 130; the visitor has no pledge.
  double beyond = 0;
  for (const PledgeRow& row : run.rows.of<PledgeRow>()) beyond += row.beyond_s;
  EXPECT_EQ(beyond, 0 + 5 + 30 + 30);
}

}  // namespace
}  // namespace crossflow::test

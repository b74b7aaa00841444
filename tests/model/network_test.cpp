// Where people cross: closed ports, published waits, who goes with whom, and that everybody stays who he is.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

/// Ports west, east and north, each with one desk; people come to `in west` and `in east`.
struct ThreePorts {
  std::vector<std::string> west, east = {};
  std::string looks = "0%";
  std::string detour = "{west: {east: 2 min}}";
  std::string more = {};  ///< of the network
  std::string west_port = {}, east_port = {}, north_port = {};
  std::string west_source = {}, east_source = {};
  std::string service = "10 s";
  std::string after = {};  ///< the ports

  std::string yaml() const {
    return "crossflow: 1\ndate: 2024-01-01\n"
           "classes: {local: Locals, visitor: Visitors}\n"
           "network:\n  follows the feed: " +
           looks + "\n  residents: [local]\n  detour: " + detour +
           "\n  streams: {in: [west/in west, east/in east, north/in north]}\n" + more + "\nports:\n" +
           port("west", west_port, west_source) + port("east", east_port, east_source) + port("north", north_port, "") +
           after;
  }
  Replay run(std::uint64_t seed = 1) const {
    return run_text(yaml(),
                    {{"west.csv", recorded(west)},
                     {"east.csv", recorded(east.empty() ? std::vector<std::string>{"1 local"} : east)},
                     {"north.csv", recorded({"1 local"})}},
                    seed);
  }

 private:
  std::string port(const std::string& name, const std::string& keys, const std::string& source) const {
    return "  " + name + ":\n" + keys + "    demand: {in " + name + ": {recorded: {table: " + name +
           ".csv}, route: way, direction: in" + source + "}}\n    stations: {" + name +
           " desk: {kind: counter, service: " + service + "}}\n    routes: {way: [" + name + " desk, leave]}\n";
  }
};

const std::string to_all = "{west: {east: 2 min, north: 10 min}, east: {north: 3 min}}";
const std::string west_until_10 = "    hours: \"00:00-00:10\"\n";

// In all stories people of the west are capitals, A, B, C; those of the east a, b, c.

TEST(Network, WhoComesToAClosedPortGoesElsewhere) {
  ThreePorts ports{.west = {"5 local", "610 local"}};
  ports.west_port = west_until_10;
  const Replay run = ports.run();
  EXPECT_EQ(run.told({"chose"}), lines("730 B chose in east instead of in west: closed"));
  EXPECT_EQ(run.count(EventKind::arrived, "in west"), 1U);
  EXPECT_EQ(run.count(EventKind::arrived, "in east"), 2U);
  EXPECT_EQ(run.all().generated, 4);
  EXPECT_EQ(run.all().diverted, 0);
  EXPECT_EQ(run.all().left, 4);
}

TEST(Network, APortShutByADisruptionSendsItsLineAndAllWhoComeElsewhere) {
  // One person is let in every 10 s: B, C and D stand outside when the doors shut at 00:10, and E comes to shut doors.
  // F comes at 1100 s and waits: the doors open again at 1200 s, before he could be in the east.
  ThreePorts ports{.west = {"595 local", "596 local", "597 local", "598 local", "610 local", "1100 local"}};
  ports.west_source = ", maximum flow: 360 persons/h";
  ports.after = "disruptions: {typhoon: {from: \"00:10\", until: \"00:20\", ports: [west], ports closed: yes}}\n";
  const Replay run = ports.run();
  EXPECT_EQ(run.told({"chose"}), lines(R"(
    720 B chose in east instead of in west: closing
    720 C chose in east instead of in west: closing
    720 D chose in east instead of in west: closing
    730 E chose in east instead of in west: closed
  )"));
  EXPECT_EQ(run.all().diverted, 3);
  EXPECT_EQ(run.all().outside, 0);
}

TEST(Network, WithoutAWayHeStaysOutside) {
  ThreePorts ports{.west = {"610 local"}, .detour = "{east: {north: 2 min}}"};
  ports.west_port = west_until_10;
  const Replay run = ports.run();
  EXPECT_EQ(run.count(EventKind::chose_port), 0U);
  EXPECT_EQ(run.all().outside, 1);
}

TEST(Network, ToThePortThatIsOpenWhenHeComesThere) {
  // East closes at 00:13 (780 s): who leaves the west at 650 s is there in time, at 770 s; at 670 s he is not.
  ThreePorts ports{.west = {"650 local", "670 local"}, .detour = to_all};
  ports.west_port = west_until_10;
  ports.east_port = "    hours: \"00:00-00:13\"\n";
  EXPECT_EQ(ports.run().told({"chose"}), lines(R"(
    770 A chose in east instead of in west: closed
    1270 B chose in north instead of in west: closed
  )"));
}

TEST(Network, WaitsForTheOpeningWhereThatIsSooner) {
  // West opens at 600 s: who comes at 480 s would be elsewhere at 600 s and not sooner, who comes at 479 s is.
  ThreePorts ports{.west = {"479 local", "480 local"}};
  ports.west_port = "    hours: \"00:10-23:00\"\n";
  const Replay run = ports.run();
  EXPECT_EQ(run.told({"chose"}), lines("599 A chose in east instead of in west: closed"));
  EXPECT_EQ(run.count(EventKind::arrived, "in west"), 1U);
}

TEST(Network, WhoStandsOutsideAtClosingIsSentOn) {
  // One is let in every 200 s; the third and fourth stand outside when the west closes at 600 s.
  ThreePorts ports{.west = {"300 local", "310 local", "420 local", "590 visitor"}, .detour = to_all};
  ports.west_port = west_until_10;
  ports.west_source = ", maximum flow: 18 persons/h";
  const Replay run = ports.run();
  EXPECT_EQ(run.told({"diverted", "chose"}), lines(R"(
    600 C diverted
    600 D diverted
    720 C chose in east instead of in west: closing
    720 D chose in east instead of in west: closing
  )"));
  EXPECT_EQ(run.all().diverted, 2);
  EXPECT_EQ(run.all().generated, 8);  // four of the west, of whom two come twice, and one each elsewhere
  EXPECT_EQ(run.all().left, 6);
  EXPECT_EQ(run.all().outside, 0);
}

TEST(Network, IsSentOnTwice) {
  // A comes to the east at 720 s, where another is first, and east closes at 780 s.
  ThreePorts ports{.west = {"610 local"}, .east = {"1 local", "700 local"}, .detour = to_all};
  ports.west_port = west_until_10;
  ports.east_port = "    hours: \"00:00-00:13\"\n";
  ports.east_source = ", maximum flow: 2 persons/h";
  const Replay run = ports.run();
  EXPECT_EQ(run.told({"diverted", "chose"}), lines(R"(
    730 A chose in east instead of in west: closed
    780 b diverted
    780 A diverted
    960 b chose in north instead of in east: closing
    960 A chose in north instead of in east: closing
  )"));
  const Event& last = *std::find_if(run.events.rbegin(), run.events.rend(),
                                    [](const Event& e) { return e.kind == EventKind::chose_port; });
  EXPECT_EQ(last.value, run.station("in west"));       // he is still who he was
  ASSERT_EQ(run.rows.of<PortChoiceRow>().size(), 2U);  // by where they came from: sources east 0, north 1, west 2
  EXPECT_EQ(run.rows.of<PortChoiceRow>()[0].from_source, 0);
  EXPECT_EQ(run.rows.of<PortChoiceRow>()[0].to_source, 1);
  EXPECT_EQ(run.rows.of<PortChoiceRow>()[0].count, 2);
  EXPECT_EQ(run.rows.of<PortChoiceRow>()[0].reason, static_cast<std::uint8_t>(ChoseBecause::closing));
  EXPECT_EQ(run.rows.of<PortChoiceRow>()[1].from_source, 2);
  EXPECT_EQ(run.rows.of<PortChoiceRow>()[1].to_source, 0);
  EXPECT_EQ(run.rows.of<PortChoiceRow>()[1].count, 1);
  EXPECT_EQ(run.rows.of<PortChoiceRow>()[1].reason, static_cast<std::uint8_t>(ChoseBecause::closed));
}

/// The west takes 20 min for each. The first comes at 00:00, the second at 00:05: they are cleared at 00:20 after 20
/// min and at 00:40 after 35 min. So what is published says busy from 00:30, and very busy from 00:45 to 01:00.
ThreePorts slow_west(const std::vector<std::string>& later) {
  std::vector<std::string> west{"0 local", "300 local"};
  west.insert(west.end(), later.begin(), later.end());
  return {
      .west = west, .east = {"7200 local"}, .looks = "100%", .detour = "{west: {east: 10 min}}", .service = "20 min"};
}

TEST(Network, TheFeedIsAsOldAsItIs) {
  // Busy for normal less the detour: 22 - 8 - 10 = 4 min; very busy: 45 - 8 - 10 = 27 min, of the 20 min that it takes.
  const Replay run = slow_west({"1799 local", "1801 local", "2699 local", "2701 local"}).run();
  EXPECT_EQ(run.told({"chose"}), lines("3301 F chose in east instead of in west: wait"));
}

TEST(Network, WorthItIsTheLeastGain) {
  ThreePorts ports = slow_west({"2701 local"});
  ports.detour = "{west: {east: 17 min}}";
  EXPECT_EQ(ports.run().count(EventKind::chose_port), 1U);
  ports.detour = "{west: {east: 18 min}}";
  EXPECT_EQ(ports.run().count(EventKind::chose_port), 0U);
  ports.more = "  worth it: 19 min";
  EXPECT_EQ(ports.run().count(EventKind::chose_port), 1U);
}

TEST(Network, VisitorsReadTheirOwnBand) {
  EXPECT_EQ(slow_west({"2701 visitor"}).run().count(EventKind::chose_port), 0U);
}

TEST(Network, WhoDoesNotLookStays) {
  ThreePorts ports = slow_west({"2701 local", "2702 local"});
  ports.looks = "{local: 0%, visitor: 100%}";
  EXPECT_EQ(ports.run().count(EventKind::chose_port), 0U);
}

TEST(Network, ABandStandsWhileAClockRuns) {
  // Between 00:45 and 01:00 nobody is cleared, but C, since 00:44, is not done before 01:04: so it stays very busy. At
  // 01:15 his 20 min make it busy.
  const Replay run = slow_west({"2640 local", "2641 local", "4499 local", "4501 local"}).run();
  EXPECT_EQ(run.told({"chose"}), lines("5099 E chose in east instead of in west: wait"));
}

TEST(Network, WhatABandIsTakenForIsTheScenarios) {
  ThreePorts ports = slow_west({"1801 local"});
  ports.more = "  feed: {taken as: {residents: [5 min, 35 min, 60 min]}}";
  EXPECT_EQ(ports.run().told({"chose"}), lines("2401 C chose in east instead of in west: wait"));
  ports.more = "  feed: {every: 45 min, taken as: {residents: [5 min, 35 min, 60 min]}}";
  EXPECT_EQ(ports.run().count(EventKind::chose_port), 0U);
}

TEST(Network, APartyGoesAsOne) {
  ThreePorts ports{.west = {"610 local 3"}};
  ports.west_port = west_until_10;
  const Replay run = ports.run();
  EXPECT_EQ(run.told({"chose"}), lines(R"(
    730 A chose in east instead of in west: closed
    730 B chose in east instead of in west: closed
    730 C chose in east instead of in west: closed
  )"));
  EXPECT_EQ(run.count(EventKind::started, "east desk"), 4U);
  std::int32_t most = 0;  // in one transaction
  for (const Event& e : run.events)
    if (e.kind == EventKind::started) most = std::max(most, e.value);
  EXPECT_EQ(most, 3);
}

TEST(Network, APartyIsSentOnAsOne) {
  ThreePorts ports{.west = {"500 local", "590 local 3"}};
  ports.west_port = west_until_10;
  ports.west_source = ", maximum flow: 2 persons/h";
  const Replay run = ports.run();
  EXPECT_EQ(run.all().diverted, 3);
  EXPECT_EQ(run.count(EventKind::chose_port), 3U);
  EXPECT_EQ(run.all().left, 6);
  const PortChoiceRow& row = run.rows.of<PortChoiceRow>().at(0);
  EXPECT_EQ(row.count, 3);
}

/// Two ports of car kiosks; those aboard are drawn.
std::string cars(const std::string& west_keys, const std::string& network) {
  const auto port = [](const std::string& name, const std::string& keys, int number) {
    return "  " + name + ":\n" + keys + "    demand: {cars " + name +
           ": {direction: in, route: way, carries: {number: " +
           "{1: 30%, 2: 40%, 4: 30%}, mix: {local: 80, visitor: 20}}, total: {people: {car: " + std::to_string(number) +
           "}, profile: {\"01:00-03:00\": 1}}}}\n    stations: {" + name +
           " kiosks: {kind: kiosk-lanes, authority: immigration, servers: 3, length: 80 m, move up: 0 s, service: "
           "{car: "
           "5 s, local: {lognormal: {mean: 10 s, cv: 50%}}, visitor: 15 s}}}\n    routes: {way: [" +
           name + " kiosks, leave]}\n";
  };
  return "crossflow: 1\ndate: 2024-01-01\nclasses: {local: Locals, visitor: Visitors, car: {kind: vehicle, length: 5 "
         "m}}\n" +
         network + "ports:\n" + port("west", west_keys, 200) + port("east", "", 100);
}

TEST(Network, AVehicleTakesAllAboardAlong) {
  const Needs at_home = needs_of(run_text(cars("", "")));
  const Replay run = run_text(cars("    hours: \"00:00-02:00\"\n",
                                   "network: {follows the feed: 0%, residents: [local, car], detour: {west: {east: 30 "
                                   "min}}, streams: {cars: [west/cars west, east/cars east]}}\n"));
  std::int64_t moved = 0;
  for (const PortChoiceRow& row : run.rows.of<PortChoiceRow>()) moved += row.count;
  EXPECT_GT(moved, 150);  // some half of 200 cars and of those in them
  EXPECT_EQ(run.all().left + run.all().diverted, run.all().generated);
  const Needs moving = needs_of(run);
  ASSERT_EQ(moving.size(), at_home.size());
  for (const auto& [who, need] : at_home) {
    const Need& there = moving.at(who);
    const Tick later = there.arrival - need.arrival;
    EXPECT_TRUE(later == 0 || later == 30 * minute) << std::get<0>(who) << std::get<2>(who);
    ASSERT_EQ(there.services.size(), need.services.size());
    for (std::size_t i = 0; i < need.services.size(); ++i)
      EXPECT_EQ(there.services[i].second, need.services[i].second) << std::get<0>(who) << std::get<2>(who);
  }
}

TEST(Network, APortAloneAndInANetworkHasTheSamePeople) {
  const std::string inside =
      "    demand: {in: {direction: in, route: way, party: {1: 60%, 2: 40%}, total: {people: {local: 300, visitor: "
      "100}, "
      "profile: {\"01:00-02:00\": 1}}}}\n    stations: {desk: {kind: counter, servers: 4, service: {lognormal: {mean: "
      "20 s, "
      "cv: 50%}}}}\n    routes: {way: [desk, leave]}\n";
  std::string outdented = inside;
  for (std::size_t at = 0; (at = outdented.find("    ", at)) != std::string::npos;) outdented.erase(at, 4);
  const std::string head = "crossflow: 1\ndate: 2024-01-01\nclasses: {local: Locals, visitor: Visitors}\n";
  const Needs alone = needs_of(run_text(head + "port: {name: west}\n" + outdented));
  const std::string network = head + "ports:\n  west:\n" + inside + "  east:\n" + inside +
                              "network: {follows the feed: 50%, residents: [local], detour: {west: {east: 5 min}}, "
                              "worth it: 0 min, feed: {every: 5 "
                              "min, taken as: {residents: [0 min, 1 h, 2 h], visitors: [0 min, 1 h, 2 h]}}, streams: "
                              "{in: [west/in, east/in]}}\n";
  const Needs together = needs_of(run_text(network));
  EXPECT_EQ(alone.size(), 400U);
  EXPECT_EQ(together.size(), 800U);
  for (const auto& [who, need] : alone) EXPECT_EQ(together.at(who), need);
}

TEST(Network, LookingIsEachOnesOwn) {
  // Half of 200 who come when the west is very busy look, the same ones however many come.
  std::vector<std::string> few, many;
  for (int i = 0; i < 200; ++i) few.push_back(std::to_string(2701 + i) + " local");
  many = few;
  for (int i = 0; i < 50; ++i) many.push_back("2950 visitor");
  const auto chosen = [](const std::vector<std::string>& people) {
    ThreePorts ports = slow_west(people);
    ports.looks = "50%";
    ports.service = "20 min";
    std::vector<std::int32_t> numbers;
    const Replay run = ports.run();
    for (std::size_t i = 1; i < run.events.size(); ++i)
      if (run.events[i].kind == EventKind::chose_port) numbers.push_back(run.events[i - 1].value);
    return numbers;
  };
  const auto of_few = chosen(few);
  EXPECT_GT(of_few.size(), 75U);
  EXPECT_LT(of_few.size(), 125U);
  EXPECT_EQ(of_few, chosen(many));
}

TEST(Network, WithoutOneEachKeepsToHisPort) {
  ThreePorts ports{.west = {"5 local", "610 local"}};
  ports.west_port = west_until_10;
  std::string yaml = ports.yaml();
  const std::size_t from = yaml.find("network:");
  yaml.erase(from, yaml.find("ports:") - from);
  const Replay run = run_text(
      yaml,
      {{"west.csv", recorded(ports.west)}, {"east.csv", recorded({"1 local"})}, {"north.csv", recorded({"1 local"})}});
  EXPECT_EQ(run.all().outside, 1);
  EXPECT_EQ(run.count(EventKind::chose_port), 0U);
}

}  // namespace
}  // namespace crossflow::test

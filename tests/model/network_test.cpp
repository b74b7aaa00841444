// Where people cross: closed ports, published waits, who goes with whom, and that everybody stays who he is.
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

  std::string yaml() const {
    return "crossflow: 1\ndate: 2024-01-01\n"
           "classes: {local: Locals, visitor: Visitors}\n"
           "network:\n  follows the feed: " +
           looks + "\n  residents: [local]\n  detour: " + detour +
           "\n  streams: {in: [west/in west, east/in east, north/in north]}\n" + more + "\nports:\n" +
           port("west", west_port, west_source) + port("east", east_port, east_source) + port("north", north_port, "");
  }
  Replay run(std::uint64_t seed = 1) const {
    return run_text(yaml(), {{"west.csv", recorded(west)},
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

const std::set<std::string> moves{"arrives", "chose", "diverted", "opens", "closes"};

/// Sentences about the people of the west alone: the others' names are capitals.
std::string of_the_west(const Replay& run, const std::set<std::string>& verbs) {
  std::istringstream all(run.told(verbs));
  std::string out;
  const std::uint16_t west = run.station("in west");
  (void)west;
  for (std::string line; std::getline(all, line);) {
    const char who = line[line.find(' ') + 1];
    if (who >= 'a' && who <= 'z') out += line + "\n";
  }
  return out;
}

TEST(Network, WhoComesToAClosedPortGoesElsewhere) {
  ThreePorts ports{.west = {"5 local", "610 local"}};
  ports.west_port = "    hours: \"00:00-00:10\"\n";
  const Replay run = ports.run();
  EXPECT_EQ(run.told({"chose"}), lines("730 b chose in east instead of in west: closed"));
  EXPECT_EQ(run.count(EventKind::arrived, "in west"), 1U);
  EXPECT_EQ(run.count(EventKind::arrived, "in east"), 2U);
  EXPECT_EQ(run.all().generated, 4);
  EXPECT_EQ(run.all().diverted, 0);
  EXPECT_EQ(run.all().left, 4);
}
}  // namespace
}  // namespace crossflow::test

// Whatever a file holds, it is read or refused with a message: never a crash, never success with nothing read.
#include <random>

#include <gtest/gtest.h>

#include "tests/scenario/test_kinds.hpp"

namespace crossflow::testing {
namespace {

std::string rich_scenario() {
  std::string text = good_scenario();
  const auto put = [&](const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
  };
  put("servers: 4", "servers: {value: 4, range: [3, 6], mark: assumption}");
  put("otherwise: 30 s",
      "otherwise: {triangular: [1 s, 2 s, 3 s], range: ±25%}, in a group: {empirical: {\"1 s\": 40%, \"2 s\": 60%}}");
  put("route: in", "route: in\n    party: {1: 40%, 2: 60%}\n    maximum flow: 3 persons/s");
  put("queue: {space: 200 persons}",
      "queue: {space: 200 persons, first: [resident]}\n    open: {\"07:00\": 2, \"09:00\": 4}");
  put("[hall, desks, leave]",
      "\n    - hall\n    - choose:\n        - {class: resident, share: 40%, to: desks, range: ±5%}\n        - {queue: "
      "desks, longer "
      "than: 3 persons, to: [hall, {share: 2%, to: desks}]}\n        - {to: hall}\n    - leave");
  return text;
}

std::string mutated(std::string text, std::mt19937_64& random) {
  static const std::vector<std::string> pieces = {"{",
                                                  "}",
                                                  "[",
                                                  "]",
                                                  ":",
                                                  ": ",
                                                  ",",
                                                  "-",
                                                  "- ",
                                                  "\n",
                                                  "  ",
                                                  "~",
                                                  "%",
                                                  "0",
                                                  "-1",
                                                  "1e9",
                                                  "9999999999999999999",
                                                  " s",
                                                  " min",
                                                  "\"",
                                                  "'",
                                                  "#",
                                                  "*a",
                                                  "&a ",
                                                  "!",
                                                  "<<",
                                                  "lognormal",
                                                  "empirical: {}",
                                                  "value",
                                                  "range",
                                                  "table: x.csv",
                                                  "leave",
                                                  "choose",
                                                  "±",
                                                  "24:00",
                                                  "48:01",
                                                  "2024-13-01",
                                                  "\t",
                                                  "\r\n",
                                                  "居",
                                                  "null",
                                                  "kind",
                                                  "resident",
                                                  "in a group",
                                                  "otherwise",
                                                  "0 s",
                                                  "0%",
                                                  "1000%",
                                                  "nan",
                                                  "inf",
                                                  "."};
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::size_t changes = 1 + below(2);
  for (std::size_t i = 0; i < changes && !text.empty(); ++i) {
    const std::size_t at = below(text.size());
    switch (below(4)) {
      case 0:
        text.erase(at, 1 + below(12));
        break;
      case 1:
        text.insert(at, pieces[below(pieces.size())]);
        break;
      case 2:
        text.replace(at, 1 + below(6), pieces[below(pieces.size())]);
        break;
      default:
        text.insert(at, text.substr(below(text.size()), 1 + below(30)));
    }
  }
  return text;
}

TEST(Mutations, AreReadOrRefused) {
  const std::string good = rich_scenario();
  ASSERT_EQ(problems_of(good), "");
  const Folder folder;
  std::mt19937_64 random(20241020);
  int read = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::string path = folder.write("s.yaml", mutated(good, random));
    try {
      const Scenario scenario = load_scenario(path, test_kinds());
      ASSERT_FALSE(scenario.ports.empty());
      for (const auto& station : scenario.ports[0].stations) ASSERT_NE(station.keys, nullptr);
      for (const auto& source : scenario.ports[0].sources) ASSERT_NE(source.keys, nullptr);
      ++read;
    } catch (const InputError& error) {
      ASSERT_FALSE(error.problems().empty());
    }
  }
  EXPECT_GT(read, 20);
  EXPECT_LT(read, 1000);
}

}  // namespace
}  // namespace crossflow::testing

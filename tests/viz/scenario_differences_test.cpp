#include "viz/replay/scenario_differences.hpp"

#include <gtest/gtest.h>

namespace crossflow::test {
namespace {

constexpr const char* scenario = R"(crossflow: 1
port:
  hours: "07:00-22:00"
routes:
  arrival:
    - hall
    -
      by: {resident: gates}
      otherwise: counters
    - leave
stations:
  arrival counters:
    place: {x: 1, y: 2}
    servers: {mark: observed, source: S13, value: 9}
  hall: {kind: hall, area: 200 m2}
)";

std::string with(std::string text, const std::string& was, const std::string& is) {
  text.replace(text.find(was), was.size(), is);
  return text;
}

std::string told(const std::string& a, const std::string& b) {
  std::string words;
  for (const viz::ScenarioDifference& d : viz::scenario_differences(a, b))
    words += d.where + ": " + d.a + " -> " + d.b + "\n";
  return words;
}

TEST(ScenarioDifferences, AreSaidByTheirKeys) {
  EXPECT_EQ(told(scenario, scenario), "");
  EXPECT_EQ(told(scenario, with(scenario, "{mark: observed, source: S13, value: 9}", "12")),
            "stations › arrival counters › servers: 9 -> 12\n");
  EXPECT_EQ(told(scenario, with(scenario, "{mark: observed, source: S13, value: 9}",
                                "\n      mark: observed\n      source: S13\n      value: 12")),
            "stations › arrival counters › servers: 9 -> 12\n")
      << "in lines of their own";
  EXPECT_EQ(told(scenario, with(scenario, "07:00-22:00", "07:00-24:00")),
            "port › hours: \"07:00-22:00\" -> \"07:00-24:00\"\n");
  EXPECT_EQ(told(scenario, with(scenario, "value: 9", "value: 12")),
            "stations › arrival counters › servers: 9 -> 12\n");
  EXPECT_EQ(told(scenario, with(scenario, "S13", "S14")),
            "stations › arrival counters › servers: {mark: observed, source: S13, value: 9} -> "
            "{mark: observed, source: S14, value: 9}\n")
      << "the same value, of another source";
}

TEST(ScenarioDifferences, OfWhatOneHasNot) {
  EXPECT_EQ(told(scenario, with(scenario, "  hall: {kind: hall, area: 200 m2}\n", "")),
            "stations › hall: {kind: hall, area: 200 m2} -> \n");
}

TEST(ScenarioDifferences, OfLists) {
  EXPECT_EQ(told(scenario, with(scenario, "otherwise: counters", "otherwise: kiosks")),
            "routes › arrival #2 › otherwise: counters -> kiosks\n");
  EXPECT_EQ(told(scenario, with(scenario, "    - hall\n", "    - subway\n")), "routes › arrival #1: hall -> subway\n");
}

}  // namespace
}  // namespace crossflow::test

// Rosters written out: who is on duty when, with times worked out by hand, and what is drawn for each officer.
#include "sim/model/people/roster.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "sim/model/kinds.hpp"
#include "sim/scenario/load.hpp"

namespace crossflow::test {
namespace {

const RunKey first_run{1, 0};

// A port of one desk with these officers, and a table of a roster beside it.
Scenario port_with(const std::string& officers, const std::string& csv = "", const std::string& days = "1") {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("crossflow-roster-{}", getpid());
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "roster.csv") << csv;
  std::ofstream(folder / "port.yaml") << "crossflow: 1\ndate: 2024-10-20\ndays: " + days +
                                             "\nclasses: {local: Locals}\nport: {name: p}\ndemand:\n"
                                             "  people: {rate: {mean: 1 persons/min, mix: {local: 1}}, route: way}\n"
                                             "stations:\n"
                                             "  desk: {kind: counter, authority: immigration, service: 60 s, post: a}\n"
                                             "  gate: {kind: counter, authority: immigration, service: 60 s, post: a}\n"
                                             "routes:\n  way: [desk, leave]\nofficers:\n" +
                                             officers;
  Scenario scenario = load_scenario((folder / "port.yaml").string(), all_kinds());
  std::filesystem::remove_all(folder);
  return scenario;
}

// Hours since 00:00 of the first date, beyond 24:00 too.
std::string hours(Tick t) {
  return fmt::format("{:02}:{:02}", t / hour, t % hour / minute);
}

std::string text_of(const Officer& officer) {
  std::string out = officer.name + ":";
  for (const Duty& duty : officer.duties) {
    out += " " + hours(duty.from) + "-" + hours(duty.until);
    for (const auto& [from, until] : duty.breaks) out += " (" + hours(from) + "-" + hours(until) + ")";
    for (const std::size_t s : duty.at) out += " @" + std::to_string(s);
  }
  return out;
}

std::string told(const std::vector<Officer>& officers) {
  std::string out;
  for (const Officer& officer : officers) out += text_of(officer) + "\n";
  return out;
}

// On the first date alone.
std::string first_day(std::vector<Officer> officers) {
  for (Officer& officer : officers) std::erase_if(officer.duties, [](const Duty& duty) { return duty.day != 0; });
  return told(officers);
}

struct Drawn {
  double pace = 1;
  std::vector<bool> absent;
  friend bool operator==(const Drawn&, const Drawn&) = default;
};

std::map<std::string, Drawn> drawn(const Scenario& scenario, RunKey run = first_run) {
  std::map<std::string, Drawn> out;
  for (const Officer& officer : make_roster(scenario, 0, run)) {
    Drawn& one = out[officer.name];
    one.pace = officer.pace;
    for (const Duty& duty : officer.duties) one.absent.push_back(duty.absent);
  }
  return out;
}

const std::string spread = "absence: 20%, pace: {normal: {mean: 100%, cv: 8%}}";

// Four groups come ten minutes apart; meals are in three waves, by number, whenever their officers came.
TEST(Roster, GroupsComeOneAfterTheOtherAndMealsGoInWaves) {
  const Scenario s = port_with(R"(
  a:
    shifts:
      early:
        from: "06:30"
        until: "15:00"
        officers: 6
        groups: 4
        stagger: 10 min
        breaks: [{at: "10:00", takes: 30 min, groups: 3}]
        at: [desk]
)");
  EXPECT_EQ(first_day(make_roster(s, 0, first_run)),
            "a/early/01: 06:30-15:00 (10:00-10:30) @0\n"
            "a/early/02: 06:40-15:10 (10:30-11:00) @0\n"
            "a/early/03: 06:50-15:20 (11:00-11:30) @0\n"
            "a/early/04: 07:00-15:30 (10:00-10:30) @0\n"
            "a/early/05: 06:30-15:00 (10:30-11:00) @0\n"
            "a/early/06: 06:40-15:10 (11:00-11:30) @0\n");
}

// The night before the first date is there from 00:00 on, in the middle of its meal; the night after the last begins.
TEST(Roster, TheNightShiftOfTheDayBeforeIsThereAtMidnight) {
  const Scenario s = port_with(R"(
  a: {shifts: {night: {from: "23:00", until: "31:00", officers: 1, breaks: [{at: "23:45"}, {at: "27:00"}]}}}
)");
  EXPECT_EQ(told(make_roster(s, 0, first_run)),
            "a/night/01: 00:00-07:00 (00:00-00:15) (03:00-03:30) 23:00-31:00 (23:45-24:15) (27:00-27:30) "
            "47:00-55:00 (47:45-48:15) (51:00-51:30)\n");
}

TEST(Roster, ReservesHaveNoDutiesUntilTheyAreCalled) {
  const auto officers =
      make_roster(port_with("  a: {reserves: {officers: 2, come after: 45 min, stay: 4 h}}\n"), 0, first_run);
  EXPECT_EQ(told(officers), "a/reserve/01:\na/reserve/02:\n");
  for (const Officer& officer : officers) EXPECT_TRUE(officer.reserve);
}

TEST(Roster, AnotherShiftOrOfficerOrPoolMovesNobodysDraws) {
  const std::string shift = R"(from: "06:30", until: "15:00")";
  const auto one = drawn(port_with("  a: {" + spread + ", shifts: {m: {" + shift + ", officers: 20}}}\n", "", "7"));
  const auto more =
      drawn(port_with("  a: {" + spread + ", shifts: {b: {" + shift + ", officers: 9}, m: {" + shift +
                          ", officers: 25}}}\n  A: {skills: [a], shifts: {m: {" + shift + ", officers: 5}}}\n",
                      "", "7"));
  ASSERT_EQ(one.size(), 20U);
  ASSERT_EQ(more.size(), 39U);
  for (const auto& [name, draws] : one) EXPECT_EQ(more.at(name), draws) << name;
}

TEST(Roster, AnotherDayMovesNobodysDraws) {
  const std::string pool =
      "  a: {" + spread + R"(, shifts: {m: {from: "06:30", until: "15:00", officers: 20}}})" + "\n";
  const auto one = drawn(port_with(pool, "", "1"));
  for (const auto& [name, week] : drawn(port_with(pool, "", "7"))) {
    const Drawn& day = one.at(name);
    EXPECT_EQ(week.pace, day.pace);
    EXPECT_TRUE(std::equal(day.absent.begin(), day.absent.end(), week.absent.begin())) << name;
  }
}

// Of 2,000 officers over 8 days (a week and the day after) 20% are absent and the mean pace is 100%,
// within four standard errors: sqrt(0.2 x 0.8 / 16,000) = 0.0032 and 0.08 / sqrt(2,000) = 0.0018.
TEST(Roster, AbsenceAndPaceAreAsTheScenarioSays) {
  const Scenario s = port_with(
      "  a: {" + spread + R"(, shifts: {m: {from: "06:30", until: "15:00", officers: 2000}}})" + "\n", "", "7");
  double absent = 0, duties = 0, pace = 0, squares = 0;
  for (const auto& [name, one] : drawn(s)) {
    pace += one.pace / 2000;
    squares += one.pace * one.pace / 2000;
    for (const bool away : one.absent) absent += away ? 1 : 0;
    duties += static_cast<double>(one.absent.size());
  }
  EXPECT_EQ(duties, 16'000);
  EXPECT_NEAR(absent / duties, 0.2, 0.0127);
  EXPECT_NEAR(pace, 1, 0.0072);
  EXPECT_NEAR(std::sqrt(squares - pace * pace), 0.08, 0.0052);
  EXPECT_NE(drawn(s), drawn(s, {1, 1})) << "other replications have other luck";
  EXPECT_EQ(drawn(s), drawn(s));
}

const std::string written = R"(
    roster:
      - {officer: A 1, from: "06:30", until: "15:00", breaks: ["10:00-10:30", "13:00-13:15"], at: [desk, gate]}
      - {officer: A 2, date: 2024-10-20, from: "06:30", until: "10:00"}
      - {officer: A 2, date: 2024-10-20, from: "16:00", until: "20:00", breaks: "18:00-18:30"}
      - {officer: A 2, date: 2024-10-21, from: "13:30", until: "22:00", at: gate}
)";

TEST(Roster, ATableSaysWhatALineInTheScenarioSays) {
  const std::string keys = "  a:\n    " + std::string("absence: 20%\n    pace: {normal: {mean: 100%, cv: 8%}}");
  const Scenario in_scenario = port_with(keys + written, "", "2");
  const std::string lines[] = {"a,A 1,,06:30,15:00,10:00-10:30; 13:00-13:15,desk; gate\n",
                               "a,A 2,2024-10-20,06:30,10:00,,\n", "a,A 2,2024-10-20,16:00,20:00,18:00-18:30,\n",
                               "a,A 2,2024-10-21,13:30,22:00,,gate\n"};
  const std::string head = "pool,officer,date,from,until,breaks,at\n";
  const std::string table = "\n    roster: {table: roster.csv}\n";
  const Scenario one = port_with(keys + table, head + lines[0] + lines[1] + lines[2] + lines[3], "2");
  const Scenario other = port_with(keys + table, head + lines[3] + lines[2] + lines[0] + lines[1], "2");
  const std::string officers = told(make_roster(in_scenario, 0, first_run));
  EXPECT_EQ(officers,
            "a/A 1: 06:30-15:00 (10:00-10:30) (13:00-13:15) @0 @1 30:30-39:00 (34:00-34:30) (37:00-37:15) @0 @1 "
            "54:30-63:00 (58:00-58:30) (61:00-61:15) @0 @1\n"
            "a/A 2: 06:30-10:00 16:00-20:00 (18:00-18:30) 37:30-46:00 @1\n");
  for (const Scenario* same : {&one, &other}) {
    EXPECT_EQ(told(make_roster(*same, 0, first_run)), officers);
    EXPECT_EQ(drawn(*same), drawn(in_scenario));
  }
}

TEST(Roster, TheOrderOfKeysDoesNotMatter) {
  const std::string x = R"(x: {from: "06:30", until: "15:00", officers: 3})";
  const std::string y = R"(y: {officers: 2, until: "22:00", breaks: [{at: "18:00"}, {at: "15:00"}], from: "13:30"})";
  const Scenario one = port_with("  a: {" + spread + ", shifts: {" + x + ", " + y + "}}\n");
  const Scenario other = port_with("  a: {shifts: {" + y + ", " + x + "}, " + spread + "}\n");
  EXPECT_EQ(told(make_roster(one, 0, first_run)), told(make_roster(other, 0, first_run)));
  EXPECT_EQ(drawn(one), drawn(other));
}

}  // namespace
}  // namespace crossflow::test

// Values that hang on the kind of day: which one a date takes, what a run of several days has of each, and wrong ones.
#include "sim/scenario/by_day.hpp"

#include <gtest/gtest.h>

#include "tests/scenario/test_kinds.hpp"

namespace crossflow::testing {
namespace {

/// A Saturday in the middle of the table; 26 October is no holiday, 28 October one by itself.
constexpr const char* few_holidays =
    "date,place,day,festival,source\n2024-10-01,Hong Kong,off,National Day,a\n2024-10-28,Hong Kong,off,Long Day,a\n"
    "2024-10-31,Hong Kong,named,Pumpkin Night,a\n";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

/// The good scenario with a calendar, other desks and other dates.
std::string with_calendar(const std::string& servers, const std::string& dates = "date: 2024-10-20") {
  std::string text = replaced(good_scenario(), "servers: 4", servers);
  return replaced(text, "date: 2024-10-20", dates + "\ncalendar: holidays.csv");
}

struct OfDays {
  Folder folder;
  std::string file;

  explicit OfDays(const std::string& yaml) {
    folder.write("holidays.csv", few_holidays);
    file = folder.write("scenario.yaml", yaml);
  }
  Draft draft(const LoadOptions& options = {}) const { return Draft::read(file, options, test_kinds()); }
  Scenario scenario(const LoadOptions& options = {}) const { return draft(options).scenario(); }
  std::string problems(const LoadOptions& options = {}) const {
    try {
      draft(options);
      return "";
    } catch (const InputError& error) {
      return folder.without_path(error.problems().text());
    }
  }
};

constexpr const char* by_kind = "servers: {by day: {Saturday: 6, Sunday: 9, Long Day: 5, 2024-10-22: 3, otherwise: 4}}";

TEST(ByDay, TheFirstKindThatIsNamedHolds) {
  const OfDays of(with_calendar(by_kind));
  const auto servers_on = [&](const std::string& date) {
    return counter_keys(of.scenario({{}, {"date=" + date}}), "desks").servers;
  };
  EXPECT_EQ(servers_on("2024-10-20"), 9);
  EXPECT_EQ(servers_on("2024-10-26"), 6);
  EXPECT_EQ(servers_on("2024-10-22"), 3);  // the date itself
  EXPECT_EQ(servers_on("2024-10-28"), 5);  // a festival, before the Sunday that a holiday is
  EXPECT_EQ(servers_on("2024-10-23"), 4);
}

TEST(ByDay, AnywhereAndOneInAnother) {
  const OfDays of(with_calendar("servers: 4", "date: 2024-10-26"));
  const LoadOptions sets{{},
                         {"stations.desks.service.resident={by day: {Saturday: {by day: {2024-10-26: 7 s, otherwise: 8 "
                          "s}}, otherwise: 9 s}}",
                          "port.hours={by day: {Saturday: \"08:00-20:00\", otherwise: \"07:00-22:00\"}}",
                          "stations.desks.queue={by day: {Saturday: ~, otherwise: {space: 3 persons}}}"}};
  const Scenario scenario = of.scenario(sets);
  EXPECT_EQ(*counter_keys(scenario, "desks").service.find(0, false), Distribution::constant(7));
  EXPECT_EQ(scenario.ports[0].hours, (Hours{8 * hour, 20 * hour}));
  EXPECT_EQ(counter_keys(scenario, "desks").queue.space, 0);  // the key is taken away
  EXPECT_TRUE(scenario.variants.empty());
}

TEST(ByDay, ARunOfSeveralDaysTakesEachOfItsKindsOnce) {
  const OfDays of(with_calendar("servers: 4\n    open: {by day: {Saturday: {\"08:00\": 3}, Sunday: 2, otherwise: 1}}",
                                "date: 2024-10-24\ndays: 6"));
  const Scenario scenario = of.scenario();
  EXPECT_EQ(scenario.variants.size(), 2U);
  // Behind the six days the one after them and the one before.
  EXPECT_EQ(scenario.variant_of_day, (std::vector<std::size_t>{0, 0, 1, 2, 2, 0, 0, 0}));
  const auto open = [&](int d) { return counter_keys(scenario.on(d), "desks").open; };
  EXPECT_EQ(open(1), (Schedule<long>{{0, 1}}));
  EXPECT_EQ(open(2), (Schedule<long>{{8 * hour, 3}}));
  EXPECT_EQ(open(3), (Schedule<long>{{0, 2}}));
  EXPECT_EQ(open(4), (Schedule<long>{{0, 2}}));
  EXPECT_EQ(open(-1), open(0));
  EXPECT_EQ(open(6), open(5));
  EXPECT_EQ(scenario.on(2).own_days, (std::vector<bool>{false, false, true, false, false, false}));
  EXPECT_TRUE(scenario.is_on(5));
  EXPECT_FALSE(scenario.is_on(3));
}

TEST(ByDay, FiguresSayOfWhichKindTheyAreAndAreDrawnByThat) {
  const OfDays of(
      with_calendar("servers: 4\n    open: {by day: {Saturday: {value: 3, range: [2, 4], mark: assumption}, otherwise: "
                    "{value: 1, range: "
                    "[1, 2], mark: assumption}}}",
                    "date: 2024-10-25\ndays: 2"));
  const Draft draft = of.draft();
  const Scenario scenario = draft.scenario();
  ASSERT_EQ(scenario.figures.size(), 2U);
  EXPECT_EQ(scenario.figures[0].path, "stations.desks.open.by day.otherwise");
  EXPECT_EQ(scenario.figures[1].path, "stations.desks.open.by day.Saturday");
  const Scenario drawn = draft.scenario_with({{"stations.desks.open.by day.Saturday", "2", 2}});
  EXPECT_EQ(counter_keys(drawn.on(0), "desks").open, (Schedule<long>{{0, 1}}));
  EXPECT_EQ(counter_keys(drawn.on(1), "desks").open, (Schedule<long>{{0, 2}}));
  // What follows the days is stored with the rows from which their kinds follow.
  ASSERT_EQ(scenario.tables.size(), 1U);
  EXPECT_NE(scenario.tables[0].rows.find("2024-10-28"), std::string::npos);
  EXPECT_EQ(scenario.tables[0].rows.find("2024-10-01"), std::string::npos);
}

TEST(ByDay, AnOverlayGoesByKindsOrReplacesThem) {
  const OfDays of(with_calendar(by_kind));
  const auto servers = [&](const std::string& set) { return counter_keys(of.scenario({{}, {set}}), "desks").servers; };
  EXPECT_EQ(servers("stations.desks.servers.by day.Sunday=8"), 8);
  EXPECT_EQ(servers("stations.desks.servers=7"), 7);
  EXPECT_EQ(servers("stations.desks.servers={by day: {Saturday: 1}}"), 9);
}

TEST(ByDay, TitlesFollowTheDates) {
  const auto title = [](const std::string& head) {
    const Scenario scenario = scenario_of(
        replaced(replaced(good_scenario(), "A small port", "{en: \"A small port, {date}\", zh: \"小口岸 {date}\"}"),
                 "date: 2024-10-20", head));
    return scenario.title.en + " | " + scenario.title.zh;
  };
  EXPECT_EQ(title("date: 2024-10-20"), "A small port, Sunday 20 October 2024 | 小口岸 2024年10月20日（星期日）");
  EXPECT_EQ(title("date: 2024-10-01\ndays: 7"), "A small port, 1 to 7 October 2024 | 小口岸 2024年10月1日至7日");
  EXPECT_EQ(title("date: 2024-09-28\ndays: 7"),
            "A small port, 28 September to 4 October 2024 | 小口岸 2024年9月28日至10月4日");
  EXPECT_EQ(title("date: 2023-12-30\ndays: 3"),
            "A small port, 30 December 2023 to 1 January 2024 | 小口岸 2023年12月30日至2024年1月1日");
}

TEST(ByDay, DemandIsScaledAndGrows) {
  const auto scale = [](const std::string& more, const std::string& date) {
    return scenario_of(replaced(good_scenario(), "demand:\n", "demand:\n" + more)).ports[0].sources[0].scale.on([&] {
      Date out;
      parse_date(date, out);
      return out;
    }());
  };
  EXPECT_EQ(scale("", "2027-01-01"), 1);
  EXPECT_EQ(scale("  scale: 116%\n", "2027-01-01"), 1.16);
  EXPECT_NEAR(scale("  growth: {per year: 10%, from: 2024}\n", "2026-05-05"), 1.21, 1e-12);
  EXPECT_NEAR(scale("  growth: {per year: 10%, from: 2024}\n  scale: 50%\n", "2023-12-31"), 0.5 / 1.1, 1e-12);
}

TEST(ByDay, WhichKindsDatesAre) {
  const OfDays of(with_calendar(by_kind));
  const auto dates = of.draft().calendar(Date{2024, 10, 26}, Date{2024, 10, 29});
  ASSERT_EQ(dates.size(), 4U);
  EXPECT_EQ(dates[0].general.name, "first day");
  EXPECT_EQ(dates[0].choices, (DayChoices{{"stations.desks.servers", "Saturday"}}));
  EXPECT_EQ(dates[2].general.why, "last of 3 days off, 2024-10-26 to 2024-10-28");
  EXPECT_EQ(dates[2].choices, (DayChoices{{"stations.desks.servers", "Long Day"}}));
  EXPECT_EQ(dates[3].choices, (DayChoices{{"stations.desks.servers", "otherwise"}}));
  EXPECT_THROW(of.draft().calendar(Date{2024, 11, 26}, {}), InputError);
}

TEST(ByDay, WhatIsWrong) {
  const auto wrong = [](const std::string& servers, const std::string& dates = "date: 2024-10-20") {
    return OfDays(with_calendar(servers, dates)).problems();
  };
  EXPECT_EQ(
      wrong("servers: {by day: {Saterday: 6, otherwise: 4}}"),
      "scenario.yaml:18:24: 'Saterday' is no kind of day; expected a kind such as working day, Saturday, last day; a "
      "festival such as Good Friday; a date; or 'otherwise' ('crossflow calendar' prints which kinds a date is); did "
      "you mean 'Saturday'?");
  EXPECT_EQ(wrong("servers: {by day: {Saturday: 6}}"),
            "scenario.yaml:18:14: nothing is said here of 2024-10-20; expected Sunday, or 'otherwise'");
  EXPECT_EQ(wrong("servers: {by day: {otherwise: 6}, note: x}"),
            "scenario.yaml:18:39: 'note' stands beside 'by day'; expected it inside of each kind of day");
  EXPECT_EQ(wrong("servers: {by day: 6}"),
            "scenario.yaml:18:23: 'by day' is '6'; expected kinds of day such as {Saturday: ..., otherwise: ...}");
  EXPECT_EQ(wrong("servers: {by day: {2025-10-20: 5, otherwise: 6}}"),
            "scenario.yaml:18:24: the date 2025-10-20 is not in the calendar; expected from 2024-10-01 to 2024-10-31");
  EXPECT_EQ(wrong("servers: {by day: {otherwise: x}}"),
            "scenario.yaml:18:35: 'servers' is 'x'; expected a whole number, from 1 to 500");
  EXPECT_EQ(wrong(by_kind, "date: 2024-11-20"),
            "scenario.yaml:4:11: the calendar knows nothing of 2024-11-20, a date of the scenario; expected dates from "
            "2024-10-01 to 2024-10-31");
  EXPECT_EQ(wrong("servers: {by day: {Saturday: 6, otherwise: 4}}", "date: 2024-10-25\ndays: 2"),
            "scenario.yaml:19:14: 'stations.desks.servers' is another one on 2024-10-26 (Saturday) than on 2024-10-25 "
            "(otherwise), but stands for all days of a run; expected days of one kind; in a run of several kinds only "
            "totals, profiles, tour groups, servers open by plan and shifts follow the days");
  EXPECT_EQ(wrong("servers: 4", "date: {by day: {otherwise: 2024-10-20}}").substr(0, 66),
            "scenario.yaml:3:7: 'date' cannot hang on the kind of day; expected");
  const std::string no_calendar = replaced(good_scenario(), "servers: 4", by_kind);
  EXPECT_EQ(problems_of(no_calendar),
            "s.yaml:1:1: values hang on the kind of day ('by day'), and no calendar says which kinds a date is; "
            "expected the key 'calendar', such as calendar: data/holidays.csv");
}

}  // namespace
}  // namespace crossflow::testing

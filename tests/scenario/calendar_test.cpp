// Kinds of day: which of them dates of the shipped table are, and why.
#include "sim/scenario/calendar.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/scenario/csv.hpp"
#include "tests/paths.hpp"

namespace crossflow::testing {
namespace {

const Calendar& shipped_calendar() {
  static const Calendar calendar = read_calendar(source_root() + "/scenarios/data/holidays.csv");
  return calendar;
}

Date calendar_date(const std::string& text) {
  Date date;
  EXPECT_TRUE(parse_date(text, date)) << text;
  return date;
}

std::vector<std::string> kinds_on(const std::string& date) {
  std::vector<std::string> out;
  for (const KindOfDay& kind : shipped_calendar().kinds(calendar_date(date))) out.push_back(kind.name);
  return out;
}

std::string general_on(const std::string& date) {
  const KindOfDay kind = shipped_calendar().general_kind(calendar_date(date));
  return kind.name + ": " + kind.why;
}

std::string wrong_in_calendar(const std::string& text) {
  Problems problems;
  const auto table = parse_csv(text, "h.csv", problems);
  EXPECT_FALSE(Calendar::read(*table, problems));
  return problems.text();
}

using Kinds = std::vector<std::string>;

TEST(CalendarOfDays, MostSpecialFirst) {
  EXPECT_EQ(kinds_on("2024-10-23"), (Kinds{"2024-10-23", "Wednesday", "working day"}));
  EXPECT_EQ(kinds_on("2024-10-25"), (Kinds{"2024-10-25", "Friday", "working day"}));
  EXPECT_EQ(kinds_on("2024-10-20"), (Kinds{"2024-10-20", "Sunday"}));
  EXPECT_EQ(kinds_on("2024-03-29"), (Kinds{"2024-03-29", "Good Friday", "first day", "Sunday"}));
  EXPECT_EQ(kinds_on("2024-02-13"),
            (Kinds{"2024-02-13", "Lunar New Year day 4", "last day", "Mainland holiday", "Sunday"}));
  EXPECT_EQ(kinds_on("2024-05-15"), (Kinds{"2024-05-15", "Buddha's Birthday", "single holiday", "Sunday"}));
  EXPECT_EQ(kinds_on("2024-10-05"), (Kinds{"2024-10-05", "Mainland holiday", "Saturday"}));
  EXPECT_EQ(kinds_on("2024-09-29"), (Kinds{"2024-09-29", "Mainland working weekend", "Sunday"}));
  EXPECT_EQ(kinds_on("2026-04-05"),
            (Kinds{"2026-04-05", "Ching Ming Festival", "Easter Sunday", "middle day", "Mainland holiday", "Sunday"}));
}

// As the departments' own bulletins speak of these days.
TEST(CalendarOfDays, BlocksOfDaysOff) {
  EXPECT_EQ(general_on("2024-03-28"), "day before: before 4 days off, 2024-03-29 to 2024-04-01");
  EXPECT_EQ(general_on("2024-03-29"), "first day: first of 4 days off, 2024-03-29 to 2024-04-01");
  EXPECT_EQ(general_on("2024-03-31"), "middle day: number 3 of 4 days off, 2024-03-29 to 2024-04-01");
  EXPECT_EQ(general_on("2024-04-01"), "last day: last of 4 days off, 2024-03-29 to 2024-04-01");
  for (const char* first : {"2023-04-07", "2023-04-29", "2023-09-30", "2023-12-23", "2023-12-30", "2024-06-29",
                            "2024-12-25", "2024-02-10", "2022-12-31"})
    EXPECT_EQ(general_on(first).substr(0, 10), "first day:") << first;
  for (const char* last :
       {"2023-04-10", "2023-05-01", "2023-10-02", "2023-12-26", "2024-01-01", "2024-07-01", "2024-12-26"})
    EXPECT_EQ(general_on(last).substr(0, 9), "last day:") << last;
  // Across the year's end, since the first of January is off.
  EXPECT_EQ(general_on("2026-12-31"), "day before: before 3 days off, 2027-01-01 to 2027-01-03");
}

TEST(CalendarOfDays, NoBlocks) {
  EXPECT_EQ(general_on("2024-10-19"), "Saturday: a Saturday");   // a usual weekend
  EXPECT_EQ(general_on("2023-07-01"), "Saturday: a Saturday");   // whose Saturday is a holiday anyway
  EXPECT_EQ(general_on("2024-10-18"), "Friday: a Friday");       // no day before a block
  EXPECT_EQ(general_on("2024-09-30"), "working day: a Monday");  // before a single holiday
  EXPECT_EQ(general_on("2024-10-01"), "single holiday: a public holiday by itself");
  EXPECT_EQ(general_on("2024-05-02"), "Mainland holiday: off on the Mainland: Labour Day");
}

TEST(CalendarOfDays, EveryDateHasAKind) {
  const Calendar& calendar = shipped_calendar();
  EXPECT_FALSE(calendar.covers(calendar_date("2022-12-30")));
  EXPECT_FALSE(calendar.covers(calendar_date("2027-01-02")));
  const auto names = calendar.names();
  int off = 0;
  for (Date d = calendar_date("2023-01-01"); d <= calendar_date("2026-12-31"); d = days_after(d, 1)) {
    ASSERT_TRUE(calendar.covers(d));
    const auto kinds = calendar.kinds(d);
    for (std::size_t i = 1; i < kinds.size(); ++i) EXPECT_THAT(names, ::testing::Contains(kinds[i].name));
    off += static_cast<int>(kinds.back().name != "working day");
  }
  // 417 Saturdays and Sundays; of 17 holidays a year those that are on neither.
  EXPECT_EQ(off, 417 + 14 + 15 + 15 + 14);
}

TEST(CalendarOfDays, WrongTables) {
  EXPECT_EQ(wrong_in_calendar("date,place,day\n2024-01-01,Hong Kong,off\n"),
            "h.csv:1:1: a table of holidays without the column 'festival'; expected the columns date, place, day and "
            "festival");
  EXPECT_EQ(wrong_in_calendar("date,place,day,festival\n"),
            "h.csv:1:1: a table of holidays without rows; expected a row for each holiday");
  EXPECT_EQ(wrong_in_calendar("date,place,day,festival\n1/10/2024,Hong Kong,off,National Day\n2024-01-01,Honk "
                              "Kong,off,A\n2024-01-01,Hong Kong,of,A\n2024-01-01,Hong Kong,off,\n2024-01-02,Mainland,"
                              "work,A\n"),
            "h.csv:2:1: '1/10/2024' in the column 'date' is a date as day/month/year, or month first; expected a date "
            "such as 2024-10-20\n"
            "h.csv:3:12: 'Honk Kong' in the column 'place'; expected 'Hong Kong' or 'Mainland'; did you mean 'Hong "
            "Kong'?\n"
            "h.csv:4:22: 'of' in the column 'day'; expected 'off', 'work' or 'named'; did you mean 'off'?\n"
            "h.csv:5:26: a day without the name of its festival; expected a name such as Good Friday\n"
            "h.csv:6:21: 2024-01-02 is a working day anyway; expected 'work' of a Saturday or Sunday");
}

}  // namespace
}  // namespace crossflow::testing

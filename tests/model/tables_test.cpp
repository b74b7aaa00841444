// Tables beside a scenario: which rows are its own, what is read as what, and what is said of the rest.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "sim/model/kinds.hpp"
#include "sim/scenario/load.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

std::string port_of(const std::string& source, const std::string& head = "date: 2024-10-20\n",
                    const std::string& more = "") {
  return "crossflow: 1\n" + head + "classes: {local: Locals, visitor: Visitors}\nport: {name: p}\n" +
         "demand: {people: {direction: in, route: way, " + source + "}}\n" +
         "stations: {desk: {kind: counter, service: 1 min" + (more.empty() ? "" : ", post: {skill: a}") +
         "}}\nroutes: {way: [desk, leave]}\n" + more;
}

const std::string a_list = "recorded: {table: t.csv}";

/// All that is said of a scenario with such a table: problems, or else what is noted.
std::string said(const std::string& csv, const std::string& yaml) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("crossflow-tables-{}", getpid());
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "t.csv", std::ios::binary) << csv;
  std::ofstream(folder / "s.yaml") << yaml;
  std::string text;
  try {
    const Draft draft = Draft::read((folder / "s.yaml").string(), {}, all_kinds());
    text = draft.warnings().text();
  } catch (const InputError& error) {
    text = error.what();
  }
  std::filesystem::remove_all(folder);
  for (std::size_t at = 0; (at = text.find(folder.string() + "/")) != std::string::npos;)
    text.erase(at, folder.string().size() + 1);
  return text;
}

/// When people come, in hours since 00:00 of the first date.
std::vector<double> hours(const std::string& csv, const std::string& yaml) {
  const Replay run = run_text(yaml, {{"t.csv", csv}});
  std::vector<double> out;
  for (const Event& e : run.events)
    if (e.kind == EventKind::arrived) out.push_back(static_cast<double>(e.tick) / static_cast<double>(hour));
  return out;
}

const std::string three_dates =
    "date,time,class\n2024-10-19,07:30,local\n2024-10-20,07:30,local\n2024-10-21,07:30,local\n";

TEST(TablesOfAPort, OfAListOfThreeDatesTheRowsOfTheScenariosOwnCount) {
  EXPECT_EQ(hours(three_dates, port_of(a_list)), (std::vector<double>{7.5}));
  EXPECT_EQ(hours(three_dates, port_of(a_list, "date: 2024-10-20\ndays: 2\n")), (std::vector<double>{7.5, 31.5}));
  EXPECT_EQ(said(three_dates, port_of(a_list)), "");
  EXPECT_EQ(said(three_dates, port_of(a_list, "date: 2024-10-20\ndays: 3\n")),
            "s.yaml:6:64: no row of 't.csv' is of 2024-10-22: nobody comes then");
  EXPECT_EQ(said(three_dates, port_of(a_list, "date: 2024-11-20\n")),
            "s.yaml:5:64: no row of 't.csv' is of the scenario's date 2024-11-20; expected rows of its dates; those of "
            "the table are from 2024-10-19 to 2024-10-21");
  EXPECT_EQ(said("time,class\n07:30,local\n", port_of(a_list, "date: 2024-10-20\ndays: 3\n")),
            "s.yaml:6:64: the table 't.csv' has no column 'date': all its rows are of 2024-10-20");
}

TEST(TablesOfAPort, TheNightBeforeEndsOnTheFirstDate) {
  const std::string night = "class,time,date\nlocal,24:30,2024-10-19\nlocal,23:30,2024-10-19\nlocal,24:15,2024-10-20\n";
  EXPECT_EQ(hours(night, port_of(a_list)), (std::vector<double>{0.5, 24.25}));
}

TEST(TablesOfAPort, DatesInAnyOtherFormAreRefusedAndNotPassedOver) {
  const auto of = [](const std::string& date) {
    return said("date,time,class\n" + date + ",07:30,local\n", port_of(a_list));
  };
  const std::string form = "; expected a date such as 2024-10-20";
  EXPECT_EQ(of("20/10/2024"), "t.csv:2:1: '20/10/2024' in the column 'date' is a date as day/month/year" + form +
                                  "; did you mean '2024-10-20'?");
  EXPECT_EQ(of("10/20/2024"), "t.csv:2:1: '10/20/2024' in the column 'date' is a date as month/day/year" + form +
                                  "; did you mean '2024-10-20'?");
  EXPECT_EQ(of("05.10.2024"),
            "t.csv:2:1: '05.10.2024' in the column 'date' is a date as day.month.year, or month first" + form);
  EXPECT_EQ(of("2024/10/20"), "t.csv:2:1: '2024/10/20' in the column 'date' is a date as year/month/day" + form +
                                  "; did you mean '2024-10-20'?");
  EXPECT_EQ(of("2024-10-20T00:00:00"),
            "t.csv:2:1: '2024-10-20T00:00:00' in the column 'date' is a date with a time of day" + form +
                "; did you mean '2024-10-20'?");
  EXPECT_EQ(of("2024-02-30"), "t.csv:2:1: '2024-02-30' in the column 'date' is a day that no calendar has" + form);
  EXPECT_EQ(of("45585"),
            "t.csv:2:1: '45585' in the column 'date' is no date; it may be a spreadsheet's number of a day" + form);
  EXPECT_EQ(of(""), "t.csv:2:1: '' in the column 'date' is no date" + form);
  // The same of people's numbers: a row with such a date is none that may be left out.
  const std::string people = "total: {people: {table: t.csv, columns: {local: n}}, profile: {\"07:00-08:00\": 1}}";
  EXPECT_EQ(said("date,n\n2024-10-20,5\n21/10/2024,7\n", port_of(people)),
            "t.csv:3:1: '21/10/2024' in the column 'date' is a date as day/month/year" + form +
                "; did you mean '2024-10-21'?");
  EXPECT_EQ(said("Date,n\n2019-10-20,5\n", port_of(people)),
            "s.yaml:5:62: no row of 't.csv' fits, the scenario's date 2024-10-20");
}

TEST(TablesOfAPort, HeadingsInAnyCaseAndOrderAreReadAndSaidToBe) {
  EXPECT_EQ(hours("CLASS,remarks, Time ,Date\nlocal,x,07:30,2024-10-20\nlocal,,07:45,2024-10-21\n", port_of(a_list)),
            (std::vector<double>{7.5}));
  EXPECT_EQ(said("CLASS,remarks, Time ,Person,,Date\nlocal,x,07:30,1,,2024-10-20\n", port_of(a_list)),
            "t.csv:1:1: the column 'CLASS' is read as 'class'\n"
            "t.csv:1:7: the column 'remarks' is not read\n"
            "t.csv:1:15: the column ' Time ' is read as 'time'\n"
            "t.csv:1:22: the column 'Person' is not read; did you mean 'persons'?\n"
            "t.csv:1:29: a column without a heading is not read\n"
            "t.csv:1:30: the column 'Date' is read as 'date'");
}

TEST(TablesOfAPort, ARosterAndAListHaveOneRuleForColumns) {
  const std::string officers = "officers: {pool: {skills: [a], roster: {table: t.csv}}}\n";
  const std::string by_rate = "rate: {mean: 1 persons/min, mix: {local: 1}}";
  EXPECT_EQ(said("Officer,rank,From,until\nA 1,chief,06:30,15:00\n", port_of(by_rate, "date: 2024-10-20\n", officers)),
            "t.csv:1:1: the column 'Officer' is read as 'officer'\n"
            "t.csv:1:9: the column 'rank' is not read\n"
            "t.csv:1:14: the column 'From' is read as 'from'");
  EXPECT_EQ(
      said("officer,from,untill\nA 1,06:30,15:00\n", port_of(by_rate, "date: 2024-10-20\n", officers)),
      "s.yaml:8:48: the table 't.csv' has no column 'until'; expected columns officer, from and until; it has officer, "
      "from, untill; did you mean 'untill'?");
  EXPECT_EQ(
      said("officer,from,until,From\nA 1,06:30,15:00,06:30\n", port_of(by_rate, "date: 2024-10-20\n", officers)),
      "t.csv:1:20: the headings 'from' and 'From' are one name; expected one column of each name; letter case is no "
      "difference");
}

TEST(TablesOfAPort, WhatPartsCellsAndEndsLinesIsNamed) {
  const std::string form = "; expected commas; spreadsheet programs call it 'CSV UTF-8 (comma delimited)'";
  EXPECT_EQ(said("time;class\n07:30;local\n", port_of(a_list)),
            "t.csv:1: the cells of this table are parted by ';'" + form);
  EXPECT_EQ(said("time;;class\n07:30;;local\n", port_of(a_list)),
            "t.csv:1: the cells of this table are parted by ';;'" + form);
  EXPECT_EQ(said("time\tclass\n07:30\tlocal\n", port_of(a_list)),
            "t.csv:1: the cells of this table are parted by tabs" + form);
  EXPECT_EQ(said("time,class\r07:30,local\r", port_of(a_list)),
            "t.csv:1:11: a line of the table ends with CR alone; expected lines that end with LF, or CR and LF");
  EXPECT_EQ(said(std::string("\xff\xfet\0i\0", 6), port_of(a_list)),
            "t.csv:1:1: this is text in UTF-16; expected CSV in UTF-8, parted by commas");
  EXPECT_EQ(said("PK\x03\x04rest", port_of(a_list)),
            "t.csv:1:3: this is a workbook of a spreadsheet program, not CSV; expected "
            "CSV in UTF-8, parted by commas");
  // What spreadsheets do write is read: a byte order mark, CR and LF, quotes.
  EXPECT_EQ(hours("\xef\xbb\xbf\"time\",\"class\"\r\n\"07:30\",\"local\"\r\n", port_of(a_list)),
            (std::vector<double>{7.5}));
  EXPECT_EQ(
      said("time,time,class\n07:30,08:00,local\n", port_of(a_list)),
      "t.csv:1:6: two columns have the heading 'time'; expected one column of each name; letter case is no difference");
}

TEST(TablesOfAPort, PeopleAreWholeNumbers) {
  const auto list = [](const std::string& n) {
    return said("time,class,persons\n07:30,local," + n + "\n", port_of(a_list));
  };
  const std::string is = "' in the column 'persons' is no number of people; expected a whole number from 1 to 1000";
  EXPECT_EQ(list("2.5"), "t.csv:2:13: '2.5" + is);
  EXPECT_EQ(list("50%"), "t.csv:2:13: '50%" + is);
  EXPECT_EQ(list("0"), "t.csv:2:13: '0" + is);
  EXPECT_EQ(list("2"), "");
  const std::string people = "total: {people: {table: t.csv, columns: {local: n}}, profile: {\"07:00-08:00\": 1}}";
  EXPECT_EQ(said("date,n\n2024-10-20,12.5\n", port_of(people)),
            "t.csv:2:12: '12.5' in the column 'n' is no number of people; expected a whole number from 0 to 16000000");
  EXPECT_EQ(said("date,n\n2024-10-20,0\n", port_of(people)),
            "s.yaml:5:70: the numbers of 'people' in 't.csv' are all 0");
  EXPECT_EQ(said("time,class\n", port_of(a_list)), "s.yaml:5:64: the table 't.csv' has no rows: nobody comes");
}

TEST(TablesOfAPort, AMistakeInEveryRowIsToldOnce) {
  std::string csv = "time,class\n";
  for (int i = 0; i < 340; ++i) csv += fmt::format("07:{:02},locl{}\n", i % 60, i % 7);
  EXPECT_EQ(said(csv + "07.30,local\n", port_of(a_list)),
            "t.csv:2:7: 'locl0' in the column 'class' is no class (so in 340 rows); expected a class of the scenario\n"
            "t.csv:342:1: '07.30' in the column 'time' is no time; expected a time such as 07:30 or 07:30:15");
  // Of several pools that read one roster each meets the same rows.
  const std::string officers =
      "officers:\n  pool: {skills: [a], roster: {table: t.csv}}\n  others: {skills: [a], roster: {table: t.csv}}\n";
  std::string roster = "pool,officer,from,until\npool,A,06:30,15:00\nothers,B,06:30,15:00\n";
  for (int i = 0; i < 50; ++i) roster += fmt::format("pol,A {},06:30,15:00\n", i);
  EXPECT_EQ(said(roster, port_of("rate: {mean: 1 persons/min, mix: {local: 1}}", "date: 2024-10-20\n", officers)),
            "t.csv:4:1: there is no pool 'pol' (so in 50 rows); expected others or pool; did you mean 'pool'?");
}

TEST(TablesOfAPort, AProfileOfADatedTableIsThatOfTheScenariosDate) {
  const std::string csv =
      "date,from,to,n\n2024-10-20,07:00,08:00,1\n2024-10-21,12:00,13:00,1\n2024-10-21,12:30,14:00,1\n";
  const std::string total = "total: {people: {local: 5}, profile: {table: t.csv, column: n";
  for (const double h : hours(csv, port_of(total + "}}"))) {
    EXPECT_GE(h, 7);
    EXPECT_LE(h, 8);
  }
  for (const double h : hours(csv, port_of(total + ", where: {date: 2024-10-20}}}", "date: 2024-10-25\n")))
    EXPECT_LE(h, 8);
  EXPECT_EQ(said(csv, port_of(total + "}}", "date: 2024-10-21\n")),
            "t.csv:4:12: two times of 'profile' overlap at 12:30");
  EXPECT_EQ(
      said(csv, port_of(total + "}}", "date: 2024-10-22\n")),
      "s.yaml:5:91: no row of 't.csv' is of the scenario's date 2024-10-22; expected such rows, or another date by "
      "'where', such as where: {date: 2024-10-20}");
  EXPECT_EQ(
      said(csv, port_of(total + "}}", "date: 2024-10-20\ndays: 2\n")),
      "s.yaml:6:91: 't.csv' has rows of several of the scenario's dates, while a profile is one for all days; expected "
      "one date by 'where', such as where: {date: 2024-10-20}");
  EXPECT_EQ(said("from,to,n\n07:00,07:30,1\n08:30,08:00,5\n", port_of(total + "}}")),
            "t.csv:3:1: a time of 'profile' is from 08:30 to 08:00 of the next day, 23 h 30 min; expected a time that "
            "ends on "
            "the same day");
}

}  // namespace
}  // namespace crossflow::test

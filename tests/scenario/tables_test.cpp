// CSV tables and what is read from them: totals of a day, profiles.
#include <gtest/gtest.h>

#include "tests/scenario/read_value.hpp"
#include "tests/scenario/test_kinds.hpp"

namespace crossflow::testing {
namespace {

struct ParsedTable {
  std::unique_ptr<Table> table;
  std::string problems;
};

ParsedTable parse_table(const std::string& text) {
  Problems problems;
  ParsedTable out{parse_csv(text, "t.csv", problems), {}};
  out.problems = problems.text();
  return out;
}

TEST(Tables, CsvAsItComes) {
  const auto table = parse_table(
                         "\xef\xbb\xbf"
                         "a,b\r\n\"1,200\",\"say \"\"hi\"\"\"\r\n\r\nx,\"two\nlines\"\nlast,")
                         .table;
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->header, (std::vector<std::string>{"a", "b"}));
  ASSERT_EQ(table->rows.size(), 3U);
  EXPECT_EQ(table->rows[0], (std::vector<std::string>{"1,200", "say \"hi\""}));
  EXPECT_EQ(table->rows[1], (std::vector<std::string>{"x", "two\nlines"}));
  EXPECT_EQ(table->rows[2], (std::vector<std::string>{"last", ""}));
  EXPECT_EQ(table->lines, (std::vector<int>{2, 4, 6}));
  EXPECT_EQ(table->place(0, 1).text(), "t.csv:2:9");
  EXPECT_EQ(table->place(1, 1).text(), "t.csv:4:3");
  EXPECT_EQ(table->heading_place(1).text(), "t.csv:1:3");
  EXPECT_EQ(table->csv({0, 1}), "a,b\n\"1,200\",\"say \"\"hi\"\"\"\nx,\"two\nlines\"\n");
}

TEST(Tables, BrokenCsv) {
  EXPECT_EQ(parse_table("").problems,
            "t.csv: the table is empty; expected a header line with the names of the columns");
  EXPECT_EQ(parse_table("a,b\n1\n1,2\n1,2,3\n").problems,
            "t.csv:2: this row has 1 cell; 2 rows have not as many as the header; expected 2, as many as the header");
  EXPECT_EQ(parse_table("a,b\n1,2,3\n").problems, "t.csv:2: this row has 3 cells; expected 2, as many as the header");
  const std::string quote = ": a quoted cell of the table is not closed, or goes on after its closing quote";
  EXPECT_EQ(parse_table("a,b\n1,\"2\n").problems, "t.csv:2:3" + quote);
  EXPECT_EQ(parse_table("a,b\n1,\"2\"x\n").problems, "t.csv:2:6" + quote);
  EXPECT_EQ(parse_table("a,b\n1,\xff\n").problems, "t.csv:2:3: this is not text in UTF-8");
  EXPECT_EQ(parse_table("a,b\n1,2\n").table->csv({}), "a,b\n");
}

const auto totals = types::class_totals();
const std::string columns =
    "columns: {resident: hong_kong_residents, mainland: mainland_visitors, other: other_visitors}}";

TEST(Tables, TotalsOfTheScenariosDate) {
  const auto read =
      read_value(totals, "{table: people.csv, where: {control_point: Lake, direction: arrival}, " + columns);
  EXPECT_EQ(read.problems, "");
  EXPECT_EQ(read.value->of_class, (std::vector<double>{20, 3, 200}));
  EXPECT_EQ(read.value->sum(), 223);
  const auto other_date =
      read_value(totals, "{table: people.csv, where: {date: 2024-10-21, control_point: Lake}, " + columns + "");
  EXPECT_EQ(other_date.value->of_class, (std::vector<double>{40, 7, 400}));
}

TEST(Tables, TotalsAsAMeanOverDays) {
  const std::string where = "where: {control_point: Lake, direction: arrival}, ";
  const auto read =
      read_value(totals, "{table: people.csv, " + where + "days: {weekday: sunday, from: 2024-10-20}, " + columns);
  EXPECT_EQ(read.value->of_class, (std::vector<double>{40, 4, 300}));
  const auto all = read_value(totals, "{table: people.csv, " + where + "days: {to: 2024-10-21}, " + columns);
  EXPECT_NEAR(all.value->of_class[2], 700.0 / 3, 1e-9);
  EXPECT_EQ(read_value(totals, "{table: people.csv, " + where + "days: {weekday: friday}, " + columns).problems,
            "v:1:77: no row of 'people.csv' fits");
}

TEST(Tables, WrittenTotals) {
  const auto read = read_value(totals, "resident: 47,658\nmainland: {value: 12,5, mark: observed}\n");
  EXPECT_NE(read.problems, "");
  const auto good = read_value(totals, "resident: 47,658\nmainland: {value: 12.5, mark: observed}\nmark: design\n");
  EXPECT_EQ(good.value->of_class, (std::vector<double>{12.5, 0, 47658}));
  ASSERT_EQ(good.figures.size(), 2U);
  EXPECT_EQ(good.figures[0].path, "x.mainland");
  EXPECT_EQ(good.figures[1].path, "x");
  EXPECT_EQ(read_value(totals, "{residents: 5}").problems,
            "v:1:2: unknown key 'residents' of 'x'; did you mean 'resident'?");
  EXPECT_EQ(
      read_value(totals, "{mark: design}").problems,
      "v:1:1: 'x' is a map; expected persons by class such as {resident: 47658, mainland: 12272}, or {table: FILE, "
      "columns: {resident: COLUMN, ...}}");
}

TEST(Tables, WhatIsWrongIsSaid) {
  const auto refused = [](const std::string& yaml) { return read_value(totals, yaml).problems; };
  EXPECT_EQ(refused("{table: peple.csv, " + columns),
            "v:1:9: the table 'peple.csv' cannot be read; expected a CSV file, named as seen from this file's folder");
  EXPECT_EQ(refused("{table: people.csv, where: {control: Lake}, " + columns),
            "v:1:29: the table 'people.csv' has no column 'control'; expected one of date, control_point, direction, "
            "hong_kong_residents, mainland_visitors, other_visitors; did you mean 'control_point'?");
  EXPECT_EQ(refused("{table: people.csv, where: {control_point: Lak}, " + columns),
            "v:1:44: no row of 'people.csv' has 'Lak' in its column 'control_point'; did you mean 'Lake'?");
  EXPECT_EQ(refused("{table: people.csv, where: {control_point: Lake}, " + columns),
            "v:1:1: more than one row of 'people.csv' fits on 2024-10-20; expected one row; say more in 'where'");
  EXPECT_EQ(
      refused("{table: people.csv, where: {control_point: River}, " + columns),
      "people.csv:7:26: 'x' in the column 'hong_kong_residents' is no number of people; expected a whole number from 0 "
      "to 16000000");
  EXPECT_EQ(refused("{table: people.csv, where: {control_point: Lake, direction: arrival}}"),
            "v:1:1: persons from a table need the key 'columns'; expected the column of each class, such as {resident: "
            "hong_kong_residents}");
  EXPECT_EQ(refused("{table: people.csv, where: {date: 2024-10-13}, columns: {residnt: hong_kong_residents}}"),
            "v:1:58: there is no class 'residnt'; expected one of mainland, other, resident; did you mean 'resident'?");
  EXPECT_EQ(refused("{table: people.csv, where: {date: 2024-10-20}, days: {}, " + columns),
            "v:1:54: 'days' and 'date' of 'where' exclude each other");
}

TEST(Tables, Profiles) {
  const auto type = types::profile();
  const auto from_table = read_value(type, "{table: shares.csv, column: sunday arrival}").value.value();
  ASSERT_EQ(from_table.bins.size(), 3U);
  EXPECT_EQ(from_table.bins[1].from, 8 * hour);
  EXPECT_EQ(from_table.bins[1].to, 9 * hour);
  EXPECT_EQ(from_table.bins[1].weight, 0.6);
  const auto written = read_value(type, "{\"23:00-02:00\": 1, 07:00-08:00: 3, mark: assumption}");
  EXPECT_EQ(written.value->bins[0].from, 7 * hour);
  EXPECT_EQ(written.value->bins[1].to, 26 * hour);
  EXPECT_EQ(written.figures.size(), 1U);
  EXPECT_EQ(read_value(type, "{07:00-08:00: 1, 07:30-09:00: 3}").problems, "v:1:18: two times of 'x' overlap at 07:30");
  EXPECT_EQ(read_value(type, "{07:00-08:00: 0%}").problems, "v:1:1: 'x' has no weight above 0");
  EXPECT_EQ(read_value(type, "{07:00: 5%}").problems,
            "v:1:2: '07:00' is no time of the day; expected such as 07:00-08:00");
  EXPECT_EQ(
      read_value(type, "{table: shares.csv, column: sunday}").problems,
      "v:1:29: the table 'shares.csv' has no column 'sunday'; expected one of from, to, sunday arrival; did you mean "
      "'sunday arrival'?");
  EXPECT_EQ(
      read_value(type, "{table: people.csv, column: date}").problems,
      "v:1:9: the table 'people.csv' has no column 'from'; expected columns from and to; it has date, control_point, "
      "direction, hong_kong_residents, mainland_visitors, other_visitors\n"
      "v:1:9: the table 'people.csv' has no column 'to'; expected columns from and to; it has date, control_point, "
      "direction, hong_kong_residents, mainland_visitors, other_visitors");
  const auto by_class = types::by_class(types::profile());
  EXPECT_EQ(read_value(by_class, "{07:00-08:00: 5%}").value->find(0, false)->bins.size(), 1U);
  EXPECT_EQ(
      read_value(by_class, "{resident: {07:00-08:00: 5%}, otherwise: {table: shares.csv, column: sunday arrival}}")
          .value->find(0, false)
          ->bins.size(),
      3U);
}

TEST(Tables, RowsThatAScenarioUsedAreKept) {
  const Folder folder;
  folder.write("data/p.csv", "date,way,n\n2024-10-19,in,1\n2024-10-20,in,7\n2024-10-20,out,8\n");
  std::string text = good_scenario();
  const std::string rate = "rate: 600 persons/h";
  text.replace(
      text.find(rate), rate.size(),
      "total: {people: {table: data/p.csv, where: {way: in}, columns: {visitor: n}}, profile: {07:00-08:00: 1}}");
  const Scenario scenario = load_scenario(folder.write("s.yaml", text), test_kinds());
  EXPECT_EQ(total_keys(scenario, "walkers").people.of_class, (std::vector<double>{0, 7}));
  ASSERT_EQ(scenario.tables.size(), 1U);
  EXPECT_EQ(folder.without_path(scenario.tables[0].file), "data/p.csv");
  EXPECT_EQ(scenario.tables[0].rows, "date,way,n\n2024-10-20,in,7\n");
}

}  // namespace
}  // namespace crossflow::testing

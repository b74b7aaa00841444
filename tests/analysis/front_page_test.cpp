// The front page as a reader gets it. CROSSFLOW_UPDATE=1 in the environment accepts what it says now.
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/summary_json.hpp"
#include "analysis/summary_text.hpp"
#include "analysis/text_table.hpp"
#include "sim/record/event.hpp"
#include "tests/analysis/example.hpp"

namespace crossflow {
namespace {

using testing::HasSubstr;
using testing::Not;

void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(CROSSFLOW_ROOT) + "/tests/analysis/golden/" + name;
  if (std::getenv("CROSSFLOW_UPDATE") != nullptr) {
    std::ofstream out(path);
    out << text;
    ASSERT_TRUE(out.good()) << path;
    return;
  }
  std::ifstream in(path);
  ASSERT_TRUE(in) << path << " is missing; CROSSFLOW_UPDATE=1 writes it";
  std::ostringstream golden;
  golden << in.rdbuf();
  EXPECT_EQ(text, golden.str()) << "CROSSFLOW_UPDATE=1 accepts the new text";
}

std::string front_page(const Directory& directory, const ResultRows& rows) {
  return text_of(directory, summarise(directory, rows));
}

std::size_t widest_line(const std::string& text) {
  std::istringstream in(text);
  std::size_t widest = 0;
  for (std::string line; std::getline(in, line);) widest = std::max(widest, text_width(line));
  return widest;
}

TEST(FrontPage, ManyDays) {
  const std::string text = front_page(example_directory(), example_rows(30));
  EXPECT_LE(widest_line(text), page_width);
  expect_golden("many_days.txt", text);
}

TEST(FrontPage, OneDay) {
  const std::string text = front_page(example_directory(), example_rows(1));
  EXPECT_LE(widest_line(text), page_width);
  EXPECT_THAT(text, HasSubstr("one day, no interval"));
  EXPECT_EQ(text.find("no interval"), text.rfind("no interval"));
  expect_golden("one_day.txt", text);
}

TEST(FrontPage, DrawnInputsAreNamed) {
  ResultRows rows = example_rows(2);
  EXPECT_THAT(front_page(example_directory(), rows), HasSubstr("show chance alone"));
  rows.inputs = {{0, "a", 1.0}, {1, "a", 1.1}, {0, "b", 2.0}, {1, "b", 2.1}};
  EXPECT_THAT(front_page(example_directory(), rows),
              HasSubstr("show chance, with what we do not know (2 inputs drawn)"));
}

TEST(FrontPage, SplitsTheRequirementByDirection) {
  Directory directory = example_directory();
  ResultRows rows = example_rows(1);
  // More staffed stations than fit side by side, all of them in one direction or the other.
  for (int k = 0; k < 4; ++k) {
    StationEntry extra = directory.stations[7];
    extra.label.en = "Departure desk " + std::to_string(k + 1);
    directory.stations.push_back(extra);
    rows.work.push_back({0, static_cast<std::uint16_t>(directory.stations.size() - 1), 36000, 10, 10, 900});
  }
  const std::string text = front_page(directory, rows);
  EXPECT_LE(widest_line(text), page_width);
  EXPECT_THAT(text, HasSubstr("\narrival\n"));
  EXPECT_THAT(text, HasSubstr("\ndeparture\n"));
}

TEST(FrontPage, NoRowsButOneReplication) {
  ResultRows rows;
  ReplicationRow empty{};
  empty.inside_at_closing = -1;
  empty.last_check_s = empty.last_clearance_s = -1;
  rows.replications.push_back(empty);
  const std::string text = front_page(example_directory(), rows);
  EXPECT_THAT(text, Not(HasSubstr("nan")));
  EXPECT_THAT(text, Not(HasSubstr("CLOSING")));
}

TEST(Json, SameFiguresAsTheSummary) {
  const Directory directory = example_directory();
  const Summary s = summarise(directory, example_rows(3));
  const auto j = json_of(directory, s);
  EXPECT_EQ(j["crossflow_summary"], 1);
  EXPECT_EQ(j["replications"], 3);
  ASSERT_EQ(j["pledges"].size(), 6U);
  const auto& residents = j["pledges"][2];
  EXPECT_EQ(residents["class"], "resident");
  EXPECT_EQ(residents["direction"], "arrival");
  EXPECT_EQ(residents["label"]["zh"], "香港居民");
  EXPECT_EQ(residents["limit_s"], 900.0);
  EXPECT_EQ(residents["share_of_people"]["value"], s.pledges[2].share->value);
  EXPECT_EQ(residents["share_of_people"]["interval_95"]["low"], s.pledges[2].share->interval->low);
  EXPECT_EQ(residents["percentile_95"]["all_travellers_s"], s.pledges[2].percentile_95->all_travellers_s);
  EXPECT_EQ(j["requirements"][0]["station"], "example/arrival counters");
  EXPECT_EQ(j["requirements"][0]["half_hours"].size(), 30U);
  EXPECT_EQ(j["closing"]["inside_most"], s.closing.inside_most);
}

TEST(Json, WhatIsNotKnownIsNull) {
  const Directory directory = example_directory();
  const auto j = json_of(directory, summarise(directory, example_rows(1)));
  EXPECT_TRUE(j["pledges"][0]["share_of_people"]["interval_95"].is_null());
  EXPECT_TRUE(j["queues"][0]["charged_to"][0]["place"].is_null());
  EXPECT_EQ(j["queues"][0]["charged_to"][2]["place"], "example/arrival hall");
}

void gather_keys(const nlohmann::ordered_json& j, std::set<std::string>& keys) {
  if (j.is_object())
    for (const auto& [key, value] : j.items()) keys.insert(key);
  for (const auto& value : j)
    if (value.is_structured()) gather_keys(value, keys);
}

TEST(Json, EveryKeyIsDocumented) {
  std::ifstream in(std::string(CROSSFLOW_ROOT) + "/docs/json.md");
  std::ostringstream page;
  page << in.rdbuf();
  std::set<std::string> keys;
  gather_keys(json_of(example_directory(), summarise(example_directory(), example_rows(2))), keys);
  EXPECT_GT(keys.size(), 50U);
  for (const std::string& key : keys)
    EXPECT_TRUE(page.str().find("`" + key + "`") != std::string::npos ||
                page.str().find("\"" + key + "\"") != std::string::npos)
        << key;
}

}  // namespace
}  // namespace crossflow

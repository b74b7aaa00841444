// The front page as a reader gets it. CROSSFLOW_UPDATE=1 in the environment accepts what it says now.
#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "analysis/page.hpp"
#include "analysis/summary_json.hpp"
#include "analysis/text_table.hpp"
#include "sim/record/event.hpp"
#include "tests/analysis/example.hpp"
#include "tests/paths.hpp"

namespace crossflow {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string front_page(const Directory& directory, const ResultRows& rows) {
  return text_of(directory, summarise(directory, rows), {.full = true});
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

std::size_t count_lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(FrontPage, TheShortPage) {
  const Directory directory = example_directory();
  const std::string text = text_of(directory, summarise(directory, example_rows(30)));
  EXPECT_LE(widest_line(text), page_width);
  EXPECT_LE(count_lines(text), short_page_lines);
  EXPECT_THAT(text, Not(HasSubstr("FROM QUEUE TO CLEARANCE")));
  expect_golden("short_page.txt", text);
}

TEST(FrontPage, TheShortPageOfManyClassesSaysHowMuchIsLeftOut) {
  Directory directory = example_directory();
  ResultRows rows = example_rows(2);
  const std::size_t classes = directory.classes.size();
  for (int more = 0; more < 20; ++more) {
    directory.classes.push_back(directory.classes[0]);
    directory.classes.back().label.en = "Visitors " + std::to_string(more);
    for (PledgeRow r : std::vector<PledgeRow>(rows.of<PledgeRow>()))
      if (r.traveller_class == 0)
        r.traveller_class = static_cast<std::uint8_t>(directory.classes.size() - 1), rows.of<PledgeRow>().push_back(r);
  }
  ASSERT_EQ(directory.classes.size(), classes + 20);
  const Summary summary = summarise(directory, rows);
  const std::string text = text_of(directory, summary);
  EXPECT_LE(count_lines(text), short_page_lines);
  EXPECT_THAT(text, testing::ContainsRegex("\\.\\.\\. [0-9]+ more lines: --section verdicts\n"));
  EXPECT_THAT(text, HasSubstr("CLOSING"));
  EXPECT_THAT(text_of(directory, summary, {.full = true}), Not(HasSubstr("more lines")));
}

TEST(FrontPage, TheShortPageShowsThePlacesWithTheMostWaiting) {
  ResultRows rows = example_rows(1);
  const Directory directory = example_directory();
  for (std::uint16_t station = 0; station < directory.stations.size(); ++station)
    rows.of<LedgerRow>().push_back(
        {0, station, 36'000, static_cast<std::uint8_t>(LedgerCause::no_officer), no_station, 3.6e6 * (station + 1)});
  const Summary summary = summarise(directory, rows);
  const std::string text = text_of(directory, summary);
  const std::string last = directory.stations.back().label.en;
  EXPECT_THAT(text, testing::ContainsRegex("\nQUEUES [^\n]*\n" + last.substr(0, 20))) << text;
  EXPECT_THAT(text, HasSubstr("more: --section queues\n"));
  EXPECT_LE(count_lines(text), short_page_lines);
}

TEST(FrontPage, SectionsThatAreAskedForAreWhole) {
  const Directory directory = example_directory();
  const Summary summary = summarise(directory, example_rows(3));
  const std::string full = text_of(directory, summary, {.full = true});
  std::set<std::string> names;
  std::size_t said = 0;
  const std::string head = full.substr(0, full.find("\n\n") + 1);
  for (const std::string& name : section_names()) {
    EXPECT_TRUE(names.insert(name).second) << name;
    const std::string one = text_of(directory, summary, {.sections = {name}});
    ASSERT_EQ(one.substr(0, head.size()), head) << name;
    EXPECT_THAT(full, HasSubstr(one.substr(head.size()))) << name;
    said += one.size() - head.size();
  }
  EXPECT_EQ(said + head.size(), full.size()) << "each section says its own, and together they are the whole page";
  // In the order of the page, not of the question.
  const std::string two = text_of(directory, summary, {.sections = {"queues", "verdicts"}});
  EXPECT_LT(two.find("PLEDGES"), two.find("QUEUES"));
}

TEST(FrontPage, DrawnInputsAreNamed) {
  ResultRows rows = example_rows(2);
  EXPECT_THAT(front_page(example_directory(), rows), HasSubstr("show chance alone"));
  rows.of<InputRow>() = {{0, "a", 1.0}, {1, "a", 1.1}, {0, "b", 2.0}, {1, "b", 2.1}};
  EXPECT_THAT(front_page(example_directory(), rows),
              HasSubstr("show chance, with what we do not know (2 inputs\ndrawn)"));
}

TEST(FrontPage, SplitsTheRequirementByDirection) {
  Directory directory = example_directory();
  ResultRows rows = example_rows(1);
  // More staffed stations than fit side by side, all of them in one direction or the other.
  for (int k = 0; k < 4; ++k) {
    StationEntry extra = directory.stations[7];
    extra.label.en = "Departure desk " + std::to_string(k + 1);
    directory.stations.push_back(extra);
    rows.of<WorkRow>().push_back({0, static_cast<std::uint16_t>(directory.stations.size() - 1), 36000, 10, 10, 900});
  }
  const std::string text = front_page(directory, rows);
  EXPECT_LE(widest_line(text), page_width);
  EXPECT_THAT(text, HasSubstr("\narrival\n"));
  EXPECT_THAT(text, HasSubstr("\ndeparture\n"));
}

TEST(FrontPage, SaysWhoIsLeftOver) {
  ResultRows rows = example_rows(1);
  rows.of<ReplicationRow>()[0].inside = 12;
  rows.of<ReplicationRow>()[0].end_s = 7 * 86400 + 22 * 3600;
  SeriesRow last{};
  last.station = 2;
  last.from_s = rows.of<ReplicationRow>()[0].end_s - 900;
  last.inside_max = 12;
  rows.of<SeriesRow>().push_back(last);
  EXPECT_THAT(front_page(example_directory(), rows),
              HasSubstr("\nNOT CLEARED: 12 people still inside when the simulation ended at 22:00 +7 (most in Arrival "
                        "hall).\n"));
  rows = example_rows(2);
  rows.of<ReplicationRow>()[1].outside = 3;
  EXPECT_THAT(front_page(example_directory(), rows), HasSubstr("\nNOT CLEARED: in 1 of 2 replications"));
  EXPECT_THAT(front_page(example_directory(), example_rows(2)), Not(HasSubstr("NOT CLEARED")));
}

TEST(FrontPage, SaysWhoWasLeftBehindOnlyWhereSomebodyWas) {
  ResultRows rows = example_rows(1);
  EXPECT_THAT(front_page(example_directory(), rows), Not(HasSubstr("left behind")));
  rows.of<FlowRow>()[0].left_behind += 37;
  rows.of<FlowRow>()[0].left -= 37;
  rows.of<ReplicationRow>()[0].left_behind += 37;
  rows.of<ReplicationRow>()[0].left -= 37;
  const std::string text = front_page(example_directory(), rows);
  const std::string head = "turned back  left behind  still inside";
  const std::size_t column = text.find(head) - text.rfind('\n', text.find(head));
  std::istringstream in(text.substr(text.find(head)));
  std::string line;
  std::getline(in, line);
  std::getline(in, line);
  EXPECT_EQ(line.substr(column - 1 + 13, head.size() - 13), "         37             0") << line;
  EXPECT_LE(widest_line(text), page_width);
}

TEST(FrontPage, SaysWhatDisruptionsDid) {
  Directory directory = example_directory();
  EXPECT_THAT(front_page(directory, example_rows(3)), Not(HasSubstr("DISRUPTIONS")));
  directory.disruptions = {
      {"gates", {"e-Channel outage", ""}, 17 * hour, 25 * hour, "servers down, road closed", "road closed (no road)"}};
  ResultRows rows = example_rows(3);
  for (std::uint32_t r = 0; r < 3; ++r) {
    rows.of<DisruptionRow>().push_back({r, 0, 0, 0, 10 * r, 1000 + 100 * r, 500, r == 0 ? -1.0 : 600.0 * r});
    rows.of<DisruptionRow>().push_back({r, 0, 0, 1, 0, 0, 0, 0});
  }
  const std::string text = front_page(directory, rows);
  EXPECT_LE(widest_line(text), page_width);
  EXPECT_THAT(text, HasSubstr("DISRUPTIONS, mean  from-until      waiting before   most  at its end"));
  EXPECT_THAT(text, HasSubstr("e-Channel outage   17:00-01:00 +1              10  1,100         500"));
  EXPECT_THAT(text, HasSubstr("* e-Channel outage: in 1 of 3 replications it never was."));
  EXPECT_THAT(text, HasSubstr("e-Channel outage does nothing here: road closed (no road)."));
  EXPECT_THAT(text, Not(HasSubstr("vehicles")));
  const auto summary = summarise(directory, rows);
  ASSERT_TRUE(summary.disruptions.at(0).cleared_s);
  EXPECT_EQ(summary.disruptions[0].cleared_s->value, 900) << "of the two in which it was";
  const auto json = json_of(directory, summary);
  EXPECT_EQ(json["disruptions"][0]["backlogs"][0]["most"]["value"], 1100);
  EXPECT_EQ(json["disruptions"][0]["backlogs"][0]["cleared_replications"], 2);
  EXPECT_EQ(json["disruptions"][0]["does_nothing_here"], "road closed (no road)");
}

TEST(FrontPage, SaysHowManyPledgeMinutesWereLost) {
  ResultRows rows = example_rows(2);
  EXPECT_THAT(front_page(example_directory(), rows), Not(HasSubstr("PLEDGE-MINUTES")));
  for (PledgeRow& r : rows.of<PledgeRow>())
    if (r.traveller_class == 0 && r.direction == 0) r.beyond_s = r.replication == 0 ? 60 : 120;
  const Summary summary = summarise(example_directory(), rows);
  std::size_t half_hours = 0;
  for (const PledgeRow& r : rows.of<PledgeRow>())
    half_hours += r.replication == 0 && r.traveller_class == 0 && r.direction == 0 && r.authority == 1;
  EXPECT_DOUBLE_EQ(summary.pledges.at(0).beyond_s.value, 90.0 * static_cast<double>(half_hours));
  EXPECT_THAT(front_page(example_directory(), rows), HasSubstr("PLEDGE-MINUTES LOST, mean"));
}

TEST(FrontPage, SaysThatNoClockRan) {
  ResultRows rows = example_rows(1);
  std::erase_if(rows.of<PledgeRow>(), [](const PledgeRow& r) { return r.traveller_class == 1; });
  std::erase_if(rows.of<ClockRow>(), [](const ClockRow& r) { return r.traveller_class == 1; });
  const std::string text = front_page(example_directory(), rows);
  EXPECT_THAT(text, HasSubstr("Other visitors, departure: no pledge clock ran: nobody of this class came to an "
                              "immigration queue."));
  EXPECT_THAT(text, HasSubstr("Mainland visitors, departure    KEPT"));
}

TEST(FrontPage, LongNamesAreCutButDirectionsAreNot) {
  Directory directory = example_directory();
  for (ClassEntry& c : directory.classes) c.label.en = "Residents of Hong Kong and all other places with an agreement";
  for (StationEntry& s : directory.stations) s.label.en += " of the new passenger terminal building on the north side";
  const std::string text = front_page(directory, example_rows(3));
  EXPECT_LE(widest_line(text), page_width);
  EXPECT_THAT(text, HasSubstr("..., arrival "));
  EXPECT_THAT(text, HasSubstr("..., departure "));
  const std::size_t heading = text.find("07:00 ", text.find("SERVERS NEEDED"));
  const std::string above = text.substr(text.find("SERVERS NEEDED"), heading - text.find("SERVERS NEEDED"));
  EXPECT_LE(std::count(above.begin(), above.end(), '\n'), 10);
}

TEST(FrontPage, MarksHalfHoursWithTooFewServersOpen) {
  ResultRows rows = example_rows(1);
  for (SeriesRow& r : rows.of<SeriesRow>())
    if (r.station == 0 && r.from_s == 36'000) r.open_s = 1800;  // one of the arrival counters at 10:00
  EXPECT_THAT(front_page(example_directory(), rows), HasSubstr("\n10:00       2/1!"));
  for (WorkRow& r : rows.of<WorkRow>())
    if (r.station == 11) r.served = 0, r.work_s = 0;  // nobody was served at the search tables
  EXPECT_THAT(front_page(example_directory(), rows), HasSubstr(" ?/4"));
  EXPECT_THAT(front_page(example_directory(), rows), HasSubstr(" A ? stands where people came"));
}

TEST(FrontPage, TheWorstHalfHour) {
  ResultRows rows = example_rows(1);
  for (PledgeRow& r : rows.of<PledgeRow>()) r.kept = r.joined;
  EXPECT_THAT(front_page(example_directory(), rows), Not(HasSubstr("07:00, 100%")));
  rows.of<PledgeRow>()[0].joined = 6;
  rows.of<PledgeRow>()[0].kept = 3;
  EXPECT_THAT(front_page(example_directory(), rows), HasSubstr("07:00, 50.0% of 6 people\n"));
}

TEST(FrontPage, HeldBackByMaximumFlow) {
  ResultRows rows = example_rows(1);
  rows.of<LedgerRow>().push_back({0, 3, 36'000, static_cast<std::uint8_t>(LedgerCause::all_in_use), no_station, 7200});
  const Directory directory = example_directory();
  EXPECT_THAT(front_page(directory, rows), HasSubstr("held back by maximum flow 100%"));
  const auto j = json_of(directory, summarise(directory, rows));
  EXPECT_EQ(j["queues"][2]["station"], "example/arriving");
  EXPECT_EQ(j["queues"][2]["charged_to"][0]["cause"], "held back by maximum flow");
}

TEST(FrontPage, DaysOfOneReplication) {
  Directory directory = example_directory();
  directory.days = 2;
  EXPECT_THAT(front_page(directory, example_rows(1)), HasSubstr(" those days  "));
}

TEST(FrontPage, TellsDatesInRunsOfMoreThanAWeek) {
  for (const int days : {7, 8}) {
    Directory directory = example_directory();
    directory.days = days;
    ResultRows rows = example_rows(1);
    rows.of<ReplicationRow>().front().last_check_s = to_seconds((days - 1) * day + 22 * hour + minute);
    const std::string date = date_text(days_after(directory.date, 7));
    EXPECT_THAT(front_page(directory, rows),
                HasSubstr(days == 7 ? "last check 22:01 +6" : "last check " + date + " 22:01"));
  }
}

TEST(FrontPage, NoRowsButOneReplication) {
  ResultRows rows;
  ReplicationRow empty{};
  empty.inside_at_closing = -1;
  empty.last_check_s = empty.last_clearance_s = -1;
  rows.of<ReplicationRow>().push_back(empty);
  const std::string text = front_page(example_directory(), rows);
  EXPECT_THAT(text, Not(HasSubstr("nan")));
  EXPECT_THAT(text, Not(HasSubstr("CLOSING")));
}

TEST(FrontPage, EverySectionIsDocumentedInItsOrder) {
  std::ifstream in(source_root() + "/docs/front-page.md");
  std::vector<std::string> documented;
  for (std::string line; std::getline(in, line);)
    if (line.rfind("| `", 0) == 0) documented.push_back(line.substr(3, line.find('`', 3) - 3));
  EXPECT_EQ(documented, section_names());
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
  std::ifstream in(source_root() + "/docs/json.md");
  std::ostringstream page;
  page << in.rdbuf();
  std::set<std::string> keys;
  ResultRows rows = example_rows(2);
  rows.of<ReplicationRow>()[0].inside = 1;
  gather_keys(json_of(example_directory(), summarise(example_directory(), rows)), keys);
  EXPECT_GT(keys.size(), 50U);
  for (const std::string& key : keys)
    EXPECT_TRUE(page.str().find("`" + key + "`") != std::string::npos ||
                page.str().find("\"" + key + "\"") != std::string::npos)
        << key;
}

}  // namespace
}  // namespace crossflow

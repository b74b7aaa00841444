// Officers and gates needed, from rows whose figures a reader can work out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/erlang.hpp"
#include "analysis/page.hpp"
#include "analysis/requirement_csv.hpp"
#include "tests/analysis/small_port.hpp"

namespace crossflow {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Counters of arrivals (a post each), twelve gates of arrivals (one officer to six), counters of departures, and search
// tables for all with two officers each.
Directory staffed() {
  Directory d = small();
  d.title = {"A staffed port", ""};
  d.stations.resize(1);
  StationEntry& counters = d.stations[0];
  counters.label = {"Arrival counters", ""};
  counters.server_word = "inspector";
  counters.server_kind = ServerKind::desk;
  counters.direction = 0;
  counters.servers = 20;
  counters.post_skill = "immigration";
  counters.post_officers = counters.post_servers = 1;
  StationEntry gates = counters;
  gates.name = "p/gates";
  gates.server_word = "gate";
  gates.kind = "e-channel";
  gates.server_kind = ServerKind::device;
  gates.servers = 12;
  gates.post_servers = 6;
  StationEntry departures = counters;
  departures.name = "p/departure counters";
  departures.direction = 1;
  StationEntry tables = counters;
  tables.name = "p/tables";
  tables.authority = 0;
  tables.direction = -1;
  tables.server_word = "table";
  tables.server_kind = ServerKind::bay;
  tables.servers = 4;
  tables.post_skill = "customs";
  tables.post_officers = 2;
  d.stations.insert(d.stations.end(), {gates, departures, tables});
  d.pools = {{"p/immigration", {"Immigration", ""}, 0, "immigration"},
             {"p/mobile", {"Mobile", ""}, 0, "customs, immigration"}};
  d.officers = {{"p/immigration/early/01", 0}, {"p/mobile/early/01", 1}};
  d.supervisors = {{"p/hall", {"Hall", ""}, 0, "thresholds"}};
  return d;
}

// One day; in the half-hour before seven the same came as in that from seven, so that as much falls into it as comes.
ResultRows a_day() {
  ResultRows rows = of_replications({0});
  rows.of<ReplicationRow>()[0].end_s = 22 * 3600;
  for (const double from : {seven - half, seven}) {
    rows.of<WorkRow>().push_back({0, 0, from, 450, 450, 27000});  // 15 erlangs of a minute each
    rows.of<WorkRow>().push_back({0, 1, from, 630, 630, 12600});  // 7 erlangs of 20 s
    rows.of<WorkRow>().push_back({0, 2, from, 150, 150, 9000});   // 5 erlangs of a minute
    rows.of<WorkRow>().push_back({0, 3, from, 6, 6, 1800});       // 1 erlang of five minutes
  }
  rows.of<OfficerHoursRow>() = {{0, 0, seven, 1800, 900, 900, 20 * 1800, 1800, 0, 24},
                                {0, 1, seven, 0, 0, 0, 2 * 1800, 0, 0, 2}};
  rows.of<PostHoursRow>() = {
      {0, 0, seven, 13 * 1800, 0}, {0, 1, seven, 2 * 1800, 0}, {0, 2, seven, 5 * 1800, 0}, {0, 3, seven, 4 * 1800, 0}};
  return rows;
}

const StaffNeed& find(const Summary& s, int direction, const std::string& what) {
  for (const StaffNeed& n : s.staff_needs)
    if (n.direction == direction && n.what == what) return n;
  throw std::runtime_error("no " + what);
}

const StaffRow& at_seven(const StaffNeed& need) {
  for (const StaffRow& row : need.rows)
    if (row.from == 7 * hour) return row;
  throw std::runtime_error("no half-hour at seven");
}

// The need of one half-hour, station by station, by Erlang's C formula written out as a sum.
double longer_than(double wait, double load, int servers, double service) {
  double sum = 0, term = 1;
  for (int k = 0; k < servers; ++k) {
    sum += term;
    term *= load / (k + 1);
  }
  const double last = term * servers / (servers - load);
  return last / (sum + last) * std::exp(-(servers - load) * wait / service);
}

TEST(StaffNeeds, OneHalfHourByHand) {
  // Counters: 98% within 15 min. 16 carry 15 erlangs, and of those who wait hardly anybody waits so long.
  EXPECT_LE(longer_than(900, 15, 16, 60), 0.02);
  // Gates: 8 carry 7. Departures: 6 carry 5. Tables, 95% within 5 min: 3 carry 1 well enough, 2 do not.
  EXPECT_LE(longer_than(900, 7, 8, 20), 0.02);
  EXPECT_LE(longer_than(900, 5, 6, 60), 0.02);
  EXPECT_LE(longer_than(300, 1, 3, 300), 0.05);
  EXPECT_GT(longer_than(300, 1, 2, 300), 0.05);
  const Summary s = summarise(staffed(), a_day());
  const StaffRow& arrivals = at_seven(find(s, 0, "immigration officers"));
  EXPECT_EQ(arrivals.needed, 16 + 2) << "sixteen counters, and an officer to each six of eight gates";
  EXPECT_DOUBLE_EQ(*arrivals.there, 13 + 2);
  EXPECT_EQ(at_seven(find(s, 0, "immigration gates")).needed, 8);
  EXPECT_EQ(at_seven(find(s, 1, "immigration officers")).needed, 6);
  const StaffRow& customs = at_seven(find(s, -1, "customs officers"));
  EXPECT_EQ(customs.needed, 6) << "three tables of two officers";
  EXPECT_DOUBLE_EQ(*customs.there, 4);
  const StaffRow& all = at_seven(find(s, StaffNeed::all_directions, "immigration officers"));
  EXPECT_EQ(all.needed, 16 + 2 + 6);
  EXPECT_DOUBLE_EQ(*all.there, 22 + 2) << "of both pools, those on a break apart";
  EXPECT_DOUBLE_EQ(*at_seven(find(s, StaffNeed::all_directions, "customs officers")).there, 2);
}

TEST(StaffNeeds, WithoutPostsCountersNeedAnOfficerEach) {
  Directory d = staffed();
  for (StationEntry& station : d.stations) station.post_skill.clear();
  d.officers.clear();
  d.pools.clear();
  ResultRows rows = a_day();
  rows.of<OfficerHoursRow>().clear();
  rows.of<PostHoursRow>().clear();
  SeriesRow open{};
  open.from_s = seven;
  open.open_s = 17 * 900;
  rows.of<SeriesRow>().push_back(open);
  open.from_s = seven + 900;
  rows.of<SeriesRow>().push_back(open);
  const Summary s = summarise(d, rows);
  const StaffRow& arrivals = at_seven(find(s, 0, "immigration officers"));
  EXPECT_EQ(arrivals.needed, 16);
  EXPECT_DOUBLE_EQ(*arrivals.there, 17);
  EXPECT_FALSE(at_seven(find(s, StaffNeed::all_directions, "immigration officers")).there);
  for (const StaffNeed& n : s.staff_needs) EXPECT_NE(n.what, "customs officers") << "a table is no officer";
}

TEST(StaffNeeds, EachAuthorityAndEachKindOfDeviceIsToldApart) {
  Directory d = staffed();
  for (StationEntry& station : d.stations) station.post_skill.clear();
  d.authorities = {"customs", "immigration", "mainland immigration"};
  d.stations[0].server_kind = ServerKind::device;  // the other side's gates beside ours
  d.stations[0].kind = "e-channel";
  d.stations[0].server_word = "gate";
  d.stations[0].authority = 2;
  d.stations[2].server_kind = ServerKind::kiosk;  // for both sides at one stop
  d.stations[2].kind = "kiosk-lanes";
  d.stations[2].server_word = "kiosk";
  d.stations[2].direction = 0;
  d.stations[2].also = 1U << 2U;
  const Summary s = summarise(d, a_day());
  EXPECT_EQ(at_seven(find(s, 0, "immigration gates")).needed, 8);
  EXPECT_EQ(at_seven(find(s, 0, "mainland immigration gates")).needed, 16);
  EXPECT_EQ(at_seven(find(s, StaffNeed::all_directions, "immigration gates")).needed, 8);
  EXPECT_EQ(at_seven(find(s, 0, "immigration and mainland immigration kiosks")).needed, 6);
  EXPECT_EQ(at_seven(find(s, 0, "immigration and mainland immigration officers")).needed, 6);
}

TEST(StaffNeeds, ABusyDayNeedsMore) {
  ResultRows rows = of_replications({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  for (std::uint32_t r = 0; r < 10; ++r)
    for (const double from : {seven - half, seven})
      rows.of<WorkRow>().push_back({r, 2, from, 150, 150, r < 2 ? 18000.0 : 9000.0});
  const Summary s = summarise(staffed(), rows);
  const StaffRow& row = at_seven(find(s, 1, "immigration officers"));
  EXPECT_EQ(row.needed, 7) << "6 erlangs on average";
  EXPECT_EQ(row.busy_needed, 11) << "10 erlangs on the second busiest of ten days";
}

TEST(StaffNeeds, ThePageSaysWhereTooFewAre) {
  const std::string page = text_of(staffed(), summarise(staffed(), a_day()), {.full = true});
  EXPECT_THAT(page, HasSubstr("OFFICERS AND DEVICES NEEDED by half-hour"));
  EXPECT_THAT(page, HasSubstr("all together"));
  EXPECT_THAT(page, HasSubstr("15!"));
  EXPECT_THAT(text_of(small(), summarise(small(), of_replications({0})), {.full = true}), Not(HasSubstr("OFFICERS")));
}

TEST(StaffNeeds, TheTableAsCsv) {
  const std::string csv = requirement_csv(staffed(), summarise(staffed(), a_day()));
  EXPECT_THAT(
      csv, HasSubstr("level,date,half_hour,port,direction,station,what,load,needed,needed_9_of_10,there,at_least\n"));
  EXPECT_THAT(csv, HasSubstr("station,2024-10-20,07:00,p,arrival,p/gates,gates,7.00,8,8,0.00,0\n"));
  EXPECT_THAT(csv, HasSubstr("direction,2024-10-20,07:00,p,arrival,,immigration officers,,18,18,15.00,0\n"));
  EXPECT_THAT(csv, HasSubstr("direction,2024-10-20,07:00,p,both,,customs officers,,6,6,4.00,0\n"));
  EXPECT_THAT(csv, HasSubstr("port,2024-10-20,07:00,p,all,,immigration officers,,24,24,24.00,0\n"));
}

TEST(Staffing, PoolsAndOrders) {
  ResultRows rows = of_replications({0, 1});
  rows.of<OfficerHoursRow>() = {{0, 0, seven, 1800, 0, 900, 3600, 900, 0, 4, 7000, 300},
                                {1, 0, seven, 0, 0, 0, 5400, 0, 600, 3, 6000, 0}};
  rows.of<OfficerRow>() = {{0, 0, 7200, 3600, 2, 900, 300}, {1, 0, 6000, 6000, 0, 0, 0}, {1, 1, 60, 0, 0, 0, 0}};
  rows.of<OrderRow>() = {{0, seven, 0, 0, 0, 3}, {0, seven + 600, 0, 0, 0, 4}, {1, seven - 60, 0, 3, 0xffff, 0}};
  const Summary s = summarise(staffed(), rows);
  ASSERT_EQ(s.pools.size(), 2U);
  EXPECT_EQ(s.pools[0].officers, 2);
  EXPECT_EQ(s.pools[0].most_on_duty, 4);
  EXPECT_EQ(s.pools[0].on_duty_s, 1800 + 900 + 3600 + 900 + 6000);
  EXPECT_EQ(s.pools[0].at_post_s, 9000 + 600);
  EXPECT_EQ(s.pools[0].moving_s, 900);
  EXPECT_EQ(s.pools[0].breaks, 2);
  EXPECT_EQ(s.pools[0].overtime_s, 300);
  EXPECT_EQ(s.pools[0].rostered_s, 13'000);
  EXPECT_EQ(s.pools[1].officers, 1);
  ASSERT_EQ(s.orders.size(), 1U);
  EXPECT_EQ(s.orders[0].count[0], 2);
  EXPECT_EQ(s.orders[0].count[3], 1);
  EXPECT_EQ(*s.orders[0].first, 7 * hour - minute);
  EXPECT_EQ(*s.orders[0].last, 7 * hour + 10 * minute);
  const std::string page = text_of(staffed(), s, {.full = true});
  EXPECT_THAT(page, HasSubstr("OFFICERS, mean of 2 days"));
  EXPECT_THAT(page, HasSubstr("Hall (thresholds)"));
  EXPECT_THAT(page, Not(HasSubstr("call reserves"))) << "no such order was given";
}

}  // namespace
}  // namespace crossflow

// What is open and what is paid hang on hours, plans and rosters, and on nobody who comes late or leaves last.
#include <gtest/gtest.h>

#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

constexpr double an_hour = 3600;

struct Hours {
  double rostered = 0, overtime = 0, at_post = 0;
};

Hours hours_of(const Replay& run, std::uint16_t pool = 0) {
  Hours out;
  for (const OfficerHoursRow& r : run.rows.of<OfficerHoursRow>()) {
    if (r.pool != pool || r.of_other_dates != 0) continue;
    out.rostered += r.rostered_s / an_hour;
    out.overtime += r.overtime_s / an_hour;
    out.at_post += (r.at_post_s + r.finishing_s) / an_hour;
  }
  Hours by_officer;
  for (const OfficerRow& r : run.rows.of<OfficerRow>()) {
    if (run.directory.officers[r.officer].pool != pool) continue;
    by_officer.rostered += r.rostered_s / an_hour;
    by_officer.overtime += r.overtime_s / an_hour;
    by_officer.at_post += r.at_post_s / an_hour;
  }
  EXPECT_NEAR(out.rostered, by_officer.rostered, 1e-6);
  EXPECT_NEAR(out.overtime, by_officer.overtime, 1e-6);
  EXPECT_NEAR(out.at_post, by_officer.at_post, 1e-6);
  return out;
}

void expect_hours(const Replay& run, double rostered, double overtime, double at_post) {
  const Hours hours = hours_of(run);
  EXPECT_NEAR(hours.rostered, rostered, 1e-9);
  EXPECT_NEAR(hours.overtime, overtime, 1e-9);
  EXPECT_NEAR(hours.at_post, at_post, 1e-9);
}

// At so many minutes past an hour.
std::string at(int hours, int minutes, int seconds = 0) {
  return std::to_string(hours * 3600 + minutes * 60 + seconds) + " local";
}

// Three desks of five minutes, a port that closes at 16:00.
Small ten_officers(std::vector<std::string> people) {
  Small small;
  small.head = "officers: {doc: {shifts: {day: {from: \"09:00\", until: \"17:00\", officers: 10}}}}\n";
  small.port = ", hours: \"09:00-16:00\"";
  small.stations = "  a: {kind: counter, servers: 3, service: 5 min, post: {skill: doc}}\n";
  small.way = "[a, leave]";
  small.people = std::move(people);
  return small;
}

TEST(PaidHours, TenOfficersFromNineToFive) {
  for (const auto& people : {std::vector{at(9, 0)}, std::vector{at(9, 0), at(15, 50)},
                             std::vector{at(9, 0), at(15, 50), at(16, 0, 1)}, std::vector{at(9, 0), at(23, 0)}})
    expect_hours(ten_officers(people).run(), 80, 0, 3 * 8);
}

TEST(PaidHours, WhoStandsOutsideKeepsNoRunAlive) {
  EXPECT_EQ(ten_officers({at(9, 0)}).run().end, 17 * hour);
  EXPECT_EQ(ten_officers({at(9, 0), at(16, 0, 1)}).run().end, 17 * hour);
  EXPECT_EQ(ten_officers({at(9, 0), at(23, 0)}).run().end, 23 * hour) << "he is counted";
  EXPECT_EQ(ten_officers({at(9, 0), at(23, 0)}).run().all().outside, 1);
  // A party in the door of a full place is called back, and stays outside as well.
  Small full = ten_officers({at(15, 58), at(15, 59), "57580 local 4"});
  full.stations = "  a: {kind: counter, servers: 1, service: 5 min, queue: {space: 1 person}, post: {skill: doc}}\n";
  const Replay run = full.run();
  EXPECT_EQ(run.all().outside, 4);
  EXPECT_EQ(run.end, 17 * hour);
}

TEST(PaidHours, OvertimeIsWhatIsWorkedBeyond) {
  Small late = ten_officers({at(15, 59)});
  late.stations = "  a: {kind: counter, servers: 3, service: 3 h, post: {skill: doc}}\n";
  const Replay run = late.run();
  EXPECT_EQ(run.end, 18 * hour + 59 * minute);
  expect_hours(run, 80, 119.0 / 60, 24 + 119.0 / 60);
}

TEST(PaidHours, AShiftOfAnotherDatePaysNobody) {
  // Somebody in service until 10:00 of the next day, when the next shift has come.
  Small late = ten_officers({at(15, 59), at(15, 59), at(15, 59), at(15, 59)});
  late.stations = "  a: {kind: counter, servers: 3, service: 6 h, post: {skill: doc}}\n";
  const Replay run = late.run();
  EXPECT_EQ(run.end, 39 * hour) << "the fourth from 09:00 of the next day on";
  expect_hours(run, 80, 3 * (4 + 59.0 / 60), 3 * 8 + 3 * (4 + 59.0 / 60));
}

TEST(PaidHours, ANightShiftBelongsToTheEveningOnWhichItBegins) {
  Small night = ten_officers({at(0, 10), at(23, 0)});
  night.port = "";
  night.head = "officers: {doc: {shifts: {night: {from: \"22:00\", until: \"30:00\", officers: 2}}}}\n";
  const Replay run = night.run();
  EXPECT_EQ(run.end, 30 * hour);
  EXPECT_EQ(run.count(EventKind::started), 2U) << "the one of the evening before is there at 00:10";
  expect_hours(run, 16, 0, 16);
}

TEST(PaidHours, AbsentOrNotOfficersAreRostered) {
  Small small = ten_officers({at(9, 0)});
  small.head = "officers: {doc: {absence: 50%, shifts: {day: {from: \"09:00\", until: \"17:00\", officers: 10}}}}\n";
  for (const std::uint64_t seed : {1U, 2U, 3U}) EXPECT_NEAR(hours_of(small.run(seed)).rostered, 80, 1e-9);
}

TEST(PaidHours, ReservesWhoAreCalledArePaidTheirStay) {
  Small small = ten_officers(std::vector<std::string>(60, "0 local"));
  small.port = ", hours: \"00:00-00:10\"";
  small.stations = "  a: {kind: counter, authority: immigration, servers: 3, open: 1, service: 1 min, post: doc}\n";
  small.head =
      "officers: {doc: {shifts: {day: {from: \"00:00\", until: \"00:40\", officers: 1}}, "
      "reserves: {officers: 2, come after: 5 min, stay: 1 h}}}\n"
      "supervisors: {hall: {looks every: 130 s, acts after: 1 min, policy: call reserves, pool: doc, above: 15 min, "
      "for: 0 min}}\n";
  const Replay run = small.run();
  EXPECT_LT(run.end, hour) << "before the stay is over";
  const Hours hours = hours_of(run);
  EXPECT_NEAR(hours.rostered, 40.0 / 60, 1e-9);
  EXPECT_NEAR(hours.overtime, 2, 1e-9);
}

// Its servers' time in the port's hours, in minutes.
struct Open {
  double open = 0, busy = 0, down = 0, unmanned = 0, not_opened = 0;
};

Open open_of(const Replay& run, const std::string& station) {
  Open out;
  for (const SeriesRow& r : run.rows.of<SeriesRow>()) {
    if (r.station != run.station(station)) continue;
    out.open += r.open_in_hours_s / 60;
    out.busy += r.busy_in_hours_s / 60;
    out.down += r.down_in_hours_s / 60;
    out.unmanned += r.unmanned_in_hours_s / 60;
    out.not_opened += r.not_opened_in_hours_s / 60;
  }
  return out;
}

Small two_desks(const std::string& service, std::vector<std::string> people) {
  Small small;
  small.port = ", hours: \"08:00-08:15\"";
  small.stations = "  a: {kind: counter, servers: 2, open: {\"00:00\": 2, \"08:10\": 1}, service: " + service + "}\n";
  small.way = "[a, leave]";
  small.people = std::move(people);
  return small;
}

TEST(OpenHours, OfThePortAndThePlan) {
  const Open open = open_of(two_desks("3 min", {at(8, 0), at(8, 2), at(8, 10)}).run(), "a");
  EXPECT_DOUBLE_EQ(open.open, 25);
  EXPECT_DOUBLE_EQ(open.busy, 9);
  EXPECT_DOUBLE_EQ(open.not_opened, 5);
}

TEST(OpenHours, WhoeverFinishesAfterClosingChangesNothing) {
  // Both serve until 08:28, one beyond its plan from 08:10, both beyond the port's hours from 08:15.
  const Open open = open_of(two_desks("20 min", {at(8, 8), at(8, 8)}).run(), "a");
  EXPECT_DOUBLE_EQ(open.open, 25);
  EXPECT_DOUBLE_EQ(open.busy, 2 + 7);
  EXPECT_DOUBLE_EQ(open.not_opened, 5);
}

TEST(OpenHours, OfADeviceThatIsDown) {
  Small small = two_desks("20 min", {at(8, 2)});
  small.stations = "  a: {kind: counter, servers: 2, service: 20 min}\n";
  small.head = "disruptions: {d: {from: \"08:05\", lasts: 5 min, servers down: {station: a, number: 1}}}\n";
  const Open open = open_of(small.run(), "a");
  EXPECT_DOUBLE_EQ(open.open, 25);
  EXPECT_DOUBLE_EQ(open.busy, 13 - 5) << "what it does while it is down already is beyond it";
  EXPECT_DOUBLE_EQ(open.down, 5);
}

TEST(OpenHours, UnmannedIsNotOpen) {
  Small small = two_desks("1 min", {at(8, 0), at(8, 6)});
  small.head = "officers: {doc: {shifts: {day: {from: \"08:05\", until: \"09:00\", officers: 1}}}}\n";
  small.stations = "  a: {kind: counter, servers: 2, service: 1 min, post: doc}\n";
  const Open open = open_of(small.run(), "a");
  EXPECT_DOUBLE_EQ(open.open, 10);
  EXPECT_DOUBLE_EQ(open.busy, 2);
  EXPECT_DOUBLE_EQ(open.unmanned, 5 + 15);
}

TEST(OpenHours, APortThatNeverClosesIsOpenUntilTheLastMidnight) {
  Small small = two_desks("60 min", {at(8, 0), at(23, 30)});
  small.port = "";
  small.stations = "  a: {kind: counter, servers: 2, service: 60 min}\n";
  const Replay run = small.run();
  EXPECT_EQ(run.end, 24 * hour + 30 * minute);
  const Open open = open_of(run, "a");
  EXPECT_DOUBLE_EQ(open.open, 2 * 24 * 60);
  EXPECT_DOUBLE_EQ(open.busy, 90);
  small.people.pop_back();
  EXPECT_EQ(small.run().end, 24 * hour);
  EXPECT_DOUBLE_EQ(open_of(small.run(), "a").open, 2 * 24 * 60);
}

}  // namespace
}  // namespace crossflow::test

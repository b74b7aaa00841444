// What officers did, from events written down by hand.
#include "sim/record/officer_work.hpp"

#include <gtest/gtest.h>

#include "sim/record/event_check.hpp"
#include "tests/record/fold_log.hpp"

namespace crossflow::test {
namespace {

constexpr Tick eight = 8 * hour;

Directory staffed() {
  Directory d = small_directory();
  d.pools = {{"p/immigration", {}, 0, "immigration"}, {"p/customs", {}, 0, "customs"}};
  d.officers = {{"p/immigration/early/01", 0}, {"p/immigration/early/02", 0}, {"p/customs/early/01", 1}};
  d.supervisors = {{"p/hall", {}, 0, "thresholds"}};
  return d;
}

Event is(Tick at, std::uint16_t officer, OfficerState state, std::uint16_t station = no_station,
         std::int32_t value = -1) {
  return {at, no_entity, value, station, officer, EventKind::officer, static_cast<std::uint8_t>(state)};
}

Event orders(Tick at, Order order, std::uint16_t station, std::int32_t value) {
  return {at, no_entity, value, station, 0, EventKind::order, static_cast<std::uint8_t>(order)};
}

// From 8:00 to 10:00; the second is absent, or the third of another date.
Directory rostered() {
  Directory d = staffed();
  d.duties = {
      {0, 0, eight, eight + 2 * hour}, {1, 0, eight, eight + 2 * hour}, {2, -1, 0, hour}, {2, 1, day, day + hour}};
  return d;
}

ResultRows fold(const std::vector<Event>& events, Tick end, const Directory& directory = staffed()) {
  Statistics statistics(directory);
  statistics.consume(events);
  statistics.finish(end);
  ResultRows rows;
  statistics.add_rows(3, 0, rows);
  return rows;
}

// Comes at 8:00, walks 4 min, opens in 2, is at the desk until 10:00 but for a meal from 9:00 to 9:20, and finishes
// somebody until 10:05, five minutes beyond the roster.
std::vector<Event> a_morning() {
  return {is(eight, 0, OfficerState::spare),
          is(eight + 10 * minute, 0, OfficerState::walking, desk, 0),
          is(eight + 14 * minute, 0, OfficerState::changing_over, desk, 0),
          is(eight + 16 * minute, 0, OfficerState::at_post, desk, 0),
          is(eight + hour, 0, OfficerState::on_break),
          is(eight + 80 * minute, 0, OfficerState::at_post, desk, 0),
          is(eight + 2 * hour, 0, OfficerState::finishing, desk, 0),
          is(eight + 125 * minute, 0, OfficerState::off_duty, no_station, 300)};
}

TEST(OfficerWork, OfOneOfficer) {
  const ResultRows rows = fold(a_morning(), 24 * hour, rostered());
  ASSERT_EQ(rows.of<OfficerRow>().size(), 2U) << "who is not rostered and was never on duty has no row";
  const OfficerRow& o = rows.of<OfficerRow>()[0];
  EXPECT_EQ(o.replication, 3U);
  EXPECT_EQ(o.officer, 0);
  EXPECT_DOUBLE_EQ(o.on_duty_s, 125 * 60);
  EXPECT_DOUBLE_EQ(o.at_post_s, (44 + 40 + 5) * 60);
  EXPECT_EQ(o.breaks, 1);
  EXPECT_DOUBLE_EQ(o.break_s, 20 * 60);
  EXPECT_DOUBLE_EQ(o.overtime_s, 300);
  EXPECT_DOUBLE_EQ(o.rostered_s, 7200);
  EXPECT_DOUBLE_EQ(rows.of<OfficerRow>()[1].rostered_s, 7200);
  EXPECT_DOUBLE_EQ(rows.of<OfficerRow>()[1].on_duty_s, 0);
}

double sum_of(const ResultRows& rows, std::uint16_t pool, bool of_other_dates, double OfficerHoursRow::*what) {
  double sum = 0;
  for (const OfficerHoursRow& r : rows.of<OfficerHoursRow>())
    if (r.pool == pool && (r.of_other_dates != 0) == of_other_dates) sum += r.*what;
  return sum;
}

TEST(OfficerWork, RosteredHoursHangOnNoEvent) {
  const ResultRows rows = fold(a_morning(), 24 * hour, rostered());
  EXPECT_DOUBLE_EQ(sum_of(rows, 0, false, &OfficerHoursRow::rostered_s), 2 * 7200);
  EXPECT_DOUBLE_EQ(sum_of(fold({}, hour, rostered()), 0, false, &OfficerHoursRow::rostered_s), 2 * 7200);
  EXPECT_DOUBLE_EQ(sum_of(fold({}, hour, rostered()), 1, false, &OfficerHoursRow::rostered_s), 0);
}

TEST(OfficerWork, TimesOnDutyOfOtherDatesAreKeptApart) {
  // The night before until 1:10, ten minutes beyond; and the next day's, which is still there at the end.
  const ResultRows rows =
      fold({is(0, 2, OfficerState::at_post, table, 0), is(50 * minute, 2, OfficerState::finishing, table, 0),
            is(70 * minute, 2, OfficerState::off_duty), is(day, 2, OfficerState::at_post, table, 0)},
           day + 2 * hour, rostered());
  EXPECT_DOUBLE_EQ(sum_of(rows, 1, true, &OfficerHoursRow::at_post_s), (50 + 120) * 60);
  EXPECT_DOUBLE_EQ(sum_of(rows, 1, true, &OfficerHoursRow::finishing_s), 20 * 60);
  EXPECT_DOUBLE_EQ(sum_of(rows, 1, true, &OfficerHoursRow::overtime_s), 0);
  EXPECT_DOUBLE_EQ(sum_of(rows, 1, false, &OfficerHoursRow::at_post_s), 0);
  EXPECT_EQ(rows.of<OfficerRow>().size(), 2U) << "only those of the scenario's date";
  double at_tables = 0;
  for (const PostHoursRow& r : rows.of<PostHoursRow>()) at_tables += r.at_post_s;
  EXPECT_DOUBLE_EQ(at_tables, (70 + 120) * 60) << "at posts, whoever pays them";
}

TEST(OfficerWork, OfWhoIsStillThereAtTheEndOvertimeCounts) {
  const ResultRows rows = fold({is(eight, 0, OfficerState::at_post, desk, 0)}, eight + 150 * minute, rostered());
  EXPECT_DOUBLE_EQ(sum_of(rows, 0, false, &OfficerHoursRow::overtime_s), 1800);
  EXPECT_DOUBLE_EQ(rows.of<OfficerRow>()[0].overtime_s, 1800);
}

TEST(OfficerWork, AReserveIsPaidTheWholeStay) {
  Directory d = rostered();
  d.officers[1].stay = 4 * hour;
  d.duties.erase(d.duties.begin() + 1);
  const ResultRows early = fold({is(eight, 1, OfficerState::spare)}, eight + hour, d);
  EXPECT_DOUBLE_EQ(sum_of(early, 0, false, &OfficerHoursRow::overtime_s), 4 * 3600);
  EXPECT_DOUBLE_EQ(sum_of(early, 0, false, &OfficerHoursRow::spare_s), 3600);
  const ResultRows late =
      fold({is(eight, 1, OfficerState::spare), is(eight + 5 * hour, 1, OfficerState::off_duty)}, day, d);
  EXPECT_DOUBLE_EQ(sum_of(late, 0, false, &OfficerHoursRow::overtime_s), 5 * 3600);
}

TEST(OfficerWork, ByHalfHour) {
  const ResultRows rows = fold(a_morning(), 24 * hour);
  ASSERT_EQ(rows.of<OfficerHoursRow>().size(), 5U);
  const OfficerHoursRow& first = rows.of<OfficerHoursRow>()[0];
  EXPECT_EQ(first.from_s, to_seconds(eight));
  EXPECT_EQ(first.spare_s, 600);
  EXPECT_EQ(first.walking_s, 240);
  EXPECT_EQ(first.changing_over_s, 120);
  EXPECT_EQ(first.at_post_s, 14 * 60);
  EXPECT_EQ(first.on_duty_s(), 1800);
  const OfficerHoursRow& third = rows.of<OfficerHoursRow>()[2];
  EXPECT_EQ(third.break_s, 1200);
  EXPECT_EQ(third.at_post_s, 600);
  const OfficerHoursRow& last = rows.of<OfficerHoursRow>()[4];
  EXPECT_EQ(last.finishing_s, 300);
  EXPECT_EQ(last.on_duty_s(), 300);
  ASSERT_EQ(rows.of<PostHoursRow>().size(), 5U);
  EXPECT_EQ(rows.of<PostHoursRow>()[0].station, desk);
  EXPECT_EQ(rows.of<PostHoursRow>()[0].at_post_s, 14 * 60);
  EXPECT_EQ(rows.of<PostHoursRow>()[0].changing_over_s, 120);
  EXPECT_EQ(rows.of<PostHoursRow>()[4].at_post_s, 300) << "finishing is at the post";
}

TEST(OfficerWork, AReliefAtTheSameInstantIsNotTwoAtOnce) {
  const ResultRows rows =
      fold({is(eight, 0, OfficerState::at_post, desk, 0), is(eight, 2, OfficerState::spare),
            is(eight + hour, 1, OfficerState::at_post, desk, 0), is(eight + hour, 0, OfficerState::off_duty)},
           eight + 90 * minute);
  std::vector<std::int64_t> most;
  for (const OfficerHoursRow& r : rows.of<OfficerHoursRow>()) most.push_back(r.most_on_duty);
  EXPECT_EQ(most, (std::vector<std::int64_t>{1, 1, 1, 1, 1, 1})) << "three half-hours of each pool";
  EXPECT_EQ(rows.of<OfficerRow>().size(), 3U);
  EXPECT_EQ(rows.of<OfficerRow>()[1].on_duty_s, 1800) << "until the run ended";
  EXPECT_EQ(rows.of<OfficerRow>()[0].overtime_s, 0);
}

TEST(OfficerWork, WhoOverlapsCounts) {
  const ResultRows rows = fold({is(eight, 0, OfficerState::spare), is(eight + 10 * minute, 1, OfficerState::spare),
                                is(eight + 11 * minute, 0, OfficerState::off_duty)},
                               eight + 50 * minute);
  ASSERT_EQ(rows.of<OfficerHoursRow>().size(), 2U);
  EXPECT_EQ(rows.of<OfficerHoursRow>()[0].most_on_duty, 2);
  EXPECT_EQ(rows.of<OfficerHoursRow>()[1].most_on_duty, 1);
  EXPECT_EQ(rows.of<OfficerHoursRow>()[0].spare_s, 11 * 60 + 20 * 60);
}

TEST(OfficerWork, Orders) {
  const ResultRows rows = fold({orders(eight, Order::open_servers, quad, 3), orders(eight + hour, Order::hold, door, 0),
                                orders(eight + 2 * hour, Order::extend_hours, no_station, 30)},
                               24 * hour);
  ASSERT_EQ(rows.of<OrderRow>().size(), 3U);
  EXPECT_EQ(rows.of<OrderRow>()[0].time_s, to_seconds(eight));
  EXPECT_EQ(rows.of<OrderRow>()[0].at, quad);
  EXPECT_EQ(rows.of<OrderRow>()[0].value, 3);
  EXPECT_EQ(rows.of<OrderRow>()[2].order, static_cast<std::uint8_t>(Order::extend_hours));
  EXPECT_EQ(rows.of<OrderRow>()[2].at, no_station);
}

TEST(OfficerWork, EventsFromElsewhereAreChecked) {
  const Directory d = staffed();
  Event officer = is(eight, 2, OfficerState::finishing, desk, 0);
  EXPECT_TRUE(is_known(officer.kind));
  EXPECT_TRUE(is_within(officer, d, 0));
  EXPECT_TRUE(can_follow(officer, PortState(d)));
  officer.server = 3;
  EXPECT_FALSE(is_within(officer, d, 0));
  Event order = orders(eight, Order::extend_hours, no_station, 30);
  EXPECT_TRUE(is_within(order, d, 0));
  order.aux = 6;
  EXPECT_FALSE(is_within(order, d, 0));
  Event interrupted{eight, 0, 0, quad, 4, EventKind::interrupted, 0};
  EXPECT_FALSE(is_within(interrupted, d, 1)) << "no such server";
  interrupted.server = 3;
  EXPECT_TRUE(is_within(interrupted, d, 1));
  PortState state(d);
  EXPECT_FALSE(can_follow(interrupted, state)) << "nobody is served there";
  NoWatcher nobody;
  Log log;
  log.arrives(1, 0).joins(2, 0, quad).starts(3, 0, quad, 3);
  for (const Event& e : log.events) state.apply(e, nobody);
  EXPECT_TRUE(can_follow(interrupted, state));
  interrupted.server = 2;
  EXPECT_FALSE(can_follow(interrupted, state));
}

}  // namespace
}  // namespace crossflow::test

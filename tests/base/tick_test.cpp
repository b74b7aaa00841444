#include "sim/base/tick.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace crossflow {
namespace {

TEST(Ticks, AreTheNearestMicrosecond) {
  EXPECT_EQ(ticks_from_seconds(0.0), 0);
  EXPECT_EQ(ticks_from_seconds(1.0), second);
  EXPECT_EQ(ticks_from_seconds(0.0000014), 1);
  EXPECT_EQ(ticks_from_seconds(0.0000016), 2);
  EXPECT_EQ(ticks_from_seconds(0.0000005), 1);
  EXPECT_EQ(ticks_from_seconds(-0.0000005), -1);
  EXPECT_EQ(ticks_from_seconds(86400.000001), day + 1);
  EXPECT_EQ(ticks_from_seconds(31'536'000.25), 365 * day + second / 4);
}

TEST(Ticks, SurviveTheWayToSecondsAndBack) {
  for (Tick t = 1; t < 40'000 * day; t = t * 3 + 1) {
    EXPECT_EQ(ticks_from_seconds(to_seconds(t)), t);
    EXPECT_EQ(ticks_from_seconds(to_seconds(-t)), -t);
  }
}

TEST(TicksDeathTest, RefuseWhatIsNoTime) {
  EXPECT_DEATH(ticks_from_seconds(std::numeric_limits<double>::quiet_NaN()), "assertion failed.*thousand years");
  EXPECT_DEATH(ticks_from_seconds(std::numeric_limits<double>::infinity()), "assertion failed");
  EXPECT_DEATH(ticks_from_seconds(-1e12), "assertion failed");
}

TEST(ClockText, SaysHoursAndMinutesAndTheDay) {
  EXPECT_EQ(clock_text(0), "00:00");
  EXPECT_EQ(clock_text(17 * hour + 40 * minute + 59 * second), "17:40");
  EXPECT_EQ(clock_text(17 * hour + 40 * minute + 5 * second, true), "17:40:05");
  EXPECT_EQ(clock_text(day - 1, true), "23:59:59");
  EXPECT_EQ(clock_text(day + 10 * minute), "00:10 +1");
  EXPECT_EQ(clock_text(12 * day + hour, true), "01:00:00 +12");
  EXPECT_EQ(clock_text(-10 * minute), "23:50 -1");
  EXPECT_EQ(clock_text(-day), "00:00 -1");
  EXPECT_EQ(clock_text(never), "never");
}

TEST(DurationText, IsAsLongAsAReaderNeeds) {
  EXPECT_EQ(duration_text(0), "0 s");
  EXPECT_EQ(duration_text(45 * second), "45 s");
  EXPECT_EQ(duration_text(45 * second + 499'999), "45 s");
  EXPECT_EQ(duration_text(45 * second + 500'000), "46 s");
  EXPECT_EQ(duration_text(59 * second + 600'000), "1 min");
  EXPECT_EQ(duration_text(12 * minute + 30 * second), "12 min 30 s");
  EXPECT_EQ(duration_text(12 * minute + 5 * second), "12 min 05 s");
  EXPECT_EQ(duration_text(2 * hour + 5 * minute + 29 * second), "2 h 05 min");
  EXPECT_EQ(duration_text(2 * hour + 59 * minute + 30 * second), "3 h");
  EXPECT_EQ(duration_text(hour - 1), "1 h");
  EXPECT_EQ(duration_text(50 * hour), "50 h");
  EXPECT_EQ(duration_text(-90 * second), "-1 min 30 s");
  EXPECT_EQ(duration_text(-1), "0 s");
}

TEST(Dates, AreParsedInOneFormOnly) {
  Date d;
  ASSERT_TRUE(parse_date("2024-10-20", d));
  EXPECT_EQ(d, (Date{2024, 10, 20}));
  EXPECT_EQ(date_text(d), "2024-10-20");
  ASSERT_TRUE(parse_date("2024-02-29", d));
  const Date kept = d;
  for (const char* wrong : {"", "2024-1-20", "2024-10-2", "20-10-2024", "2024/10/20", "2024-10-20 ", " 2024-10-20",
                            "2024-13-01", "2024-00-10", "2024-10-00", "2023-02-29", "1900-02-29", "2024-04-31",
                            "2O24-10-20", "+024-10-20", "2024-10-20T00:00"}) {
    EXPECT_FALSE(parse_date(wrong, d)) << wrong;
    EXPECT_EQ(d, kept) << "a refused date must not change the output: " << wrong;
  }
}

TEST(Dates, KnowTheirWeekday) {
  EXPECT_EQ(weekday({2024, 10, 20}), 6);  // a Sunday
  EXPECT_EQ(weekday({2024, 10, 21}), 0);
  EXPECT_EQ(weekday({1970, 1, 1}), 3);  // a Thursday
  EXPECT_EQ(weekday({2000, 2, 29}), 1);
}

TEST(Dates, CountDays) {
  EXPECT_EQ(days_after({2024, 2, 28}, 1), (Date{2024, 2, 29}));
  EXPECT_EQ(days_after({2023, 2, 28}, 1), (Date{2023, 3, 1}));
  EXPECT_EQ(days_after({2024, 12, 31}, 1), (Date{2025, 1, 1}));
  EXPECT_EQ(days_after({2025, 1, 1}, -366), (Date{2024, 1, 1}));
  EXPECT_EQ(days_between({2024, 1, 1}, {2025, 1, 1}), 366);
  EXPECT_EQ(days_between({2024, 10, 20}, {2024, 10, 1}), -19);
  Date d{1999, 12, 31};
  for (int n = 0; n < 1000; ++n) {
    EXPECT_EQ(days_between({1999, 12, 31}, d), n);
    const Date next = days_after(d, 1);
    EXPECT_LT(d, next);
    EXPECT_EQ(weekday(next), (weekday(d) + 1) % 7);
    d = next;
  }
}

TEST(IsoText, GoesOnIntoTheNextDays) {
  const Date first{2024, 12, 31};
  EXPECT_EQ(iso_text(first, 17 * hour + 40 * minute + 5 * second), "2024-12-31T17:40:05");
  EXPECT_EQ(iso_text(first, day), "2025-01-01T00:00:00");
  EXPECT_EQ(iso_text(first, -1), "2024-12-30T23:59:59");
}

}  // namespace
}  // namespace crossflow

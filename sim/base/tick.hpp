// Time inside the simulator: whole microseconds, so that sums never depend on the order of adding.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "sim/base/check.hpp"

namespace crossflow {

/// Microseconds since 00:00 local time of the scenario's first date. There is no daylight saving; a tick may pass 24:00
/// and go on into the days after. Durations are ticks too.
using Tick = std::int64_t;

inline constexpr Tick second = 1'000'000;
inline constexpr Tick minute = 60 * second;
inline constexpr Tick hour = 60 * minute;
inline constexpr Tick day = 24 * hour;
inline constexpr Tick never = std::numeric_limits<Tick>::max();

/// The only way from a draw in seconds to ticks: the nearest microsecond, halves away from zero. `s` must be finite and
/// within a thousand years; anything else is a bug of ours. Spelt out because std::llround is a call into
/// the maths library.
inline Tick ticks_from_seconds(double s) {
  CROSSFLOW_CHECK(std::fabs(s) <= 3.15576e10, "seconds must be finite and within a thousand years");
  const double microseconds = s * 1e6;
  const auto whole = static_cast<Tick>(microseconds);
  const double rest = microseconds - static_cast<double>(whole);
  return whole + static_cast<Tick>(rest >= 0.5) - static_cast<Tick>(rest <= -0.5);
}

constexpr double to_seconds(Tick t) {
  return static_cast<double>(t) / 1e6;
}

/// "17:40", or "17:40:05" where seconds matter; an instant after the first midnight says "00:10 +1". What is left out
/// is cut off, not rounded: 17:40:59 is still "17:40". `never` says "never".
std::string clock_text(Tick t, bool with_seconds = false);

/// A duration for a reader, rounded to the second, from an hour on to the minute: "45 s", "12 min 30 s", "2 h 05 min".
std::string duration_text(Tick t);

/// A day of the proleptic Gregorian calendar.
struct Date {
  int year = 1970;
  int month = 1;
  int day = 1;

  friend auto operator<=>(const Date&, const Date&) = default;
};

/// "2024-10-20". Parsing takes exactly that form and a date that exists; false otherwise.
std::string date_text(Date d);
bool parse_date(const std::string& text, Date& out);

/// 0 is Monday, 6 is Sunday.
int weekday(Date d);
Date days_after(Date d, int n);
/// Whole days from `from` to `to`.
int days_between(Date from, Date to);

/// ISO 8601 local time of a tick: "2024-10-20T17:40:05".
std::string iso_text(Date first, Tick t);

}  // namespace crossflow

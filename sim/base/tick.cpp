#include "sim/base/tick.hpp"

#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "sim/base/check.hpp"

namespace crossflow {

namespace {

struct DayAndTime {
  Tick day;   // 0 is the scenario's first date
  Tick time;  // from 0 to 24 h, without the end
};

DayAndTime split(Tick t) {
  Tick whole = t / day;
  Tick rest = t % day;
  if (rest < 0) {
    rest += day;
    --whole;
  }
  return {whole, rest};
}

std::string hours_minutes(Tick time, bool with_seconds) {
  std::string text = fmt::format("{:02}:{:02}", time / hour, time % hour / minute);
  if (with_seconds) text += fmt::format(":{:02}", time % minute / second);
  return text;
}

std::chrono::sys_days to_days(Date d) {
  const std::chrono::year_month_day civil{std::chrono::year{d.year}, std::chrono::month{static_cast<unsigned>(d.month)},
                                          std::chrono::day{static_cast<unsigned>(d.day)}};
  CROSSFLOW_CHECK(civil.ok(), "this date is not in the calendar");
  return std::chrono::sys_days{civil};
}

bool parse_digits(const std::string& text, std::size_t from, std::size_t count, int& out) {
  out = 0;
  for (std::size_t i = from; i < from + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    out = out * 10 + (text[i] - '0');
  }
  return true;
}

}  // namespace

std::string clock_text(Tick t, bool with_seconds) {
  if (t == never) return "never";
  const auto [days, time] = split(t);
  std::string text = hours_minutes(time, with_seconds);
  if (days != 0) text += fmt::format(" {:+}", days);
  return text;
}

std::string duration_text(Tick t) {
  if (t == never) return "never";
  const std::string sign = t < 0 ? "-" : "";
  const Tick length = t < 0 ? -t : t;
  const Tick seconds = (length + second / 2) / second;
  if (seconds < 60) return fmt::format("{}{} s", seconds == 0 ? "" : sign, seconds);
  if (seconds < 3600) {
    const std::string text = fmt::format("{}{} min", sign, seconds / 60);
    return seconds % 60 == 0 ? text : fmt::format("{} {:02} s", text, seconds % 60);
  }
  const Tick minutes = (length + minute / 2) / minute;
  const std::string text = fmt::format("{}{} h", sign, minutes / 60);
  return minutes % 60 == 0 ? text : fmt::format("{} {:02} min", text, minutes % 60);
}

std::string date_text(Date d) {
  return fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day);
}

bool parse_date(const std::string& text, Date& out) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  Date d;
  if (!parse_digits(text, 0, 4, d.year) || !parse_digits(text, 5, 2, d.month) || !parse_digits(text, 8, 2, d.day))
    return false;
  const std::chrono::year_month_day civil{std::chrono::year{d.year}, std::chrono::month{static_cast<unsigned>(d.month)},
                                          std::chrono::day{static_cast<unsigned>(d.day)}};
  if (!civil.ok()) return false;
  out = d;
  return true;
}

int weekday(Date d) {
  return static_cast<int>(std::chrono::weekday{to_days(d)}.iso_encoding()) - 1;
}

Date days_after(Date d, int n) {
  const std::chrono::year_month_day civil{to_days(d) + std::chrono::days{n}};
  return {static_cast<int>(civil.year()), static_cast<int>(static_cast<unsigned>(civil.month())),
          static_cast<int>(static_cast<unsigned>(civil.day()))};
}

int days_between(Date from, Date to) {
  return static_cast<int>((to_days(to) - to_days(from)).count());
}

std::string iso_text(Date first, Tick t) {
  const auto [days, time] = split(t);
  CROSSFLOW_CHECK(days > -366'000 && days < 366'000, "an instant must be within a thousand years of the first date");
  return date_text(days_after(first, static_cast<int>(days))) + "T" + hours_minutes(time, true);
}

}  // namespace crossflow

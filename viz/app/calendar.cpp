#include "viz/app/calendar.hpp"

#include <array>

#include <fmt/format.h>

#include "viz/app/words.hpp"

namespace crossflow::viz {
namespace {

Date first;
int days_shown = 1;

int day_number(Tick tick) {
  return static_cast<int>((tick - (tick < 0 ? day - 1 : 0)) / day);
}

Date date_of(Tick tick) {
  return days_after(first, day_number(tick));
}

/// "Wed 2 Oct", "10月2日（三）".
std::string short_date(Date date) {
  static constexpr std::array<const char*, 7> weekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static constexpr std::array<const char*, 7> weekdays_zh = {"一", "二", "三", "四", "五", "六", "日"};
  static constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto of_week = static_cast<std::size_t>(weekday(date));
  if (language() == Language::zh) return fmt::format("{}月{}日（{}）", date.month, date.day, weekdays_zh[of_week]);
  return fmt::format("{} {} {}", weekdays[of_week], date.day, months[static_cast<std::size_t>(date.month - 1)]);
}

std::string clock_of_its_day(Tick tick, bool with_seconds) {
  return clock_text(tick - day_number(tick) * day, with_seconds);
}

}  // namespace

void set_calendar(const Directory& directory) {
  first = directory.date;
  days_shown = directory.days;
}

bool several_days() {
  return days_shown > 1;
}

std::string moment_text(Tick tick, bool with_seconds) {
  if (!several_days() || tick == never) return clock_text(tick, with_seconds);
  return short_date(date_of(tick)) + " " + clock_of_its_day(tick, with_seconds);
}

std::string span_text(Tick from, Tick until) {
  const bool one_date = several_days() && day_number(from) == day_number(until);
  return moment_text(from) + " - " + (one_date ? clock_of_its_day(until, false) : moment_text(until));
}

std::string axis_text(Tick tick) {
  if (!several_days()) return clock_text(tick);
  return tick % day == 0 ? short_date(date_of(tick)) : clock_of_its_day(tick, false);
}

std::string day_text(Tick tick) {
  return short_date(date_of(tick));
}

std::string date_text(Tick tick) {
  const Date date = date_of(tick);
  if (language() == Language::zh) return fmt::format("{}年", date.year) + short_date(date);
  return short_date(date) + fmt::format(" {}", date.year);
}

std::string dates_text(const Directory& directory) {
  const Date last = days_after(directory.date, directory.days - 1);
  if (language() == Language::zh)
    return fmt::format("{}年{} - {}", directory.date.year, short_date(directory.date), short_date(last));
  return fmt::format("{} - {} {}", short_date(directory.date), short_date(last), last.year);
}

}  // namespace crossflow::viz

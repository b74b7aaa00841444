#include "cli/demand_dates.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace crossflow {
namespace {

constexpr std::array<const char*, 7> weekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                 "Friday", "Saturday", "Sunday"};
constexpr std::array<const char*, 12> months = {"January", "February", "March",     "April",   "May",      "June",
                                                "July",    "August",   "September", "October", "November", "December"};
constexpr int saturday = 5;
constexpr const char* mainland_holiday = "Mainland holiday";
constexpr int long_holiday = 4;  // days: with people on the way home at its end
// How much of what is shared a control point may differ by; of months little, since one year is all that is seen.
constexpr double own_part = 0.7;
constexpr double month_size = 0.1, own_month_size = 0.03;

constexpr std::array<const char*, 7> holiday_kinds = {"first day",
                                                      "middle day",
                                                      "last day",
                                                      "single holiday",
                                                      "day before",
                                                      "Mainland holiday",
                                                      "Mainland working weekend"};

}  // namespace

std::vector<std::string> kinds_of(const std::string& spread_kind) {
  if (spread_kind == holidays) return {holiday_kinds.begin(), holiday_kinds.end()};
  return {spread_kind == other_days ? "otherwise" : spread_kind};
}

std::string spread_kind(const Calendar& calendar, Date date) {
  const std::string kind = calendar.covers(date) ? calendar.general_kind(date).name : "";
  if (std::find(holiday_kinds.begin(), holiday_kinds.end(), kind) != holiday_kinds.end()) return holidays;
  return kind == "Saturday" || kind == "Sunday" ? kind : other_days;
}

std::vector<std::string> festivals_of(const Calendar& calendar, Date date) {
  std::vector<std::string> out;
  if (calendar.covers(date))
    for (const KindOfDay& kind : calendar.kinds(date))
      if (kind.why == "a public holiday" || kind.why == "a festival") out.push_back(kind.name);
  return out;
}

DemandDates::DemandDates(const Calendar& calendar, Date first, Date last) : calendar_(calendar) {
  for (Date date = first; date <= last; date = days_after(date, 1))
    for (NamedEffect& effect : named(date))
      if (index_.emplace(effect.name, effects_.size()).second) effects_.push_back(std::move(effect));
}

bool DemandDates::has(Date date, const char* kind) const {
  if (!calendar_.covers(date)) return false;
  const auto kinds = calendar_.kinds(date);
  return std::any_of(kinds.begin(), kinds.end(), [&](const KindOfDay& k) { return k.name == kind; });
}

bool DemandDates::off(Date date) const {
  return calendar_.covers(date) ? !has(date, "working day") : weekday(date) >= saturday;
}

int DemandDates::reach(Date date, int way, const char* kind) const {
  int days = 0;
  while (kind == nullptr ? off(days_after(date, way * (days + 1))) : has(days_after(date, way * (days + 1)), kind))
    ++days;
  return days;
}

std::vector<NamedEffect> DemandDates::named(Date date) const {
  std::vector<NamedEffect> out;
  const auto add = [&](std::string name, double size) { out.push_back({std::move(name), size, own_part * size}); };
  const int of_week = weekday(date);
  const std::string day_name = weekdays[static_cast<std::size_t>(of_week)];
  const bool holiday =
      has(date, "single holiday") || has(date, "first day") || has(date, "middle day") || has(date, "last day");
  std::string place;
  if (off(date)) {
    const int before = reach(date, -1, nullptr), after = reach(date, 1, nullptr);
    place = before + after == 0 ? "single" : before == 0 ? "first" : after == 0 ? "last" : "middle";
    add("day off", 0.4);
    add(of_week >= saturday ? fmt::format("{} off", day_name) : "working weekday off", 0.1);
    add(place + " day off", 0.2);
    if (holiday) {
      add(fmt::format("{} day of a holiday", place), 0.15);
      add(fmt::format("{} day of a holiday, {}", place, day_name), 0.07);
    }
  } else {
    add(day_name, 0.3);
    const Date next = days_after(date, 1);
    if (has(date, "day before")) add("day before a block of days off", 0.15);
    if (has(next, "single holiday")) add("day before a single holiday", 0.15);
    const Date last = days_after(date, -1);
    if (of_week != 0 && off(last)) add("day after a holiday", 0.1);
  }
  if (has(date, mainland_holiday)) {
    const int before = reach(date, -1, mainland_holiday), after = reach(date, 1, mainland_holiday);
    const bool is_long = before + after + 1 >= long_holiday;
    add(mainland_holiday, 0.3);
    add(fmt::format("{} day of a {} holiday on the Mainland",
                    before == 0              ? "first"
                    : is_long && before == 1 ? "second"
                    : after == 0             ? "last"
                    : is_long && after == 1  ? "last but one"
                                             : "middle",
                    is_long ? "long" : "short"),
        0.15);
    if (of_week >= saturday) add("Mainland holiday at a weekend", 0.15);
    if (off(date)) add("Mainland holiday on a day off", 0.15);
  }
  if (has(date, "Mainland working weekend")) add("Mainland working weekend", 0.3);
  for (const std::string& festival : festivals_of(calendar_, date))
    add(holiday ? fmt::format("{}, {} day of a holiday", festival, place) : festival, 0.3);
  out.push_back({months[static_cast<std::size_t>(date.month - 1)], month_size, own_month_size});
  return out;
}

DemandDate DemandDates::of(Date date) const {
  DemandDate out;
  out.number = days_between(Date{2000, 1, 1}, date);
  for (const NamedEffect& effect : named(date))
    if (const auto found = index_.find(effect.name); found != index_.end()) out.effects.push_back(found->second);
  out.special = spread_kind(calendar_, date) == holidays || !festivals_of(calendar_, date).empty() ||
                has(days_after(date, 1), "single holiday");
  return out;
}

std::vector<DemandDate> DemandDates::between(Date first, Date last) const {
  std::vector<DemandDate> out;
  for (Date date = first; date <= last; date = days_after(date, 1)) out.push_back(of(date));
  return out;
}

}  // namespace crossflow

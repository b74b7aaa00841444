#include "sim/scenario/dates.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "sim/base/tick.hpp"

namespace crossflow {
namespace {

/// Three numbers of digits, parted by the same character.
struct Parts {
  std::array<int, 3> number{};
  char separator = 0;
  bool year_first = false;
};

std::optional<Parts> parts_of(const std::string& text) {
  Parts out;
  std::size_t part = 0;
  std::size_t digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (++digits > 4) return {};
      out.number[part] = 10 * out.number[part] + (c - '0');
      continue;
    }
    const bool known = c == '/' || c == '.' || c == '-';
    if (!known || digits == 0 || ++part > 2 || (out.separator != 0 && c != out.separator)) return {};
    if (part == 1) out.year_first = digits == 4;
    out.separator = c;
    digits = 0;
  }
  return part == 2 && digits > 0 ? std::optional(out) : std::nullopt;
}

std::string iso(int year, int month, int day) {
  Date date;
  const std::string text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  return parse_date(text, date) ? text : std::string();
}

}  // namespace

OtherDate other_date(const std::string& text) {
  const auto all_digits = [](const std::string& t) {
    return !t.empty() && t.find_first_not_of("0123456789") == std::string::npos;
  };
  Date date;
  if (text.size() > 10 && parse_date(text.substr(0, 10), date) && (text[10] == 'T' || text[10] == ' '))
    return {"is a date with a time of day", text.substr(0, 10)};
  if (text.size() == 8 && all_digits(text)) {
    const std::string dashed = text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6);
    if (parse_date(dashed, date)) return {"is a date without hyphens", dashed};
  }
  if (text.size() == 5 && all_digits(text)) return {"is no date; it may be a spreadsheet's number of a day", ""};
  const auto parts = parts_of(text);
  if (!parts) return {"is no date", ""};
  const auto [a, b, c] = parts->number;
  const std::string as = "is a date as ";
  const auto in = [&](const char* x, const char* y, const char* z) {
    return as + x + parts->separator + y + parts->separator + z;
  };
  if (parts->year_first) {
    if (const std::string found = iso(a, b, c); !found.empty()) return {in("year", "month", "day"), found};
    return {"is a day that no calendar has", ""};
  }
  const std::string day_first = c > 99 ? iso(c, b, a) : "";
  const std::string month_first = c > 99 ? iso(c, a, b) : "";
  if (c <= 99) return {"is a date with a year of two digits", ""};
  if (day_first.empty() && month_first.empty()) return {"is a day that no calendar has", ""};
  if (month_first.empty()) return {in("day", "month", "year"), day_first};
  if (day_first.empty()) return {in("month", "day", "year"), month_first};
  return {in("day", "month", "year") + ", or month first", a == b ? day_first : ""};
}

std::string other_weekday(const std::string& text, Date first, int days) {
  struct Word {
    const char* word;
    int from, to;  // Monday is 0
  };
  static const std::vector<Word> words = {
      {"monday", 0, 0},   {"tuesday", 1, 1}, {"wednesday", 2, 2}, {"thursday", 3, 3}, {"friday", 4, 4},
      {"saturday", 5, 5}, {"sunday", 6, 6},  {"weekday", 0, 4},   {"weekend", 5, 6},  {"星期一", 0, 0},
      {"星期二", 1, 1},   {"星期三", 2, 2},  {"星期四", 3, 3},    {"星期五", 4, 4},   {"星期六", 5, 5},
      {"星期日", 6, 6},   {"週一", 0, 0},    {"週二", 1, 1},      {"週三", 2, 2},     {"週四", 3, 3},
      {"週五", 4, 4},     {"週六", 5, 5},    {"週日", 6, 6}};
  std::string lower = text;
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  std::string named;
  for (const auto& [word, from, to] : words) {
    if (lower.find(word) == std::string::npos) continue;
    for (int d = 0; d < std::min(days, 7); ++d)
      if (const int w = weekday(days_after(first, d)); w >= from && w <= to) return {};
    const std::size_t at = lower.find(word);
    named = text.substr(at, std::string(word).size());
  }
  return named;
}

Label spelled_dates(Date first, int days) {
  static const std::array<const char*, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};
  static const std::array<const char*, 7> weekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                      "Friday", "Saturday", "Sunday"};
  static const std::array<const char*, 7> weekdays_zh = {"一", "二", "三", "四", "五", "六", "日"};
  const auto month = [](Date d) { return std::string(months[static_cast<std::size_t>(d.month - 1)]); };
  const auto at = static_cast<std::size_t>(weekday(first));
  if (days == 1)
    return {fmt::format("{} {} {} {}", weekdays[at], first.day, month(first), first.year),
            fmt::format("{}年{}月{}日（星期{}）", first.year, first.month, first.day, weekdays_zh[at])};
  const Date last = days_after(first, days - 1);
  const bool one_year = first.year == last.year;
  const bool one_month = one_year && first.month == last.month;
  const std::string from = std::to_string(first.day) + (one_month ? "" : " " + month(first)) +
                           (one_year ? "" : " " + std::to_string(first.year));
  const std::string to_zh = (one_year ? "" : std::to_string(last.year) + "年") +
                            (one_month ? "" : std::to_string(last.month) + "月") + std::to_string(last.day) + "日";
  return {fmt::format("{} to {} {} {}", from, last.day, month(last), last.year),
          fmt::format("{}年{}月{}日至{}", first.year, first.month, first.day, to_zh)};
}

}  // namespace crossflow

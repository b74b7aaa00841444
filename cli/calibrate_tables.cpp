#include "cli/calibrate_tables.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/base/read_file.hpp"
#include "sim/scenario/dates.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

constexpr std::size_t most_bytes = 64'000'000;
constexpr std::size_t most_told = 20;
constexpr Tick half_hour_ticks = 30 * minute;

std::vector<std::string> parts(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t plus = std::min(text.find(" + ", from), text.size());
    out.push_back(text.substr(from, plus - from));
    from = plus + 3;
  }
  return out;
}

}  // namespace

CheckedTable::CheckedTable(const std::string& file, const std::vector<std::vector<std::string>>& needed) {
  const FileText text = read_input(file, most_bytes);
  if (!text.bytes) throw InputError({file}, "this file " + text.wrong, text.expected);
  table_ = parse_csv(*text.bytes, file, problems_);
  if (!table_) check();
  for (const auto& names : needed) {
    std::optional<std::size_t> column;
    for (const std::string& name : names)
      if (!column) column = table_->column(name);
    if (!column)
      problems_.add(table_->heading_place(0), "the column '" + names.front() + "' is missing",
                    names.size() == 1 ? "" : fmt::format("one of {}", fmt::join(names, ", ")),
                    nearest_word(names.front(), table_->header));
    at_.push_back(column.value_or(0));
  }
  if (problems_.empty() && rows() == 0)
    problems_.add(table_->heading_place(0), "this table has columns and no rows", "a row or more");
  check();
}

void CheckedTable::check() const {
  if (!problems_.empty()) throw InputError(problems_);
}

void CheckedTable::problem(std::size_t row, std::size_t column, const std::string& is, const std::string& expected,
                           const std::string& nearest) {
  if (problems_.size() >= most_told) check();
  problems_.add(place(row, column),
                "'" + cell(row, column) + "' in the column '" + table_->header[at_[column]] + "' " + is, expected,
                nearest);
}

Date CheckedTable::date(std::size_t row, std::size_t column) {
  Date out;
  if (parse_date(cell(row, column), out)) return out;
  const OtherDate other = other_date(cell(row, column));
  problem(row, column, other.is, date_form, other.iso);
  return out;
}

double CheckedTable::number(std::size_t row, std::size_t column, double least, double most,
                            const std::string& expected) {
  const std::string& text = cell(row, column);
  double out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error == std::errc() && end == text.data() + text.size() && out >= least && out <= most) return out;
  problem(row, column, error == std::errc() && end == text.data() + text.size() ? "is out of range" : "is no number",
          expected);
  return least;
}

std::size_t CheckedTable::word(std::size_t row, std::size_t column, const std::vector<std::string>& words) {
  const auto found = std::find(words.begin(), words.end(), cell(row, column));
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  problem(row, column, "is none", fmt::format("one of {}", fmt::join(words, ", ")),
          nearest_word(cell(row, column), words));
  return 0;
}

int CheckedTable::half_hour(std::size_t row, std::size_t column, int otherwise) {
  const std::string& text = cell(row, column);
  if (text.empty()) return otherwise;
  const auto from_midnight = text == "00:00" ? std::optional(Hours{0, 0}) : parse_hours("00:00-" + text);
  if (from_midnight && from_midnight->close % half_hour_ticks == 0 && from_midnight->close <= day)
    return static_cast<int>(from_midnight->close / half_hour_ticks);
  problem(row, column, "is no half-hour of the day", "a time such as 16:00 or 21:30");
  return otherwise;
}

DailyPeople read_daily(const std::string& file) {
  CheckedTable table(file, {{"date"},
                            {"control_point"},
                            {"direction"},
                            {"resident", "hong_kong_residents"},
                            {"mainland", "mainland_visitors"},
                            {"other", "other_visitors"}});
  DailyPeople out;
  const std::vector<std::string> directions(hour_directions.begin(), hour_directions.end());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const Date date = table.date(row, 0);
    const std::string& point = table.cell(row, 1);
    const std::size_t direction = table.word(row, 2, directions);
    PeopleByClass people{};
    for (std::size_t c = 0; c < people.size(); ++c) people[c] = table.number(row, 3 + c, 0, 1e9, "a number of people");
    out.control_points.insert(point);
    if (!out.people.emplace(std::tuple(date, point, direction), people).second)
      table.problem(row, 1, "has a row of this date and direction above", "one row of each");
  }
  table.check();
  return out;
}

void check_port(const DailyPeople& daily, const std::string& file, const std::string& port) {
  if (daily.control_points.contains(port)) return;
  const std::vector<std::string> known(daily.control_points.begin(), daily.control_points.end());
  throw InputError({"--port", 0, 0}, "the table '" + file + "' has no control point '" + port + "'",
                   fmt::format("one of {}", fmt::join(known, ", ")), nearest_word(port, known));
}

std::map<std::string, OpenHalfHours> read_opening(const std::string& file, const DailyPeople& daily) {
  CheckedTable table(file, {{"control_point"}, {"opens"}, {"closes"}});
  std::map<std::string, OpenHalfHours> out;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const OpenHalfHours open{table.half_hour(row, 1, 0), table.half_hour(row, 2, half_hours_a_day)};
    if (open.opens >= open.closes) table.problem(row, 2, "is not after the opening", "a later time, at most 24:00");
    if (!daily.control_points.contains(table.cell(row, 0)))
      table.problem(row, 0, "is no control point of the table of people by day", "a name of that table",
                    nearest_word(table.cell(row, 0), {daily.control_points.begin(), daily.control_points.end()}));
    if (!out.emplace(table.cell(row, 0), open).second)
      table.problem(row, 0, "has a row above", "one row of each control point");
  }
  table.check();
  return out;
}

std::vector<Bulletin> read_bulletins(const std::string& file, const DailyPeople& daily, const Calendar& calendar) {
  enum Column : std::size_t { date, point, direction, who, from, until, busiest, full_day, low, high };
  CheckedTable table(file, {{"date"},
                            {"control_point"},
                            {"direction"},
                            {"class"},
                            {"from"},
                            {"until"},
                            {"busiest"},
                            {"full_day"},
                            {"share_low"},
                            {"share_high"}});
  std::vector<std::string> known(daily.control_points.begin(), daily.control_points.end());
  for (const char* more : {"all", "all land", elsewhere}) known.emplace_back(more);
  std::vector<Bulletin> out;
  std::set<std::vector<std::string>> said;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Bulletin& b = out.emplace_back();
    std::vector<std::string> of;
    for (const std::size_t column : {date, point, direction, who, from, until, busiest})
      of.push_back(table.cell(row, column));
    if (!said.insert(of).second)
      table.problem(row, date, "stands above with the same place, direction, class and hours",
                    "each bulletin once, since two would count double");
    b.place = table.place(row, 0);
    b.date = table.date(row, date);
    if (!calendar.covers(b.date)) {
      table.problem(row, date, "is no date of the table of holidays", "a date that it knows");
    } else {
      b.kind = calendar.general_kind(b.date).name;
    }
    const std::size_t way = table.word(row, direction, {"departure", "arrival", "both"});
    const std::size_t class_word = table.word(row, who, {"resident", "mainland", "other", "visitor", "all"});
    b.from = table.half_hour(row, from, 0);
    b.until = table.half_hour(row, until, half_hours_a_day);
    if (b.until <= b.from) table.problem(row, until, "is not after the beginning", "a later time");
    if (!table.cell(row, busiest).empty()) {
      const double minutes =
          table.number(row, busiest, 30, 30.0 * (b.until - b.from), "minutes, of 'from' to 'until' at most");
      b.busiest = static_cast<int>(std::lround(minutes / 30));
      if (std::fabs(minutes - 30 * b.busiest) > 1e-9)
        table.problem(row, busiest, "are no whole half-hours", "minutes such as 30, 60 or 90");
    }
    b.low = table.number(row, low, 0, 1, "a share from 0 to 1");
    b.high = table.number(row, high, 0, 1, "a share from 0 to 1");
    if (b.high < b.low) table.problem(row, high, "is less than 'share_low'", "a share from 'share_low' to 1");
    bool and_elsewhere = false;
    std::set<std::string> points;
    for (const std::string& name : parts(table.cell(row, point))) {
      if (std::find(known.begin(), known.end(), name) == known.end())
        table.problem(row, point, "is no control point of the table of people by day",
                      "such names, parted by ' + '; all, all land or elsewhere", nearest_word(name, known));
      and_elsewhere = and_elsewhere || name == elsewhere || name == "all";
      if (name.starts_with("all")) {
        points.insert(daily.control_points.begin(), daily.control_points.end());
      } else if (name != elsewhere) {
        points.insert(name);
      }
    }
    double sum = 0;
    for (const std::string& name : points)
      for (std::size_t d = 0; d < hour_directions.size(); ++d)
        for (std::size_t c = 0; c < hour_classes.size(); ++c) {
          if ((way < 2 && way != d) || (class_word < 3 && class_word != c) || (class_word == 3 && c == 0)) continue;
          const auto found = daily.people.find({b.date, name, d});
          if (found == daily.people.end() || found->second[c] <= 0) continue;
          b.people[{name, c, d}] = found->second[c];
          sum += found->second[c];
        }
    if (and_elsewhere) {
      const double rest =
          table.number(row, full_day, 1, 1e9, "the people of the whole day, since airport and ferries are in it") - sum;
      for (std::size_t d = 0; d < hour_directions.size(); ++d)
        if (way == 2 || way == d) b.people[{elsewhere, 0, d}] = std::max(rest, 0.0) / (way == 2 ? 2 : 1);
      sum += std::max(rest, 0.0);
    }
    if (sum <= 0 && points.size() + (and_elsewhere ? 1 : 0) > 0)
      table.problem(row, point, "had nobody of these on the date, as the table of people by day says",
                    "such rows there");
  }
  table.check();
  return out;
}

}  // namespace crossflow

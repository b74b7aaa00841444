#include "sim/scenario/calendar.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "sim/base/read_file.hpp"
#include "sim/scenario/csv.hpp"
#include "sim/scenario/dates.hpp"

namespace crossflow {
namespace {

constexpr std::array<const char*, 7> weekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                 "Friday", "Saturday", "Sunday"};
constexpr int friday = 4;
constexpr int saturday = 5;

const std::vector<std::string> general = {
    "working day", "Monday",   "Tuesday",        "Wednesday",        "Thursday",
    "Friday",      "Saturday", "Sunday",         "day before",       "first day",
    "middle day",  "last day", "single holiday", "Mainland holiday", "Mainland working weekend"};

/// Of a cell that may hold one of a few words.
bool read_word(const Table& table, std::size_t row, std::size_t column, const std::vector<std::string>& words,
               Problems& problems) {
  const std::string& cell = table.cell(row, column);
  if (std::find(words.begin(), words.end(), cell) != words.end()) return true;
  std::string expected;
  for (const std::string& word : words)
    expected += (expected.empty() ? "'" : word == words.back() ? " or '" : ", '") + word + "'";
  problems.add(table.place(row, column), "'" + cell + "' in the column '" + table.header[column] + "'", expected,
               nearest_word(cell, words));
  return false;
}

}  // namespace

std::optional<Calendar> Calendar::read(const Table& table, Problems& problems) {
  const std::size_t before = problems.size();
  const std::array<std::string, 4> headings = {"date", "place", "day", "festival"};
  std::array<std::size_t, 4> at{};
  for (std::size_t i = 0; i < headings.size(); ++i) {
    const auto column = table.column(headings[i]);
    if (!column)
      problems.add(table.heading_place(0), "a table of holidays without the column '" + headings[i] + "'",
                   "the columns date, place, day and festival", nearest_word(headings[i], table.header));
    at[i] = column.value_or(0);
  }
  if (problems.size() > before) return {};
  Calendar out;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    Date date;
    if (!parse_date(table.cell(row, at[0]), date)) {
      const OtherDate other = other_date(table.cell(row, at[0]));
      problems.add(table.place(row, at[0]), "'" + table.cell(row, at[0]) + "' in the column 'date' " + other.is,
                   date_form, other.iso);
      continue;
    }
    if (!read_word(table, row, at[1], {"Hong Kong", "Mainland"}, problems) ||
        !read_word(table, row, at[2], {"off", "work", "named"}, problems))
      continue;
    const bool hong_kong = table.cell(row, at[1]) == "Hong Kong";
    const std::string& what = table.cell(row, at[2]);
    const std::string& festival = table.cell(row, at[3]);
    if (festival.empty()) {
      problems.add(table.place(row, at[3]), "a day without the name of its festival", "a name such as Good Friday");
      continue;
    }
    if (what == "work" && weekday(date) < saturday) {
      problems.add(table.place(row, at[2]), date_text(date) + " is a working day anyway",
                   "'work' of a Saturday or Sunday");
      continue;
    }
    Noted& noted = out.noted_[date];
    if (hong_kong && std::find(noted.festivals.begin(), noted.festivals.end(), festival) == noted.festivals.end())
      noted.festivals.push_back(festival);
    if (hong_kong && what == "off") noted.holiday = true;
    if (!hong_kong && what == "off") noted.mainland_off = festival;
    if (!hong_kong && what == "work") noted.mainland_work = festival;
  }
  if (problems.size() > before) return {};
  if (out.noted_.empty()) {
    problems.add(table.heading_place(0), "a table of holidays without rows", "a row for each holiday");
    return {};
  }
  out.first_ = out.noted_.begin()->first;
  out.last_ = out.noted_.rbegin()->first;
  return out;
}

const Calendar::Noted* Calendar::find(Date date) const {
  const auto found = noted_.find(date);
  return found == noted_.end() ? nullptr : &found->second;
}

bool Calendar::off(Date date) const {
  const Noted* noted = find(date);
  return weekday(date) >= saturday || (noted != nullptr && noted->holiday);
}

Calendar::Block Calendar::block(Date date) const {
  Block out{date, date};
  while (off(days_after(out.first, -1))) out.first = days_after(out.first, -1);
  while (off(days_after(out.last, 1))) out.last = days_after(out.last, 1);
  for (Date d = out.first; d <= out.last; d = days_after(d, 1)) {
    ++out.days;
    out.holiday = out.holiday || weekday(d) < saturday;  // off, and no weekend
  }
  return out;
}

void Calendar::add_block_kind(Date date, std::vector<KindOfDay>& out) const {
  const auto is_block = [](const Block& b) { return b.holiday && b.days > 1; };
  const auto of = [](const Block& b) {
    return fmt::format("of {} days off, {} to {}", b.days, date_text(b.first), date_text(b.last));
  };
  if (!off(date)) {
    const Date next = days_after(date, 1);
    if (const Block b = off(next) ? block(next) : Block{}; is_block(b))
      out.push_back(
          {"day before", fmt::format("before {} days off, {} to {}", b.days, date_text(b.first), date_text(b.last))});
    return;
  }
  const Block b = block(date);
  if (is_block(b)) {
    const int number = days_between(b.first, date) + 1;
    const char* name = date == b.first ? "first day" : date == b.last ? "last day" : "middle day";
    out.push_back({name, (number == b.days ? "last"
                          : number == 1    ? "first"
                                           : "number " + std::to_string(number)) +
                             " " + of(b)});
  } else if (weekday(date) < saturday) {
    out.push_back({"single holiday", "a public holiday by itself"});
  }
}

std::vector<KindOfDay> Calendar::kinds(Date date) const {
  const Noted* noted = find(date);
  const int of_week = weekday(date);
  const std::string name = weekdays[static_cast<std::size_t>(of_week)];
  std::vector<KindOfDay> out = {{date_text(date), "the date itself"}};
  if (noted != nullptr)
    for (const std::string& festival : noted->festivals)
      out.push_back({festival, noted->holiday ? "a public holiday" : "a festival"});
  add_block_kind(date, out);
  if (noted != nullptr && !noted->mainland_off.empty())
    out.push_back({"Mainland holiday", "off on the Mainland: " + noted->mainland_off});
  if (noted != nullptr && !noted->mainland_work.empty())
    out.push_back({"Mainland working weekend", "worked on the Mainland for " + noted->mainland_work});
  if (of_week >= saturday) {
    out.push_back({name, "a " + name});
  } else if (off(date)) {
    out.push_back({"Sunday", "a " + name + " that is off, like a Sunday"});
  } else {
    out.push_back({name, "a " + name});
    out.push_back({"working day", "a " + name});
  }
  return out;
}

KindOfDay Calendar::general_kind(Date date) const {
  const auto all = kinds(date);
  const auto is_general = [&](const KindOfDay& kind) {
    // Monday to Thursday are working days, of which nothing more need be said.
    const auto named = std::find(general.begin(), general.end(), kind.name);
    return named != general.end() && (named < general.begin() + 1 || named >= general.begin() + 1 + friday);
  };
  return *std::find_if(all.begin(), all.end(), is_general);
}

std::vector<std::string> Calendar::names() const {
  std::vector<std::string> out = general;
  for (const auto& [date, noted] : noted_)
    for (const std::string& festival : noted.festivals)
      if (std::find(out.begin(), out.end(), festival) == out.end()) out.push_back(festival);
  return out;
}

Calendar read_calendar(const std::string& path) {
  constexpr std::size_t most_bytes = 64'000'000;
  const FileText file = read_input(path, most_bytes);
  if (!file.bytes) throw InputError({path}, "the table '" + path + "' " + file.wrong, file.expected);
  Problems problems;
  const auto table = parse_csv(*file.bytes, path, problems);
  auto out = table != nullptr ? Calendar::read(*table, problems) : std::nullopt;
  if (!out) throw InputError(std::move(problems));
  return *std::move(out);
}

}  // namespace crossflow

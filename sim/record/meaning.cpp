#include "sim/record/meaning.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "sim/base/check.hpp"
#include "sim/record/port_state.hpp"
#include "sim/record/table_layout.hpp"
#include "sim/record/words.hpp"

namespace crossflow::h5 {
namespace {

// People, and what may be summed of them, stay far below what overflows; instants within what can be told as a date.
constexpr double most = 1e12, most_person_seconds = 1e15, most_seconds = 1e10;
constexpr int days_after = 30;  // in which a port clears
constexpr double histogram_bins = 20'000;

double most_of(std::string_view units) {
  if (units == "s") return most_seconds;
  if (units == "us") return static_cast<double>(400 * day);
  return units.ends_with("-s") ? most_person_seconds : most;
}

struct Table {
  std::string_view name;
  std::size_t (*rows)(const Directory&);
};

constexpr Table tables[] = {
    {"ports", [](const Directory& d) { return d.ports.size(); }},
    {"stations", [](const Directory& d) { return d.stations.size(); }},
    {"sources", [](const Directory& d) { return d.sources.size(); }},
    {"classes", [](const Directory& d) { return d.classes.size(); }},
    {"directions", [](const Directory& d) { return d.directions.size(); }},
    {"authorities", [](const Directory& d) { return d.authorities.size(); }},
    {"disruptions", [](const Directory& d) { return d.disruptions.size(); }},
    {"teams", [](const Directory& d) { return d.teams.size(); }},
    {"pools", [](const Directory& d) { return d.pools.size(); }},
    {"officers", [](const Directory& d) { return d.officers.size(); }},
    {"supervisors", [](const Directory& d) { return d.supervisors.size(); }},
};

std::string number_text(double value) {
  return fmt::format("{:g}", value);
}

}  // namespace

Tick longest_run(const Directory& directory) {
  return (directory.days + days_after) * day;
}

Meaning::Meaning(const char* units) : units_(units), values_([](const Directory&) { return 1.0; }) {
  bounds_.to = most_of(units_);
}

Meaning& Meaning::from(double lowest) {
  bounds_.from = lowest;
  return *this;
}

Meaning& Meaning::to(double highest) {
  bounds_.to = highest;
  return *this;
}

Meaning& Meaning::none(double value, std::string says) {
  bounds_.none = value;
  none_says_ = std::move(says);
  return *this;
}

Meaning& Meaning::or_nan() {
  bounds_.or_nan = true;
  return *this;
}

Meaning& Meaning::values(double count) {
  values_ = [count](const Directory&) { return count; };
  return *this;
}

Meaning& Meaning::any_bytes() {
  any_bytes_ = true;
  return *this;
}

std::string Meaning::text(const std::string& about) const {
  std::string text = refers_;
  if (!refers_.empty() && !about.empty()) text += ": ";
  text += about;
  if (!none_says_.empty()) text += fmt::format("; {}: {}", static_cast<std::int64_t>(*bounds_.none), none_says_);
  return text;
}

Bounds Meaning::bounds(const Directory& directory) const {
  Bounds bounds = bounds_;
  if (to_) bounds.to = to_(directory);
  return bounds;
}

std::string Meaning::expected(const Directory& directory) const {
  if (!refers_.empty()) return "a " + refers_;
  const Bounds b = bounds(directory);
  return fmt::format("a number from {} to {}", number_text(b.from), number_text(b.to));
}

Meaning row_of(const char* table) {
  const auto* found =
      std::find_if(std::begin(tables), std::end(tables), [&](const Table& t) { return t.name == table; });
  CROSSFLOW_CHECK(found != std::end(tables), "a column points into a table that there is not");
  Meaning meaning("index");
  meaning.table_ = table;
  meaning.refers_ = fmt::format("row of /directory/{}", table);
  meaning.to_ = [rows = found->rows](const Directory& d) { return static_cast<double>(rows(d)) - 1; };
  meaning.values_ = [rows = found->rows](const Directory& d) { return static_cast<double>(rows(d)) + 1; };
  return meaning;
}

Meaning number_in(const char* table) {
  const auto& all = enumerations();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Enumeration& e) { return e.table == table; });
  CROSSFLOW_CHECK(found != all.end(), "a column holds words of a list that there is not");
  Meaning meaning("index");
  meaning.table_ = table;
  meaning.refers_ = fmt::format("number in /directory/{}", table);
  meaning.from(found->rows.front().number).to(found->rows.back().number);
  meaning.values(static_cast<double>(found->rows.size()));
  return meaning;
}

Meaning yes_no() {
  return Meaning("1").to(1).values(2);
}

Meaning date_number() {
  Meaning meaning("1");
  meaning.to_ = [](const Directory& d) { return static_cast<double>(d.days - 1); };
  meaning.values_ = [](const Directory& d) { return static_cast<double>(d.days); };
  return meaning;
}

Meaning instant() {
  Meaning meaning("s");
  meaning.to_ = [](const Directory& d) { return to_seconds(longest_run(d)); };
  meaning.is_instant_ = true;
  return meaning;
}

Meaning bin() {
  Meaning meaning = instant();
  meaning.values_ = [](const Directory& d) { return static_cast<double>(longest_run(d) / d.bin + 1); };
  return meaning;
}

Meaning half_hour_start() {
  Meaning meaning = instant();
  meaning.values_ = [](const Directory& d) { return static_cast<double>(longest_run(d) / half_hour + 1); };
  return meaning;
}

Meaning upper_edge() {
  return Meaning("s").values(histogram_bins);
}

std::string wrong_value(const std::string& table, const Column& column, std::size_t row, std::optional<double> number,
                        const Directory& directory) {
  if (!number) return fmt::format("{}: {} in row {} is no text in UTF-8", table, column.name, row);
  return fmt::format("{}: {} in row {} is {}; expected {}", table, column.name, row, number_text(*number),
                     column.meaning.expected(directory));
}

}  // namespace crossflow::h5

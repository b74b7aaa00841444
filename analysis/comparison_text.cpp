// A comparison for readers, and as CSV.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analysis/comparison.hpp"
#include "analysis/csv.hpp"
#include "analysis/sections/sections.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

constexpr std::size_t comparison_width = 120;
constexpr std::size_t name_width = 22;
constexpr std::size_t most_sentences = 4;

std::string wrapped(const std::string& text, const std::string& indent = "") {
  std::string out;
  for (const std::string& line : wrap_text(text, comparison_width - indent.size())) out += indent + line + "\n";
  return out;
}

// "1.2 ± 0.3 points" of a difference either way.
std::string size_of_change(MeasureUnit unit, const Estimate& difference) {
  Estimate size = difference;
  if (difference.value < 0) {
    size.value = -difference.value;
    if (difference.interval) size.interval = Interval{-difference.interval->high, -difference.interval->low};
  }
  return difference_text(unit, size).substr(1);  // without its +
}

const char* direction_word(MeasureUnit unit, bool more) {
  switch (unit) {
    case MeasureUnit::seconds:
      return more ? "longer" : "shorter";
    case MeasureUnit::time_of_day:
      return more ? "later" : "earlier";
    case MeasureUnit::share:
      return more ? "higher" : "lower";
    case MeasureUnit::count:
    case MeasureUnit::minutes:
      break;
  }
  return more ? "more" : "less";
}

std::string sentence(const MeasureRequest& request, const Estimate& change, const std::string& b,
                     const std::string& a) {
  const MeasureUnit unit = measure_of(request).unit;
  const std::string size = size_of_change(unit, change);
  if (measure_of(request).usual == Usual::by_class_and_direction && !request.traveller_class.empty())
    return fmt::format("{} serves {} {} {} than {}.", b, size, change.value > 0 ? "more" : "fewer", request.name, a);
  return fmt::format("{}: {} {} in {} than in {}.", request.name, size, direction_word(unit, change.value > 0), b, a);
}

bool told_apart(const Change& change) {
  return change.difference && change.difference->interval && !cannot_be_told_apart(*change.difference);
}

std::string names_of(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, "; "));
}

std::string sentences(const Comparison& c, std::size_t i) {
  const std::string& a = c.compared.front().name;
  const std::string& b = c.compared[i + 1].name;
  std::vector<std::string> untold, same;
  std::string text;
  std::size_t told = 0;
  for (std::size_t m = 0; m < c.measures.size(); ++m) {
    const Change& change = c.against[i].changes[m];
    if (!change.difference || !change.difference->interval) continue;
    if (is_no_difference(measure_of(c.measures[m]).unit, *change.difference)) {
      same.push_back(c.measures[m].name);
    } else if (!told_apart(change)) {
      untold.push_back(c.measures[m].name);
    } else if (told++ < most_sentences) {
      text += wrapped(sentence(c.measures[m], *change.difference, b, a));
    }
  }
  if (told > most_sentences)
    text += wrapped(fmt::format("{} more {} in {} and {}: see below.", told - most_sentences,
                                told == most_sentences + 1 ? "measure differs" : "measures differ", b, a));
  if (told == 0 && untold.empty() && !same.empty())
    return wrapped(fmt::format("{} does not differ from {} on any day.", b, a));
  if (told == 0 && !untold.empty()) text = wrapped(fmt::format("{} and {} cannot be told apart.", b, a));
  if (told > 0 && !untold.empty()) text += wrapped("Cannot be told apart: " + names_of(untold) + ".");
  if (!same.empty()) text += wrapped("No difference on any day: " + names_of(same) + ".");
  return text;
}

std::string value_cell(MeasureUnit unit, const std::optional<Estimate>& value) {
  if (!value) return "-";
  const std::string half = half_width_text(unit, *value);
  return measure_text(unit, value->value) + (half.empty() ? "" : " " + half);
}

// More than that is no number to go by.
constexpr double most_worth = 100;

std::string worth_text(double ratio) {
  if (std::isinf(ratio)) return "exact";
  return ratio > most_worth ? fmt::format("x {:.0f}+", most_worth) : fmt::format("x {:.1f}", ratio);
}

std::string verdict_cell(MeasureUnit unit, const Change& change) {
  if (!change.difference || is_no_difference(unit, *change.difference)) return "";
  if (!change.difference->interval) return "one day: cannot tell";
  return cannot_be_told_apart(*change.difference) ? "cannot be told apart" : "";
}

std::string days_text(const Comparison& c, std::size_t i) {
  const Compared& a = c.compared.front();
  const Compared& b = c.compared[i + 1];
  const Against& against = c.against[i];
  if (against.paired)
    return fmt::format("the same {} of seed {}, day by day{}",
                       against.days == 1 ? "day" : count_text(static_cast<std::int64_t>(against.days)) + " days",
                       a.seed,
                       against.some_left ? fmt::format(" ({} has {} and {} has {}; the others are in no difference)",
                                                       a.name, a.replications.size(), b.name, b.replications.size())
                                         : "");
  return fmt::format(
      "NOT the same days: {} of seed {}, {} of seed {}. Not paired, so intervals are wider; "
      "simulate both with one seed",
      a.replications.size(), a.seed, b.replications.size(), b.seed);
}

// Names of those compared stand in as many lines as they need.
void add_header(TextTable& table, const std::string& a, const std::string& b, bool worth) {
  const auto of_a = wrap_text(a, name_width), of_b = wrap_text(b, name_width);
  const std::size_t lines = std::max(of_a.size(), of_b.size());
  for (std::size_t line = 0; line < lines; ++line) {
    const bool last = line + 1 == lines;
    table.add({"", line < of_a.size() ? of_a[line] : "", line < of_b.size() ? of_b[line] : "", last ? "difference" : "",
               last && worth ? "pairing" : ""});
  }
}

std::string table(const Comparison& c, std::size_t i) {
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::right});
  const Against& against = c.against[i];
  add_header(table, c.compared.front().name, c.compared[i + 1].name,
             std::any_of(against.changes.begin(), against.changes.end(),
                         [](const Change& change) { return change.variance_ratio.has_value(); }));
  for (std::size_t m = 0; m < c.measures.size(); ++m) {
    const MeasureUnit unit = measure_of(c.measures[m]).unit;
    const Change& change = against.changes[m];
    table.add({c.measures[m].name, value_cell(unit, c.values[0][m]), value_cell(unit, c.values[i + 1][m]),
               change.difference ? difference_text(unit, *change.difference) : "-",
               change.variance_ratio ? worth_text(*change.variance_ratio) : ""});
    if (const std::string verdict = verdict_cell(unit, change); !verdict.empty()) table.add({"", "", "", verdict});
  }
  return table.text(comparison_width);
}

std::string notes(const Comparison& c) {
  std::string text =
      "± is half of a 95% interval, which shows chance; - and + are its two sides. Each difference holds at "
      "95% by itself: of twenty that are nothing but chance, one looks like a difference.";
  if (c.against.size() > 1)
    text += fmt::format(
        " All are compared with {}, and not corrected for how many they are; to find the best, use "
        "'crossflow select'.",
        c.compared.front().name);
  text = wrapped(text);
  double best = 0;
  for (const Against& against : c.against)
    for (const Change& change : against.changes) best = std::max(best, change.variance_ratio.value_or(0));
  if (best > 0)
    text += wrapped(
        fmt::format("Pairing, comparing the same days, was worth as much as {} times the days: on days of their own it "
                    "would take so "
                    "many times as many for an interval as narrow. Near 1 it was worth nothing: one varies far more "
                    "than the other, "
                    "or they share little.{}",
                    best > most_worth ? fmt::format("{:.0f} and more", most_worth) : fmt::format("{:.1f}", best),
                    std::isinf(best) ? " Exact: the same difference on every day." : ""));
  return text;
}

}  // namespace

std::string text_of(const Comparison& c, const Directory& directory) {
  std::string text = directory.title.en + "\n\n", not_cleared;
  for (const Compared& one : c.compared)
    not_cleared += not_cleared_line(one.name, one.seen.not_cleared, static_cast<std::uint32_t>(one.replications.size()),
                                    comparison_width);
  if (!not_cleared.empty()) text += not_cleared + "\n";
  for (std::size_t i = 0; i < c.against.size(); ++i) {
    const std::string said = sentences(c, i);
    text += said.empty() ? wrapped(fmt::format("{} and {}: one day has no interval, so nothing can be told apart.",
                                               c.compared[i + 1].name, c.compared.front().name))
                         : said;
  }
  for (std::size_t i = 0; i < c.against.size(); ++i) {
    text += "\n" + wrapped(fmt::format("{} AGAINST {}: {}.", c.compared[i + 1].name, c.compared.front().name,
                                       days_text(c, i)));
    text += "\n" + table(c, i);
  }
  return text + "\n" + notes(c);
}

std::string csv_of(const Comparison& c) {
  std::string text(comparison_header);
  const auto add = [&](const std::string& name, const std::string& against, std::size_t m,
                       const std::optional<Estimate>& e, const std::string& rest) {
    text += fmt::format("{},{},{},{},", csv_cell(name), csv_cell(against), csv_cell(c.measures[m].name),
                        unit_name(measure_of(c.measures[m]).unit));
    if (e) text += fmt::format("{}", e->value);
    text += e && e->interval ? fmt::format(",{},{}", e->interval->low, e->interval->high) : ",,";
    text += rest + "\n";
  };
  for (std::size_t i = 0; i < c.compared.size(); ++i)
    for (std::size_t m = 0; m < c.measures.size(); ++m)
      add(c.compared[i].name, "", m, c.values[i][m], fmt::format(",,{},", c.compared[i].replications.size()));
  for (std::size_t i = 0; i < c.against.size(); ++i)
    for (std::size_t m = 0; m < c.measures.size(); ++m) {
      const auto& ratio = c.against[i].changes[m].variance_ratio;
      add(c.compared[i + 1].name, c.compared.front().name, m, c.against[i].changes[m].difference,
          fmt::format(",{},{},{}", c.against[i].paired ? "yes" : "no", c.against[i].days,
                      ratio ? fmt::format("{}", *ratio) : ""));
    }
  return text;
}

}  // namespace crossflow

// Customs' checks on the front page: whom they pick, what they find and miss.
#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analysis/sections/sections.hpp"
#include "analysis/text_table.hpp"
#include "sim/record/words.hpp"

namespace crossflow {
namespace {

std::string class_name(const Page& page, std::uint8_t traveller_class) {
  return class_label(page, traveller_class);
}

std::string capital(std::string word) {
  word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
  return word;
}

std::string share_of(std::int64_t n, std::int64_t of) {
  return of == 0 ? "-" : share_text(static_cast<double>(n) / static_cast<double>(of));
}

// Few things happen a day here, so small means keep two digits.
std::string two_digits(double mean) {
  return mean >= 10 || mean == 0 ? mean_count_text(mean) : fmt::format("{:.2g}", mean);
}

// "8.1% (7.6-8.6%)"
std::string chance_text(const std::optional<Estimate>& e) {
  if (!e) return "-";
  const auto percent = [](double share) {
    const double value = 100 * std::min(share, 1.0);
    return value >= 99.5 ? fmt::format("{:.0f}", value) : fmt::format("{:.2g}", value);
  };
  if (!e->interval || e->value == 0) return percent(e->value) + "%";
  return fmt::format("{}% ({}-{}%)", percent(e->value), percent(e->interval->low), percent(e->interval->high));
}

// "7.6-8.6%": in a table of many, the interval alone.
std::string narrow_text(const std::optional<Estimate>& e) {
  const std::string text = chance_text(e);
  const std::size_t from = text.find('(');
  return from == std::string::npos ? text : text.substr(from + 1, text.size() - from - 2);
}

std::string all_of(const Page& page, EntityKind kind) {
  return kind == EntityKind::traveller ? page.say("All travellers")
         : kind == EntityKind::vehicle ? page.say("All vehicles")
                                       : page.say("All consignments");
}

std::string checked_text(const Page& page) {
  const Summary& s = page.summary;
  const auto mean = [&](std::int64_t n) { return two_digits(static_cast<double>(n) / s.replications); };
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::right, Align::right});
  table.add(page.heads({several(s) ? "CHECKED BY CUSTOMS, mean" : "CHECKED BY CUSTOMS", "came", "selected", "of all",
                        "searched", "of all"}));
  bool any = false;
  std::map<EntityKind, std::pair<CheckedSummary, int>> all;  // and of how many classes
  const auto add = [&](const std::string& who, const CheckedSummary& c) {
    if (c.selected == 0) return;
    any = true;
    table.add({who, mean(c.entities), mean(c.selected), share_of(c.selected, c.entities), mean(c.searched),
               share_of(c.searched, c.entities)});
  };
  const auto put = [](CheckedSummary& sum, const CheckedSummary& c) {
    sum.entities += c.entities;
    sum.selected += c.selected;
    sum.searched += c.searched;
  };
  std::map<std::uint8_t, CheckedSummary> both_ways;
  for (const CheckedSummary& c : s.risk.checked) put(both_ways[c.traveller_class], c);
  for (const auto& [who, c] : both_ways) {
    add(class_name(page, who), c);
    auto& [sum, classes] = all[page.directory.classes.at(who).kind];
    put(sum, c);
    ++classes;
  }
  for (const auto& [kind, sum] : all)
    if (sum.second > 1) add(all_of(page, kind), sum.first);
  if (any)
    return table.text(page.width) +
           page.note("Selected: had a check; searched: had a search, which finds what it detects.");
  return page.note("CHECKED BY CUSTOMS: nobody.");
}

std::string found_text(const Page& page) {
  const Summary& s = page.summary;
  if (s.risk.all.empty()) return {};
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::right, Align::right});
  table.add(page.heads({several(s) ? "CONTRABAND, mean" : "CONTRABAND", "carriers", "found", "missed",
                        "chance of finding", "by counting"}));
  for (const FindingSummary& f : s.risk.all) {
    const double found = f.chance ? f.expected * std::min(1.0, f.chance->value) : 0;
    const std::string counted =
        f.carriers == 0 ? page.say("nobody came") : page.say("{} of {}", count_text(f.found), count_text(f.carriers));
    table.add({capital(page.label(label_of(f.contraband))), two_digits(f.expected), two_digits(found),
               two_digits(f.expected - found), chance_text(f.chance), counted});
  }
  std::string text = table.text(page.width) +
                     page.note(
                         "Carriers, found and missed: expected by how many carry it and the chance that a carrier is "
                         "found.");

  std::set<Contraband> kinds;
  std::map<std::uint8_t, std::map<Contraband, const FindingSummary*>> classes;
  for (const FindingSummary& f : s.risk.by_class) {
    kinds.insert(f.contraband);
    classes[f.traveller_class][f.contraband] = &f;
  }
  if (classes.size() < 2) return text;
  std::vector<Align> columns(kinds.size() + 1, Align::right);
  columns.front() = Align::left;
  TextTable by_class(columns);
  std::vector<std::string> head{several(s) ? page.say("CHANCE OF FINDING, 95%") : page.say("CHANCE OF FINDING")};
  for (const Contraband kind : kinds) head.push_back(page.label(label_of(kind)));
  by_class.add(std::move(head));
  for (const auto& [who, of_kind] : classes) {
    std::vector<std::string> cells{class_name(page, who)};
    for (const Contraband kind : kinds) {
      const auto at = of_kind.find(kind);
      cells.push_back(at == of_kind.end() ? "" : narrow_text(at->second->chance));
    }
    by_class.add(std::move(cells));
  }
  return text + "\n" + by_class.text(page.width);
}

std::string checks_text(const Page& page) {
  const Summary& s = page.summary;
  if (s.risk.checks.empty()) return {};
  const auto mean = [&](std::int64_t n) { return two_digits(static_cast<double>(n) / s.replications); };
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::right});
  table.add(page.heads({several(s) ? "CHECKS, mean" : "CHECKS", "checked", "alarms", "of these false", "finds"}));
  for (const CheckSummary& c : s.risk.checks) {
    const bool alarms = !c.search;
    table.add({station_label(page, c.station), mean(c.checked), alarms ? mean(c.alarms) : "",
               alarms ? mean(c.false_alarms) : "", alarms ? "" : mean(c.found)});
  }
  return table.text(page.width);
}

}  // namespace

std::string risk_text(const Page& page) {
  const Summary& s = page.summary;
  if (s.risk.checked.empty()) return {};
  std::string text = checked_text(page);
  for (const std::string& block : {found_text(page), checks_text(page)})
    if (!block.empty()) text += "\n" + block;
  return text;
}

}  // namespace crossflow

// The table of servers needed.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "analysis/summary_text_parts.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {

namespace {

constexpr std::size_t label_width = 24;

std::string needed_cell(const RequirementRow& row) {
  const std::int64_t open = std::llround(row.open.value_or(0));
  if (!row.needed) return fmt::format("?/{}{}", open, open == 0 ? "!" : " ");
  return fmt::format("{}{}/{}{}", row.at_least ? "≥" : "", *row.needed, open, *row.needed > open ? "!" : " ");
}

bool falls_short(const RequirementSummary& r) {
  return std::any_of(r.rows.begin(), r.rows.end(),
                     [](const RequirementRow& row) { return row.needed && *row.needed > std::llround(row.open.value_or(0)); });
}

// Its officers or gates stand in the table before.
bool in_staff_table(const StationEntry& station) {
  return !station.post_skill.empty() || station.server_word == "officer" || station.server_word == "gate";
}

// As in the table of queues.
bool much_waiting(const Summary& s, std::uint16_t station) {
  const auto found =
      std::find_if(s.queues.begin(), s.queues.end(), [station](const auto& q) { return q.station == station; });
  return found != s.queues.end() && found->waited_person_s >= little_waiting * s.waited_person_s();
}

std::string column_label(const Directory& directory, const RequirementSummary& r) {
  return station_label(directory, r.station, label_width);
}

using Stations = std::vector<const RequirementSummary*>;

// As wide as the longest word of the label, within reason.
std::size_t column_width(const std::string& label) {
  std::size_t width = 6;
  for (std::size_t at = 0; at < label.size();) {
    const std::size_t end = std::min(label.find(' ', at), label.size());
    width = std::max(width, std::min<std::size_t>(12, text_width(label.substr(at, end - at))));
    at = end + 1;
  }
  return width;
}

// Leaves room for the mark and for the gap before the column.
std::size_t block_width(const Directory& directory, const Stations& stations) {
  std::size_t width = text_width("00:00 +1");
  for (const RequirementSummary* r : stations) width += column_width(column_label(directory, *r)) + 3;
  return width;
}

std::string requirement_block(const Directory& directory, const Stations& stations) {
  std::set<Tick> half_hours;
  std::size_t heading = 0;
  std::vector<std::vector<std::string>> labels;
  for (const RequirementSummary* r : stations) {
    for (const RequirementRow& row : r->rows) half_hours.insert(row.from);
    const std::string label = column_label(directory, *r);
    labels.push_back(wrap_text(label, column_width(label)));
    heading = std::max(heading, labels.back().size());
  }
  TextTable table(std::vector<Align>(stations.size() + 1, Align::right));
  for (std::size_t line = 0; line < heading; ++line) {
    std::vector<std::string> cells{""};
    for (const auto& label : labels) {
      const std::size_t blank = heading - label.size();
      cells.push_back(line < blank ? "" : label[line - blank] + " ");
    }
    table.add(std::move(cells));
  }
  for (const Tick from : half_hours) {
    std::vector<std::string> cells{clock_text(from)};
    for (const RequirementSummary* r : stations) {
      const auto row = std::find_if(r->rows.begin(), r->rows.end(), [&](const auto& x) { return x.from == from; });
      cells.push_back(row == r->rows.end() ? "- " : needed_cell(*row));
    }
    table.add(std::move(cells));
  }
  return table.text(page_width);
}

// Stations side by side as far as the page allows.
std::vector<Stations> pages(const Directory& directory, const Stations& stations) {
  std::vector<Stations> blocks(1);
  for (const RequirementSummary* r : stations) {
    Stations wider = blocks.back();
    wider.push_back(r);
    if (!blocks.back().empty() && block_width(directory, wider) > page_width)
      blocks.push_back({r});
    else
      blocks.back() = std::move(wider);
  }
  return blocks;
}

}  // namespace

std::string standards_text(const Directory& directory, const Summary& s) {
  std::set<std::tuple<bool, Tick, double>> standards;  // immigration's first
  for (const RequirementSummary& r : s.requirements) {
    const int authority = directory.stations.at(r.station).authority;
    const bool elsewhere =
        authority < 0 || directory.authorities.at(static_cast<std::size_t>(authority)) != pledge_authority;
    standards.insert({elsewhere, r.limit, r.share});
  }
  std::string text;
  for (const auto& [elsewhere, limit, share] : standards)
    text += text.empty() ? fmt::format("Needed for {} to wait {} at most", round_share_text(share), limit_text(limit))
                         : fmt::format(" (elsewhere {}, {})", round_share_text(share), limit_text(limit));
  text += ", queues from before apart. People held upstream because the place was full count only when they get in.";
  const auto unknown = [](const RequirementRow& row) { return !row.needed; };
  for (const RequirementSummary& r : s.requirements)
    if (std::any_of(r.rows.begin(), r.rows.end(), unknown))
      return text + " A ? stands where people came and nobody was served.";
  return text;
}

std::string requirements_text(const Directory& directory, const Summary& s) {
  if (s.requirements.empty()) return {};
  Stations all;
  for (const RequirementSummary& r : s.requirements)
    if (many_ports(directory) ? falls_short(r) && much_waiting(s, r.station)
                              : falls_short(r) || !in_staff_table(directory.stations.at(r.station)))
      all.push_back(&r);
  if (all.empty()) return {};
  const std::string mean =
      s.replications > 1 ? fmt::format(", mean of {} {}", s.replications, s.days > 1 ? "replications" : "days") : "";
  std::string out = "SERVERS NEEDED / OPEN by half-hour" + mean + "; ! where more are needed than are open\n";
  if (many_ports(directory)) out += "Only stations where that is so in some half-hour and people wait long.\n";
  if (many_ports(directory) || s.staff_needs.empty()) {
    for (const std::string& line : wrap_text(standards_text(directory, s), page_width)) out += line + "\n";
  } else if (all.size() < s.requirements.size()) {
    out += "Only stations where that is so in some half-hour, and those without officers or gates.\n";
  }
  if (block_width(directory, all) <= page_width) return out + requirement_block(directory, all);
  std::map<int, Stations> by_direction;
  for (const RequirementSummary* r : all) by_direction[directory.stations.at(r->station).direction].push_back(r);
  for (const auto& [which, stations] : by_direction) {
    out += "\n" + direction_label(directory, which) + "\n";
    bool first = true;
    for (const Stations& block : pages(directory, stations)) {
      out += (first ? "" : "\n") + requirement_block(directory, block);
      first = false;
    }
  }
  return out;
}

}  // namespace crossflow

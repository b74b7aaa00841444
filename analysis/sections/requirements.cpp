// The table of servers needed.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "analysis/sections/sections.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {

namespace {

constexpr std::size_t label_width = 36;  // where names must give way

std::string needed_cell(const RequirementRow& row) {
  const std::int64_t open = std::llround(row.open.value_or(0));
  if (!row.needed) return fmt::format("?/{}{}", open, open == 0 ? "!" : " ");
  return fmt::format("{}{}/{}{}", row.at_least ? "≥" : "", *row.needed, open, *row.needed > open ? "!" : " ");
}

bool falls_short(const RequirementSummary& r) {
  return std::any_of(r.rows.begin(), r.rows.end(), [](const RequirementRow& row) {
    return row.needed && *row.needed > std::llround(row.open.value_or(0));
  });
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

std::string column_label(const Page& page, const RequirementSummary& r) {
  return page.width == as_needed ? station_label(page, r.station)
                                 : cut_name(station_label(page, r.station), label_width);
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
std::size_t block_width(const Page& page, const Stations& stations) {
  std::size_t width = text_width("00:00 +1");
  for (const RequirementSummary* r : stations) width += column_width(column_label(page, *r)) + 3;
  return width;
}

std::string requirement_block(const Page& page, const Stations& stations) {
  std::set<Tick> half_hours;
  std::vector<std::vector<std::string>> heads{{}};
  for (const RequirementSummary* r : stations) {
    for (const RequirementRow& row : r->rows) half_hours.insert(row.from);
    const std::string label = column_label(page, *r);
    heads.push_back(wrap_text(label, column_width(label)));
    for (std::string& line : heads.back()) line += " ";  // above the mark
  }
  TextTable table(std::vector<Align>(heads.size(), Align::right));
  add_heads(table, heads);
  for (const Tick from : half_hours) {
    std::vector<std::string> cells{clock_text(from)};
    for (const RequirementSummary* r : stations) {
      const auto row = std::find_if(r->rows.begin(), r->rows.end(), [&](const auto& x) { return x.from == from; });
      cells.push_back(row == r->rows.end() ? "- " : needed_cell(*row));
    }
    table.add(std::move(cells));
  }
  return table.text(page.width);
}

// Stations side by side as far as the page allows.
std::vector<Stations> pages(const Page& page, const Stations& stations) {
  std::vector<Stations> blocks(1);
  for (const RequirementSummary* r : stations) {
    Stations wider = blocks.back();
    wider.push_back(r);
    if (!blocks.back().empty() && block_width(page, wider) > page.width)
      blocks.push_back({r});
    else
      blocks.back() = std::move(wider);
  }
  return blocks;
}

}  // namespace

std::string standards_text(const Page& page) {
  const Summary& s = page.summary;
  std::set<std::tuple<bool, Tick, double>> standards;  // immigration's first
  for (const RequirementSummary& r : s.requirements) {
    const int authority = page.directory.stations.at(r.station).authority;
    const bool elsewhere =
        authority < 0 || page.directory.authorities.at(static_cast<std::size_t>(authority)) != pledge_authority;
    standards.insert({elsewhere, r.limit, r.share});
  }
  std::string text;
  for (const auto& [elsewhere, limit, share] : standards)
    text += text.empty() ? page.say("Needed for {} to wait {} at most", round_share_text(share), page.limit(limit))
                         : page.say(" (elsewhere {}, {})", round_share_text(share), page.limit(limit));
  text += page.say(
      ", queues from before apart. People held upstream because the place was full count only when they get in.");
  const auto unknown = [](const RequirementRow& row) { return !row.needed; };
  for (const RequirementSummary& r : s.requirements)
    if (std::any_of(r.rows.begin(), r.rows.end(), unknown))
      return text + " " + page.say("A ? stands where people came and nobody was served.");
  return text;
}

std::string requirements_text(const Page& page) {
  const Summary& s = page.summary;
  if (s.requirements.empty()) return {};
  Stations all;
  for (const RequirementSummary& r : s.requirements)
    if (many_ports(page) ? falls_short(r) && much_waiting(s, r.station)
                         : falls_short(r) || !in_staff_table(page.directory.stations.at(r.station)))
      all.push_back(&r);
  if (all.empty()) return {};
  std::string out =
      page.note("SERVERS NEEDED / OPEN by half-hour{}; ! where more are needed than are open", mean_of_text(page));
  if (many_ports(page)) out += page.note("Only stations where that is so in some half-hour and people wait long.");
  if (many_ports(page) || s.staff_needs.empty()) {
    out += page.wrapped(standards_text(page));
  } else if (all.size() < s.requirements.size()) {
    out += page.note("Only stations where that is so in some half-hour, and those without officers or devices.");
  }
  if (block_width(page, all) <= page.width) return out + requirement_block(page, all);
  std::map<int, Stations> by_direction;
  for (const RequirementSummary* r : all) by_direction[page.directory.stations.at(r->station).direction].push_back(r);
  for (const auto& [which, stations] : by_direction) {
    out += "\n" + direction_label(page, which) + "\n";
    bool first = true;
    for (const Stations& block : pages(page, stations)) {
      out += (first ? "" : "\n") + requirement_block(page, block);
      first = false;
    }
  }
  return out;
}

}  // namespace crossflow

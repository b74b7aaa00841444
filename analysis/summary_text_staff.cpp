// The table of officers and gates needed, which a roster clerk reads.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "analysis/summary_text_parts.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

constexpr std::size_t column_width = 11;

using Needs = std::vector<const StaffNeed*>;

std::string number_or(const std::optional<int>& n) {
  return n ? fmt::format("{}", *n) : "?";
}

// What stands beside the need.
const char* there_word(const StaffNeed& need) {
  if (need.devices()) return "open";
  return need.direction == StaffNeed::all_directions ? "on duty" : "at post";
}

bool has_there(const StaffNeed& need) {
  return std::any_of(need.rows.begin(), need.rows.end(), [](const StaffRow& r) { return r.there.has_value(); });
}

// Beside each other: what is needed, on most days, and who is there.
std::string block(const Needs& needs, bool many_days) {
  std::vector<std::vector<std::string>> heads{{""}};
  std::set<Tick> half_hours;
  for (const StaffNeed* need : needs) {
    heads.push_back(wrap_text(need->what + " needed", column_width));
    if (many_days) heads.push_back({"9 days", "of 10"});
    if (has_there(*need)) heads.push_back({std::string(there_word(*need)) + " "});
    for (const StaffRow& row : need->rows) half_hours.insert(row.from);
  }
  std::size_t lines = 0;
  for (const auto& head : heads) lines = std::max(lines, head.size());
  TextTable table(std::vector<Align>(heads.size(), Align::right));
  for (std::size_t line = 0; line < lines; ++line) {
    std::vector<std::string> cells;
    for (const auto& head : heads) {
      const std::size_t blank = lines - head.size();
      cells.push_back(line < blank ? "" : head[line - blank]);
    }
    table.add(std::move(cells));
  }
  for (const Tick from : half_hours) {
    std::vector<std::string> cells{clock_text(from)};
    for (const StaffNeed* need : needs) {
      const auto row =
          std::find_if(need->rows.begin(), need->rows.end(), [&](const auto& r) { return r.from == from; });
      const bool none = row == need->rows.end();
      cells.push_back(none ? "-" : number_or(row->needed));
      if (many_days) cells.push_back(none ? "-" : number_or(row->busy_needed));
      if (!has_there(*need)) continue;
      if (none || !row->there) {
        cells.push_back("- ");
        continue;
      }
      const auto there = std::llround(*row->there);
      cells.push_back(fmt::format("{}{}", there, row->needed && *row->needed > there ? "!" : " "));
    }
    table.add(std::move(cells));
  }
  return table.text(page_width);
}

}  // namespace

std::string staff_needs_text(const Directory& directory, const Summary& s) {
  if (s.staff_needs.empty() || many_ports(directory)) return {};
  const bool many_days = several(s);
  std::string out = fmt::format(
      "OFFICERS AND DEVICES NEEDED by half-hour{}; ! where more are needed than are there\n",
      many_days ? fmt::format(", mean of {} {}", s.replications, s.days > 1 ? "replications" : "days") : "");
  std::string notes = standards_text(directory, s);
  if (many_days) notes += " Of 10 days, 9 need no more than stands beside it.";
  for (const std::string& line : wrap_text(notes, page_width)) out += line + "\n";
  for (std::size_t i = 0; i < s.staff_needs.size();) {
    Needs needs;
    const StaffNeed& first = s.staff_needs[i];
    for (; i < s.staff_needs.size() && s.staff_needs[i].port == first.port &&
           s.staff_needs[i].direction == first.direction;
         ++i)
      needs.push_back(&s.staff_needs[i]);
    const bool all = first.direction == StaffNeed::all_directions;
    // With one direction it says nothing new, unless somebody is on duty.
    const auto of_one = [&](const StaffNeed& n) { return n.port == first.port && n.direction != first.direction; };
    std::set<int> others;
    for (const StaffNeed& n : s.staff_needs)
      if (of_one(n)) others.insert(n.direction);
    if (all && others.size() < 2 &&
        std::none_of(needs.begin(), needs.end(), [](const StaffNeed* n) { return has_there(*n); }))
      continue;
    const std::string port = directory.ports.size() > 1 ? directory.ports.at(first.port).label.en + ", " : "";
    out += "\n" + port + (all ? "all together" : direction_label(directory, first.direction)) + "\n";
    out += block(needs, many_days);
  }
  return out;
}

}  // namespace crossflow

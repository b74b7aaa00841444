// The table of officers and devices needed, which a roster clerk reads.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "analysis/sections/sections.hpp"
#include "analysis/text_table.hpp"
#include "sim/record/words.hpp"

namespace crossflow {
namespace {

constexpr std::size_t need_width = 11;

using Needs = std::vector<const StaffNeed*>;

// What stands beside the need.
std::string there_word(const Page& page, const StaffNeed& need) {
  if (need.devices()) return page.say("open");
  return need.direction == StaffNeed::all_directions ? page.say("on duty") : page.say("at post");
}

// "immigration officers needed", "mainland immigration gates needed"
std::string needed_word(const Page& page, const StaffNeed& need) {
  if (page.language == Language::en) return page.say("{} needed", need.what);
  std::string who;
  for (const std::string& one : need.of) who += (who.empty() ? "" : "、") + skill_text(page, one);
  return page.say("{} needed", who + " " + (need.devices() ? server_label(need.server_word).zh : page.say("officers")));
}

bool has_there(const StaffNeed& need) {
  return std::any_of(need.rows.begin(), need.rows.end(), [](const StaffRow& r) { return r.there.has_value(); });
}

// Beside each other: what is needed, on most days, and who is there.
std::string block(const Page& page, const Needs& needs, bool many_days) {
  std::vector<std::vector<std::string>> heads{{""}};
  std::set<Tick> half_hours;
  for (const StaffNeed* need : needs) {
    heads.push_back(wrap_text(needed_word(page, *need), need_width));
    if (many_days) heads.push_back(wrap_text(page.say("9 days of 10"), 6));
    if (has_there(*need)) heads.push_back({there_word(page, *need) + " "});
    for (const StaffRow& row : need->rows) half_hours.insert(row.from);
  }
  TextTable table(std::vector<Align>(heads.size(), Align::right));
  add_heads(table, heads);
  for (const Tick from : half_hours) {
    std::vector<std::string> cells{clock_text(from)};
    for (const StaffNeed* need : needs) {
      const auto row =
          std::find_if(need->rows.begin(), need->rows.end(), [&](const auto& r) { return r.from == from; });
      const bool none = row == need->rows.end();
      cells.push_back(none ? "-" : needed_text(row->needed, row->at_least));
      if (many_days) cells.push_back(none ? "-" : needed_text(row->busy_needed, row->at_least));
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
  return table.text(page.width);
}

// As many beside each other as the page has room for.
std::string blocks(const Page& page, const Needs& needs, bool many_days) {
  const std::size_t time = text_width("00:00 +1");
  std::vector<Needs> rows(1);
  std::size_t width = time;
  for (const StaffNeed* need : needs) {
    const std::size_t more = need_width + 2 + (many_days ? 8 : 0) + (has_there(*need) ? 10 : 0);
    if (!rows.back().empty() && page.width != as_needed && width + more > page.width) {
      rows.emplace_back();
      width = time;
    }
    rows.back().push_back(need);
    width += more;
  }
  std::string out;
  for (const Needs& row : rows) out += (out.empty() ? "" : "\n") + block(page, row, many_days);
  return out;
}

}  // namespace

std::string staff_needs_text(const Page& page) {
  const Summary& s = page.summary;
  if (s.staff_needs.empty() || many_ports(page)) return {};
  const bool many_days = several(s);
  std::string out = page.note("OFFICERS AND DEVICES NEEDED by half-hour{}; ! where more are needed than are there",
                              mean_of_text(page));
  std::string notes = standards_text(page);
  if (many_days) notes += " " + page.say("Of 10 days, 9 need no more than stands beside it.");
  out += page.wrapped(notes);
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
    const std::string port =
        page.directory.ports.size() > 1 ? page.say("{}, {}", port_label(page, first.port), "") : "";
    out += "\n" + port + (all ? page.say("all together") : direction_label(page, first.direction)) + "\n";
    out += blocks(page, needs, many_days);
  }
  return out;
}

}  // namespace crossflow

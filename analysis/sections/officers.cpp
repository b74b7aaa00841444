// What officers did and supervisors ordered, on the front page.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "analysis/sections/sections.hpp"
#include "analysis/summary_parts.hpp"
#include "analysis/text_table.hpp"
#include "sim/record/words.hpp"

namespace crossflow {
namespace {

std::string hours_text(double seconds) {
  return seconds == 0 ? "-" : fmt::format("{:.1f}", seconds / 3600);
}

// "OFFICERS, mean of 20 days".
std::string heading(const Page& page, const std::string& what) {
  const int days = page.summary.replications * page.summary.days;
  return days > 1 ? page.say("{}, mean of {} days", what, days) : what;
}

std::string own_label(const Page& page, std::uint16_t port, const Label& label, const std::string& name) {
  const std::string& own = page.label(label, name);
  return page.directory.ports.size() > 1 ? page.say("{}: {}", port_label(page, port), own) : own;
}

}  // namespace

std::set<std::string> skills_of(const Directory& directory) {
  std::set<std::string> out;
  for (const PoolEntry& pool : directory.pools) {
    std::size_t from = 0;
    for (std::size_t comma = 0; comma != std::string::npos; from = comma + 2) {
      comma = pool.skills.find(", ", from);
      out.insert(pool.skills.substr(from, comma == std::string::npos ? comma : comma - from));
    }
  }
  return out;
}

namespace {

void add(PoolSummary& to, const PoolSummary& of) {
  to.officers += of.officers;
  to.rostered_s += of.rostered_s;
  to.on_duty_s += of.on_duty_s;
  to.at_post_s += of.at_post_s;
  to.spare_s += of.spare_s;
  to.moving_s += of.moving_s;
  to.break_s += of.break_s;
  to.breaks += of.breaks;
  to.overtime_s += of.overtime_s;
}

}  // namespace

std::vector<PoolSummary> summarise_skills(const Directory& directory, const std::vector<PoolSummary>& pools) {
  std::vector<PoolSummary> out;
  std::size_t had = 0;
  for (const std::string& skill : skills_of(directory)) {
    PoolSummary& of_skill = out.emplace_back();
    of_skill.skill = skill;
    for (const PoolSummary& pool : pools) {
      if (!has_skill(directory.pools.at(pool.pool), skill)) continue;
      ++had;
      add(of_skill, pool);
    }
  }
  // One skill to each pool, and of each only one.
  if (had == pools.size() && out.size() == pools.size()) out.clear();
  return out;
}

std::vector<PoolSummary> summarise_pools(const Directory& directory, const ResultRows& rows) {
  std::vector<PoolSummary> out(directory.pools.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i].pool = static_cast<std::uint16_t>(i);
  for (const OfficerHoursRow& r : rows.of<OfficerHoursRow>()) {
    if (r.of_other_dates != 0) continue;
    PoolSummary& p = out.at(r.pool);
    p.rostered_s += r.rostered_s;
    p.on_duty_s += r.on_duty_s();
    p.at_post_s += r.at_post_s + r.finishing_s;
    p.spare_s += r.spare_s;
    p.moving_s += r.walking_s + r.changing_over_s;
    p.break_s += r.break_s;
    p.overtime_s += r.overtime_s;
    p.most_on_duty = std::max(p.most_on_duty, r.most_on_duty);
  }
  for (const OfficerRow& r : rows.of<OfficerRow>()) {
    PoolSummary& p = out.at(directory.officers.at(r.officer).pool);
    p.officers += r.on_duty_s > 0;
    p.breaks += r.breaks;
  }
  return out;
}

std::vector<OrdersSummary> summarise_orders(const Directory& directory, const ResultRows& rows) {
  std::vector<OrdersSummary> out(directory.supervisors.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i].supervisor = static_cast<std::uint16_t>(i);
  for (const OrderRow& r : rows.of<OrderRow>()) {
    OrdersSummary& s = out.at(r.supervisor);
    ++s.count.at(r.order);
    const Tick at = ticks_from_seconds(r.time_s);
    s.first = std::min(s.first.value_or(at), at);
    s.last = std::max(s.last.value_or(at), at);
  }
  return out;
}

std::string officers_text(const Page& page) {
  const Summary& s = page.summary;
  if (s.pools.empty()) return {};
  std::vector<Align> columns(9, Align::right);
  columns.front() = Align::left;
  TextTable table(columns);
  const double n = s.replications * s.days;
  std::vector<std::vector<std::string>> heads{{heading(page, page.say("OFFICERS"))}};
  for (const std::string& head : page.heads({"officers who came", "most at once", "hours rostered", "overtime",
                                             "at posts", "spare", "walking, opening", "breaks"}))
    heads.push_back(wrap_text(head, 8));
  add_heads(table, heads);
  const auto add = [&](const std::string& who, const PoolSummary& p, const std::string& most) {
    table.add({who, few_text(static_cast<double>(p.officers) / s.replications), most, hours_text(p.rostered_s / n),
               hours_text(p.overtime_s / n), hours_text(p.at_post_s / n), hours_text(p.spare_s / n),
               hours_text(p.moving_s / n), hours_text(p.break_s / n)});
  };
  for (const PoolSummary& p : s.pools) {
    const PoolEntry& entry = page.directory.pools.at(p.pool);
    add(own_label(page, entry.port, entry.label, entry.name), p, count_text(p.most_on_duty));
  }
  for (const PoolSummary& p : s.skills) add(page.say("all with the skill {}", skill_text(page, p.skill)), p, "");
  const std::string broken_off = s.broken_off == 0
                                     ? ""
                                     : page.note("Broken off when officers went, and served again: {} a day.",
                                                 few_text(static_cast<double>(s.broken_off) / n));
  return table.text(page.width) + broken_off +
         page.note(
             "Officer-hours a day, of times on duty that begin on the scenario's dates: as rostered, absences "
             "included; "
             "overtime beyond that, with reserves who were called. At posts includes those who finish somebody.");
}

std::string orders_text(const Page& page) {
  const Summary& s = page.summary;
  if (s.orders.empty()) return {};
  std::array<bool, orders> used{};
  for (const OrdersSummary& o : s.orders)
    for (std::size_t k = 0; k < used.size(); ++k) used[k] = used[k] || o.count[k] > 0;
  std::vector<std::vector<std::string>> heads{{heading(page, page.say("ORDERS"))}};
  for (std::size_t k = 0; k < used.size(); ++k)
    if (used[k]) heads.push_back(wrap_text(page.label(label_of(static_cast<Order>(k))), 12));
  for (const std::string& head : page.heads({"first", "last"})) heads.push_back({head});
  std::vector<Align> columns(heads.size(), Align::right);
  columns.front() = Align::left;
  TextTable table(columns);
  add_heads(table, heads);
  const double n = s.replications * s.days;
  for (const OrdersSummary& o : s.orders) {
    const SupervisorEntry& entry = page.directory.supervisors.at(o.supervisor);
    std::vector<std::string> cells{own_label(page, entry.port, entry.label, entry.name) + " (" +
                                   page.heads({entry.policy.c_str()}).front() + ")"};
    for (std::size_t k = 0; k < used.size(); ++k)
      if (used[k]) cells.push_back(few_text(static_cast<double>(o.count[k]) / n));
    cells.push_back(o.first ? clock_text(*o.first) : "-");
    cells.push_back(o.last ? clock_text(*o.last) : "-");
    table.add(std::move(cells));
  }
  return table.text(page.width) + (several(s)
                                       ? page.note("Orders a day, when they took effect; first and last of all days.")
                                       : page.note("When they took effect."));
}

}  // namespace crossflow

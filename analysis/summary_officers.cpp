// What officers did and supervisors ordered, on the front page.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "analysis/summary_parts.hpp"
#include "analysis/summary_text.hpp"
#include "analysis/summary_text_parts.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

std::string hours_text(double seconds) {
  return seconds == 0 ? "-" : fmt::format("{:.1f}", seconds / 3600);
}

std::string few(double mean) {
  return mean >= 10 || mean == 0 ? mean_count_text(mean) : fmt::format("{:.1f}", mean);
}

// "OFFICERS", "OFFICERS, mean of 20 days".
std::string heading(const char* what, const Summary& s) {
  const int days = s.replications * s.days;
  return days > 1 ? fmt::format("{}, mean of {} days", what, days) : what;
}

constexpr std::array<const char*, orders> order_heads{"servers opened", "desks turned", "reserves",
                                                      "held the crowd", "let it in",    "hours extended"};

std::string label_of(const Directory& directory, std::uint16_t port, const Label& label, const std::string& name) {
  const std::string own = label.en.empty() ? name : label.en;
  return directory.ports.size() > 1 ? directory.ports.at(port).label.en + ": " + own : own;
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
  for (const OfficerHoursRow& r : rows.officer_hours) {
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
  for (const OfficerRow& r : rows.officers) {
    PoolSummary& p = out.at(directory.officers.at(r.officer).pool);
    p.officers += r.on_duty_s > 0;
    p.breaks += r.breaks;
  }
  return out;
}

std::vector<OrdersSummary> summarise_orders(const Directory& directory, const ResultRows& rows) {
  std::vector<OrdersSummary> out(directory.supervisors.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i].supervisor = static_cast<std::uint16_t>(i);
  for (const OrderRow& r : rows.orders) {
    OrdersSummary& s = out.at(r.supervisor);
    ++s.count.at(r.order);
    const Tick at = ticks_from_seconds(r.time_s);
    s.first = std::min(s.first.value_or(at), at);
    s.last = std::max(s.last.value_or(at), at);
  }
  return out;
}

std::string officers_text(const Directory& directory, const Summary& s) {
  if (s.pools.empty()) return {};
  std::vector<Align> columns(9, Align::right);
  columns.front() = Align::left;
  TextTable table(columns);
  const double n = s.replications * s.days;
  table.add({"", "officers", "most", "hours", "", "at", "", "walking,", ""});
  table.add(
      {heading("OFFICERS", s), "who came", "at once", "rostered", "overtime", "posts", "spare", "opening", "breaks"});
  const auto add = [&](const std::string& who, const PoolSummary& p, const std::string& most) {
    table.add({who, few(static_cast<double>(p.officers) / s.replications), most, hours_text(p.rostered_s / n),
               hours_text(p.overtime_s / n), hours_text(p.at_post_s / n), hours_text(p.spare_s / n),
               hours_text(p.moving_s / n), hours_text(p.break_s / n)});
  };
  for (const PoolSummary& p : s.pools) {
    const PoolEntry& entry = directory.pools.at(p.pool);
    add(label_of(directory, entry.port, entry.label, entry.name), p, count_text(p.most_on_duty));
  }
  for (const PoolSummary& p : s.skills) add("all with the skill " + p.skill, p, "");
  return table.text(page_width) +
         "Officer-hours a day, of times on duty that begin on the scenario's dates: as rostered, absences included;\n"
         "overtime beyond that, with reserves who were called. At posts includes those who finish somebody.\n";
}

std::string orders_text(const Directory& directory, const Summary& s) {
  if (s.orders.empty()) return {};
  std::array<bool, orders> used{};
  for (const OrdersSummary& o : s.orders)
    for (std::size_t k = 0; k < used.size(); ++k) used[k] = used[k] || o.count[k] > 0;
  std::vector<std::string> head{heading("ORDERS", s)};
  for (std::size_t k = 0; k < used.size(); ++k)
    if (used[k]) head.emplace_back(order_heads[k]);
  head.insert(head.end(), {"first", "last"});
  std::vector<Align> columns(head.size(), Align::right);
  columns.front() = Align::left;
  TextTable table(columns);
  table.add(std::move(head));
  const double n = s.replications * s.days;
  for (const OrdersSummary& o : s.orders) {
    const SupervisorEntry& entry = directory.supervisors.at(o.supervisor);
    std::vector<std::string> cells{label_of(directory, entry.port, entry.label, entry.name) + " (" + entry.policy +
                                   ")"};
    for (std::size_t k = 0; k < used.size(); ++k)
      if (used[k]) cells.push_back(few(static_cast<double>(o.count[k]) / n));
    cells.push_back(o.first ? clock_text(*o.first) : "-");
    cells.push_back(o.last ? clock_text(*o.last) : "-");
    table.add(std::move(cells));
  }
  return table.text(page_width) + (s.replications > 1
                                       ? "Orders a day, when they took effect; first and last of all days.\n"
                                       : "When they took effect.\n");
}

}  // namespace crossflow

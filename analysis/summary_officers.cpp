// What officers did and supervisors ordered, on the front page.
#include <algorithm>
#include <map>

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

std::vector<PoolSummary> summarise_pools(const Directory& directory, const ResultRows& rows) {
  std::vector<PoolSummary> out(directory.pools.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i].pool = static_cast<std::uint16_t>(i);
  for (const OfficerHoursRow& r : rows.officer_hours) {
    PoolSummary& p = out.at(r.pool);
    p.on_duty_s += r.on_duty_s();
    p.at_post_s += r.at_post_s + r.finishing_s;
    p.spare_s += r.spare_s;
    p.moving_s += r.walking_s + r.changing_over_s;
    p.break_s += r.break_s;
    p.most_on_duty = std::max(p.most_on_duty, r.most_on_duty);
  }
  for (const OfficerRow& r : rows.officers) {
    PoolSummary& p = out.at(directory.officers.at(r.officer).pool);
    ++p.officers;
    p.breaks += r.breaks;
    p.overtime_s += r.overtime_s;
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
  table.add({"", "officers", "most", "hours", "at", "", "walking,", "", ""});
  table.add(
      {heading("OFFICERS", s), "who came", "at once", "on duty", "posts", "spare", "opening", "breaks", "overtime"});
  for (const PoolSummary& p : s.pools) {
    const PoolEntry& entry = directory.pools.at(p.pool);
    table.add({label_of(directory, entry.port, entry.label, entry.name),
               few(static_cast<double>(p.officers) / s.replications), count_text(p.most_on_duty),
               hours_text(p.on_duty_s / n), hours_text(p.at_post_s / n), hours_text(p.spare_s / n),
               hours_text(p.moving_s / n), hours_text(p.break_s / n), hours_text(p.overtime_s / n)});
  }
  return table.text(page_width) +
         "Officer-hours a day, until the simulation ended. On duty includes breaks; at posts includes those\n"
         "who finish somebody. Overtime: on duty beyond the rostered end. Most at once: of all days.\n";
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

#include "analysis/not_cleared.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "analysis/measure.hpp"
#include "analysis/sections/sections.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

std::int64_t of_kind(std::span<const ClassNotCleared> not_cleared, EntityKind kind) {
  std::int64_t sum = 0;
  for (const ClassNotCleared& one : not_cleared)
    if (one.kind == kind) sum += one.people.sum();
  return sum;
}

}  // namespace

std::string mean_not_cleared_text(std::int64_t people, std::uint32_t replications) {
  const double mean = static_cast<double>(people) / replications;
  return people > 0 && mean < 0.05 ? "<0.1" : mean_count_text(mean);
}

void for_each_not_served(const Directory& directory, const ResultRows& rows,
                         const std::function<void(const NotServedOn&)>& take) {
  const auto days = static_cast<std::uint16_t>(whole_days_of(directory));
  const auto first = static_cast<std::uint16_t>(days - days_of(directory));
  const auto last = static_cast<std::uint16_t>(days - 1);
  if (rows.of<DateRow>().empty()) {
    for (const FlowRow& r : rows.of<FlowRow>())
      if (const NotServed people{r.outside, r.inside, r.turned_back}; people.sum() > 0)
        take({r.replication, r.traveller_class, r.direction, r.source, last, people});
    return;
  }
  std::map<std::uint32_t, std::uint16_t> ended_on;  // by replication; some end before the last date
  for (const ReplicationRow& r : rows.of<ReplicationRow>())
    ended_on[r.replication] = static_cast<std::uint16_t>(std::min<double>(last, r.end_s / to_seconds(day)));
  for (const DateRow& r : rows.of<DateRow>()) {
    const auto end = ended_on.find(r.replication);
    const bool at_end = r.date == (end == ended_on.end() ? last : end->second);
    const NotServed people{at_end ? r.left_outside : 0, r.left_inside, r.turned_back, at_end ? 0 : r.left_outside};
    if (r.date >= first && people.sum() > 0)
      take({r.replication, r.traveller_class, r.direction, r.source, r.date, people});
  }
}

std::vector<ClassNotCleared> not_cleared(const Directory& directory, const ResultRows& rows) {
  std::map<std::pair<std::uint8_t, std::uint8_t>, NotServed> found;  // by direction and class
  for_each_not_served(directory, rows, [&](const NotServedOn& one) {
    found[{one.direction, one.traveller_class}] += one.people;
  });
  std::vector<ClassNotCleared> out;
  for (const auto& [who, people] : found) {
    const ClassEntry& entry = directory.classes.at(who.second);
    out.push_back({entry.name, directory.directions.at(who.first), class_label(directory, who.second, who.first),
                   entry.kind, people});
  }
  return out;
}

void add_not_cleared(std::vector<ClassNotCleared>& to, std::span<const ClassNotCleared> more) {
  for (const ClassNotCleared& one : more) {
    const auto known = std::find_if(to.begin(), to.end(), [&](const ClassNotCleared& other) {
      return other.traveller_class == one.traveller_class && other.direction == one.direction;
    });
    if (known == to.end()) {
      to.push_back(one);
    } else {
      known->people += one.people;
    }
  }
}

std::int64_t travellers_not_cleared(std::span<const ClassNotCleared> not_cleared) {
  return of_kind(not_cleared, EntityKind::traveller);
}

std::string not_cleared_count_text(std::span<const ClassNotCleared> not_cleared, std::uint32_t replications) {
  std::string text;
  for (const auto& [kind, word] : {std::pair{EntityKind::traveller, ""},
                                   {EntityKind::vehicle, " vehicles"},
                                   {EntityKind::consignment, " consignments"}})
    if (const std::int64_t n = of_kind(not_cleared, kind); n > 0)
      text += (text.empty() ? "" : " and ") + mean_not_cleared_text(n, replications) + word;
  return text.empty() ? text : text + " not cleared";
}

std::string not_cleared_line(const std::string& name, std::span<const ClassNotCleared> not_cleared,
                             std::uint32_t replications, std::size_t width) {
  if (not_cleared.empty()) return {};
  std::string of;
  for (const ClassNotCleared& one : not_cleared)
    of += (of.empty() ? "" : "; ") + one.label + " " + mean_not_cleared_text(one.people.sum(), replications);
  std::string text;
  for (const std::string& line : wrap_text(
           fmt::format("NOT CLEARED, {}: {}not served, because left outside, left over inside or turned back: {}.",
                       name, replications > 1 ? "on average " : "", of),
           width))
    text += line + "\n";
  return text;
}

}  // namespace crossflow

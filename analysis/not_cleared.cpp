#include "analysis/not_cleared.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

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
  return mean < 0.05 ? "<0.1" : mean_count_text(mean);
}

std::vector<ClassNotCleared> not_cleared(const Directory& directory, std::span<const FlowRow> flows) {
  std::map<std::pair<std::uint8_t, std::uint8_t>, NotServed> found;  // by direction and class
  for (const FlowRow& r : flows) found[{r.direction, r.traveller_class}] += not_served(r);
  std::vector<ClassNotCleared> out;
  for (const auto& [who, people] : found) {
    if (people.sum() == 0) continue;
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
           fmt::format("NOT CLEARED, {}: {}never served, because left outside, left over inside or turned back: {}.",
                       name, replications > 1 ? "on average " : "", of),
           width))
    text += line + "\n";
  return text;
}

}  // namespace crossflow

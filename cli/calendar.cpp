#include "cli/calendar.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/date_option.hpp"
#include "sim/base/say.hpp"
#include "sim/model/kinds.hpp"

namespace crossflow {
namespace {

/// Kinds that values of the date stand under, each with how many do.
std::map<std::string, int> taken(const DatedChoices& date) {
  std::map<std::string, int> out;
  for (const auto& [path, kind] : date.choices) ++out[kind];
  return out;
}

std::string taken_text(const DatedChoices& date) {
  std::vector<std::string> kinds;
  for (const auto& [kind, values] : taken(date))
    kinds.push_back(kind + (values == 1 ? "" : fmt::format(" ({} values)", values)));
  return fmt::format("{}", fmt::join(kinds, ", "));
}

/// Festivals of the date: the kinds between the date itself and the general kind.
std::string festivals(const DatedChoices& date) {
  std::vector<std::string> names;
  for (std::size_t k = 1; k < date.kinds.size() && !(date.kinds[k] == date.general); ++k)
    if (date.kinds[k].why == "a public holiday" || date.kinds[k].why == "a festival")
      names.push_back(date.kinds[k].name);
  return fmt::format("{}", fmt::join(names, ", "));
}

nlohmann::json as_json(const DatedChoices& date) {
  nlohmann::json kinds = nlohmann::json::array();
  for (std::size_t k = 1; k < date.kinds.size(); ++k)
    kinds.push_back({{"kind", date.kinds[k].name}, {"why", date.kinds[k].why}});
  return {{"date", date_text(date.date)}, {"kind", date.general.name}, {"kinds", kinds}, {"values", date.choices}};
}

}  // namespace

void print_calendar(const CalendarOptions& options) {
  const auto from = date_of_option("--from", options.from);
  const auto to = date_of_option("--to", options.to);
  const std::vector<DatedChoices> dates = Draft::read(options.scenario, options.load, all_kinds()).calendar(from, to);
  if (options.json) {
    nlohmann::json out = nlohmann::json::array();
    for (const DatedChoices& date : dates) out.push_back(as_json(date));
    say_on_output(out.dump(2) + "\n");
    return;
  }
  static const std::array<const char*, 7> weekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  std::vector<std::array<std::string, 4>> lines = {{"date", "kind of day", "why", "values taken under"}};
  for (const DatedChoices& date : dates) {
    const std::string named = festivals(date);
    lines.push_back({date_text(date.date) + " " + weekdays[static_cast<std::size_t>(weekday(date.date))],
                     date.general.name, (named.empty() ? "" : named + ", ") + date.general.why, taken_text(date)});
  }
  std::array<std::size_t, 3> widths{};
  for (const auto& line : lines)
    for (std::size_t c = 0; c < widths.size(); ++c) widths[c] = std::max(widths[c], line[c].size());
  std::string text;
  for (const auto& line : lines)
    text += fmt::format("{:<{}}  {:<{}}  {:<{}}  {}\n", line[0], widths[0], line[1], widths[1], line[2], widths[2],
                        line[3]);
  say_on_output(text);
}

}  // namespace crossflow

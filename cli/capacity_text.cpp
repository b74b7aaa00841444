#include "cli/capacity_text.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/csv.hpp"
#include "analysis/measures.hpp"
#include "analysis/text_table.hpp"
#include "cli/capacity_more.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {
namespace {

constexpr std::size_t most_columns = 2;
constexpr double longest_bar = 24;
constexpr std::size_t most_places = 3;

std::string people_text(const DemandLevel& level) {
  return fmt::format("{} people a day, {} in the busiest hour", count_text(std::lround(level.people_a_day)),
                     count_text(std::lround(level.busiest_hour)));
}

std::string interval_text(const CapacitySearch& search) {
  if (!search.surely || !search.broken) return "its interval is not known";
  const std::string low = *search.surely > 0 ? demand_text(search.factor_of(*search.surely)) : "nothing";
  return *search.broken > search.last()
             ? fmt::format("from {} on, with 95% confidence", low)
             : fmt::format("{} to {}, with 95% confidence", low, demand_text(search.factor_of(*search.broken)));
}

std::string late_text(const CapacitySearch& search, const AtLevel& at) {
  std::string out;
  for (std::size_t i = 0; i < std::min(at.late.size(), most_places); ++i)
    out += fmt::format("{}{:.0f}% at {} ({})", out.empty() ? "" : ", ", 100 * at.late[i].share,
                       place_name(search.directory(), at.late[i].station), text_of(at.late[i].cause));
  return out;
}

std::string figure_text(const Demand& demand, const AtLevel& at) {
  return demand.condition.at_least && at.judged.value && measure_of(demand.request()).unit == MeasureUnit::share
             ? share_text(*at.judged.value, demand.condition.bound)
             : value_text(demand, at.judged.value);
}

// Each figure that does not hold, and where those waited whom it concerns.
std::string broken_text(const CapacitySearch& search, const DemandLevel& level) {
  std::string out;
  for (const std::size_t d : level.broken()) {
    const Demand& demand = search.demands()[d];
    const AtLevel& at = level.demands[d];
    out += fmt::format("  {}: {}\n", demand.text, figure_text(demand, at));
    if (const std::string late = late_text(search, at); !late.empty())
      out += fmt::format("    {} waited: {}\n",
                         demand.request().kind == &kept_measure() ? "those who were late" : "people", late);
  }
  return out;
}

std::string mark_of(Meets meets, bool holds) {
  return meets == Meets::untold ? " ?" : holds ? "" : " no";
}

// "2024-10-02, resident, arrival": without the bound.
std::string whom_text(const Demand& demand) {
  return demand.request().kind == &kept_measure() ? demand.text.substr(0, demand.text.rfind(": ")) : demand.text;
}

std::string curve_table(const CapacitySearch& search, std::size_t width) {
  const std::vector<std::size_t> shown = telling(search, most_columns);
  std::vector<Align> columns(3, Align::right);
  std::vector<std::string> head{"demand", "people a day", "busiest hour"};
  for (const std::size_t d : shown) {
    columns.insert(columns.end(), {Align::left, Align::right});
    head.push_back(whom_text(search.demands()[d]));
    head.push_back(search.demands()[d].request().kind == &kept_measure() ? "95% within" : "");
  }
  columns.push_back(Align::left);
  TextTable table(std::move(columns));
  table.add(std::move(head));
  double most_s = 1;
  for (const auto& [number, level] : search.levels())
    if (!shown.empty() && level.demands[shown.front()].longest)
      most_s = std::max(most_s, level.demands[shown.front()].longest->value);
  for (const auto& [number, level] : search.levels()) {
    std::vector<std::string> cells{demand_text(level.factor), count_text(std::lround(level.people_a_day)),
                                   count_text(std::lround(level.busiest_hour))};
    for (const std::size_t d : shown) {
      const AtLevel& at = level.demands[d];
      cells.push_back(figure_text(search.demands()[d], at) + mark_of(at.judged.meets, at.holds));
      cells.push_back(at.longest ? seconds_text(at.longest->value) : "");
    }
    if (!shown.empty() && level.demands[shown.front()].longest)
      cells.emplace_back(
          static_cast<std::size_t>(std::lround(longest_bar * level.demands[shown.front()].longest->value / most_s)),
          '#');
    table.add(std::move(cells));
  }
  return table.text(width);
}

std::string one_more_table(const CapacitySearch& search, const DemandLevel& breaks, std::size_t width) {
  TextTable table({Align::left, Align::left, Align::left, Align::right});
  table.add({"what there is then", "all holds", "what it does", "worth of demand"});
  for (const OneMore& one : search.one_more) {
    std::string what;
    bool told = false;
    for (const std::size_t d : search.breaks_first) {
      const MeasureRequest& request = search.demands()[d].request();
      if (const auto differs = difference(request, breaks.demands[d].seen.front(), one.level.demands[d].seen.front())) {
        what += fmt::format("{}{} {}", what.empty() ? "" : "; ", whom_text(search.demands()[d]),
                            difference_text(measure_of(request).unit, *differs));
        if (d == search.breaks_first.front()) told = !cannot_be_told_apart(*differs);
      }
    }
    table.add({one.what, one.level.all_hold() ? "yes" : "no", what,
               !told       ? "cannot be told"
               : one.worth ? fmt::format("{:+.1f} points", 100 * *one.worth)
                           : "more than seen"});
  }
  return table.text(width);
}

std::string conclusion(const CapacitySearch& search) {
  if (search.interrupted && !search.holds) return "STOPPED before it was known: see the levels that were simulated\n";
  if (*search.holds == 0) return fmt::format("HOLDS AT NO LEVEL from {} on\n", demand_text(search.factor_of(1)));
  const DemandLevel& level = search.levels().at(*search.holds);
  std::string out =
      *search.holds == search.last()
          ? fmt::format("HOLDS AT {}, the most that was asked for\n{}\n", demand_text(level.factor), people_text(level))
          : fmt::format("HOLDS UP TO {} of the demand ({})\n{}\n", demand_text(level.factor), interval_text(search),
                        people_text(level));
  if (const auto growth = search.growth(); growth && *search.holds < search.last()) {
    const double years = std::log(level.factor) / std::log(1 + *growth);
    out += fmt::format("At {} a year that {} {:.1f} years{}.\n", round_share_text(*growth),
                       years >= 0 ? "is reached in" : "was reached", std::fabs(years), years >= 0 ? "" : " ago");
  }
  return out;
}

}  // namespace

std::string demand_text(double factor) {
  const double tenths = std::round(1000 * factor) / 10;
  return tenths == std::round(tenths) ? fmt::format("{:.0f}%", tenths) : fmt::format("{:.1f}%", tenths);
}

std::vector<std::size_t> telling(const CapacitySearch& search, std::size_t most) {
  std::vector<std::size_t> out;
  const auto add = [&](std::size_t d) {
    if (out.size() < most && std::find(out.begin(), out.end(), d) == out.end()) out.push_back(d);
  };
  for (const auto& [number, level] : search.levels())
    if (level.factor >= 1 - 1e-9 || !level.all_hold())
      for (const std::size_t d : level.broken()) add(d);
  if (!out.empty() || search.levels().empty()) return out;
  const DemandLevel& top = search.levels().rbegin()->second;
  // What allows no exception is always near its bound.
  std::vector<std::tuple<bool, double, std::size_t>> spare;
  for (std::size_t d = 0; d < top.demands.size(); ++d) {
    const Demand& demand = search.demands()[d];
    if (const auto& value = top.demands[d].judged.value)
      spare.emplace_back(allows_no_exception(demand.condition, demand.request()),
                         std::fabs(*value - demand.condition.bound), d);
  }
  std::sort(spare.begin(), spare.end());
  if (!spare.empty()) add(std::get<2>(spare.front()));
  return out;
}

std::string text_of(const CapacitySearch& search, std::size_t width) {
  std::string out = search.directory().title.en + "\n\n" + conclusion(search);
  if (!search.breaks_first.empty()) {
    const DemandLevel& breaks = search.levels().at(*search.holds + 1);
    out += fmt::format("\nBREAKS FIRST, at {}\n", demand_text(breaks.factor)) + broken_text(search, breaks);
  }
  if (search.mended) {
    out += fmt::format("\nNEXT, with {}: holds up to {}\n", search.mended->what,
                       demand_text(search.factor_of(search.mended->holds)));
    if (const auto next = search.mended->levels.find(search.mended->holds + 1); next != search.mended->levels.end())
      out += fmt::format("  at {}:\n", demand_text(next->second.factor)) + broken_text(search, next->second);
  }
  if (!search.levels().empty())
    out += "\nCURVE (no: does not hold; ?: cannot be told)\n\n" + curve_table(search, width);
  if (!search.one_more.empty()) {
    const DemandLevel& breaks = search.levels().at(search.one_more_at_level);
    out +=
        fmt::format("\nONE MORE of what people waited for, at {}, on the same days\n\n", demand_text(breaks.factor)) +
        one_more_table(search, breaks, width);
  }
  return out;
}

namespace {

nlohmann::ordered_json number_or_null(const std::optional<double>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}

// Without the last bits of sums and products.
double tidy(double x) {
  return std::round(x * 1e9) / 1e9;
}

nlohmann::ordered_json json_of_level(const CapacitySearch& search, const DemandLevel& level) {
  nlohmann::ordered_json figures = nlohmann::ordered_json::array();
  for (std::size_t d = 0; d < search.demands().size(); ++d) {
    const AtLevel& at = level.demands[d];
    nlohmann::ordered_json one{{"what", search.demands()[d].text},
                               {"value", number_or_null(at.judged.value)},
                               {"holds", at.holds},
                               {"told", meets_key(at.judged.meets)}};
    if (at.longest) one["p95_s"] = at.longest->value;
    if (!at.late.empty()) {
      one["waited_at"] = nlohmann::ordered_json::array();
      for (const LateAt& where : at.late)
        one["waited_at"].push_back({{"station", place_name(search.directory(), where.station)},
                                    {"cause", text_of(where.cause)},
                                    {"share", where.share}});
    }
    figures.push_back(std::move(one));
  }
  return {{"scale", tidy(level.factor)},
          {"people_a_day", tidy(level.people_a_day)},
          {"busiest_hour", tidy(level.busiest_hour)},
          {"all_hold", level.all_hold()},
          {"figures", std::move(figures)}};
}

nlohmann::ordered_json scale_or_null(const CapacitySearch& search, const std::optional<int>& level) {
  return level && *level <= search.last() ? nlohmann::ordered_json(tidy(search.factor_of(*level)))
                                          : nlohmann::ordered_json();
}

}  // namespace

nlohmann::ordered_json json_of(const CapacitySearch& search) {
  nlohmann::ordered_json out{{"crossflow_capacity", 1}, {"interrupted", search.interrupted}};
  out["holds_up_to"] = scale_or_null(search, search.holds);
  out["interval_95"] = {scale_or_null(search, search.surely), scale_or_null(search, search.broken)};
  out["holds_at_the_most"] = search.holds && *search.holds == search.last();
  if (search.holds && *search.holds > 0) {
    const DemandLevel& level = search.levels().at(*search.holds);
    out["people_a_day"] = tidy(level.people_a_day);
    out["busiest_hour"] = tidy(level.busiest_hour);
    if (const auto growth = search.growth(); growth && *search.holds < search.last())
      out["years"] = std::log(level.factor) / std::log(1 + *growth);
  }
  out["breaks_first"] = nlohmann::ordered_json::array();
  for (const std::size_t d : search.breaks_first) out["breaks_first"].push_back(search.demands()[d].text);
  out["levels"] = nlohmann::ordered_json::array();
  for (const auto& [number, one] : search.levels()) out["levels"].push_back(json_of_level(search, one));
  out["one_more_at"] = scale_or_null(search, search.one_more_at_level);
  out["one_more"] = nlohmann::ordered_json::array();
  for (const OneMore& one : search.one_more)
    out["one_more"].push_back({{"what", one.what},
                               {"all_hold", one.level.all_hold()},
                               {"worth", number_or_null(one.worth)},
                               {"level", json_of_level(search, one.level)}});
  if (search.mended) {
    out["next"] = {{"with", search.mended->what}, {"holds_up_to", tidy(search.factor_of(search.mended->holds))}};
    if (const auto next = search.mended->levels.find(search.mended->holds + 1); next != search.mended->levels.end())
      out["next"]["breaks"] = json_of_level(search, next->second);
  }
  return out;
}

std::string curve_csv(const CapacitySearch& search) {
  std::string out(curve_header);
  for (const auto& [number, level] : search.levels())
    for (std::size_t d = 0; d < search.demands().size(); ++d) {
      const Demand& demand = search.demands()[d];
      const AtLevel& at = level.demands[d];
      const auto line = [&](const std::string& what, const char* unit, const std::optional<Estimate>& figure,
                            const std::string& holds) {
        if (!figure) return;
        out += fmt::format("{:.6g},{:.6g},{:.6g},{},{},{:.6g},{},{},{}\n", level.factor, level.people_a_day,
                           level.busiest_hour, csv_cell(what), unit, figure->value,
                           figure->interval ? fmt::format("{:.6g}", figure->interval->low) : "",
                           figure->interval ? fmt::format("{:.6g}", figure->interval->high) : "", holds);
      };
      line(demand.text, unit_name(measure_of(demand.request()).unit), at.figure, at.holds ? "yes" : "no");
      line(demand.request().name + ": 95% within", "s", at.longest, "");
    }
  return out;
}

}  // namespace crossflow

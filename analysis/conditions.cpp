#include "analysis/conditions.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analysis/text_table.hpp"

namespace crossflow {

bool keeps(const MeasureCondition& condition, double value) {
  const double rounding = 1e-9 * std::max(1.0, std::fabs(condition.bound));
  return condition.at_least ? value >= condition.bound - rounding : value <= condition.bound + rounding;
}

bool allows_no_exception(const MeasureCondition& condition, const MeasureRequest& request) {
  if (request.percentile) return false;
  const MeasureUnit unit = measure_of(request).unit;
  return condition.at_least ? unit == MeasureUnit::share && condition.bound >= 1
                            : unit != MeasureUnit::time_of_day && condition.bound <= 0;
}

Meets meets(const MeasureCondition& condition, const MeasureRequest& request, std::span<const Observation> observations,
            double error) {
  if (observations.empty()) return Meets::no;
  if (allows_no_exception(condition, request)) {
    std::size_t days = 0;
    for (const auto& value : values(request, observations)) {
      if (value && !keeps(condition, *value)) return Meets::no;
      if (value) ++days;
    }
    return days > 1 ? Meets::yes : Meets::untold;
  }
  const auto figure = estimate(request, observations, 1 - 2 * error);
  if (!figure) return Meets::no;
  if (!figure->interval) return Meets::untold;
  const bool low = keeps(condition, figure->interval->low), high = keeps(condition, figure->interval->high);
  return low && high ? Meets::yes : low || high ? Meets::untold : Meets::no;
}

Meets all_of(std::span<const Meets> each) {
  const auto any = [&](Meets m) { return std::find(each.begin(), each.end(), m) != each.end(); };
  return any(Meets::no) ? Meets::no : any(Meets::untold) ? Meets::untold : Meets::yes;
}

std::string condition_text(const MeasureCondition& condition, const MeasureRequest& request) {
  return request.name + (condition.at_least ? " at least " : " at most ") + condition.text;
}

const char* meets_key(Meets meets) {
  return meets == Meets::yes ? "yes" : meets == Meets::no ? "no" : "cannot_be_told";
}

std::string conditions_text(std::span<const MeasureCondition> conditions, std::span<const MeasureRequest> measures) {
  std::string out;
  for (const MeasureCondition& condition : conditions)
    out += (out.empty() ? "" : " and ") + condition_text(condition, measures[condition.measure]);
  return out;
}

std::string conditions_table(const std::string& what, std::span<const MeasureCondition> conditions,
                             std::span<const MeasureRequest> measures, std::span<const ConditionsMet> all,
                             std::size_t width) {
  TextTable table(std::vector<Align>(conditions.size() + 1, Align::left));
  std::vector<std::string> head{what};
  for (const MeasureCondition& condition : conditions)
    head.push_back(condition_text(condition, measures[condition.measure]));
  table.add(std::move(head));
  for (const ConditionsMet& one : all) {
    std::vector<std::string> cells{one.name};
    for (std::size_t c = 0; c < conditions.size(); ++c) {
      const MeasureUnit unit = measure_of(measures[conditions[c].measure]).unit;
      const char* word = one.meets[c] == Meets::yes ? "yes" : one.meets[c] == Meets::no ? "no" : "cannot be told";
      cells.push_back(one.values[c] ? fmt::format("{}: {}", word, measure_text(unit, *one.values[c])) : "not measured");
    }
    table.add(std::move(cells));
  }
  return table.text(width);
}

}  // namespace crossflow

#include "cli/amounts.hpp"

#include <fmt/format.h>

#include "sim/scenario/quantity.hpp"
#include "sim/scenario/varying_types.hpp"

namespace crossflow {
namespace {

double amount_of(const std::string& option, const std::string& text, QuantityRule rule, const char* example) {
  rule.example = example;
  std::string nearest;
  const auto amount = parse_amount(rule, text, &nearest);
  if (!amount || amount->value <= 0)
    throw InputError({option}, fmt::format("'{}' will not do", text), rule.expected(), nearest);
  return amount->value;
}

// How a figure of a measure is written, and an example.
QuantityRule rule_of(MeasureUnit unit) {
  const auto with_example = [](QuantityRule rule, const char* example) {
    rule.example = example;
    return rule;
  };
  switch (unit) {
    case MeasureUnit::share:
      return with_example(rules::percent(0, 1), "98%");
    case MeasureUnit::seconds:
      return with_example(rules::duration(0, 366 * day), "10 min");
    case MeasureUnit::time_of_day:
      return with_example(rules::duration(0, 366 * day), "22:30, or 46 h from the first midnight");
    case MeasureUnit::minutes:
      return with_example(rules::duration(0, 100'000 * day), "30 min");  // of many people together
    case MeasureUnit::count:
      break;
  }
  return with_example(rules::number(0, 1e9), "5");
}

double in_unit(double value, MeasureUnit unit) {
  return unit == MeasureUnit::minutes ? value / 60 : value;
}

}  // namespace

double indifference_of(const std::string& text, MeasureUnit unit) {
  const std::string option = "--indifference";
  constexpr const char* points = " points";
  switch (unit) {
    case MeasureUnit::share:
      return amount_of(option, text.ends_with(points) ? text.substr(0, text.size() - 7) + "%" : text, rule_of(unit),
                       "0.5%");
    case MeasureUnit::seconds:
    case MeasureUnit::time_of_day:
      return amount_of(option, text, rule_of(unit), "10 s or 1 min");
    case MeasureUnit::minutes:
      return in_unit(amount_of(option, text, rule_of(unit), "30 min"), unit);
    case MeasureUnit::count:
      break;
  }
  return amount_of(option, text, rule_of(unit), "5");
}

double confidence_of(const std::string& text) {
  return amount_of("--confidence", text, rules::percent(0.5, 0.9999), "95%");
}

void read_bounds(std::vector<MeasureCondition>& conditions, const std::vector<MeasureRequest>& measures,
                 Problems& problems) {
  for (MeasureCondition& condition : conditions) {
    const MeasureRequest& request = measures.at(condition.measure);
    const MeasureUnit unit = measure_of(request).unit;
    const auto clock = unit == MeasureUnit::time_of_day ? compound::parse_clock(condition.text) : std::nullopt;
    if (clock) {
      condition.bound = to_seconds(*clock);
      continue;
    }
    const QuantityRule rule = rule_of(unit);
    std::string nearest;
    const auto amount = parse_amount(rule, condition.text, &nearest);
    if (amount) {
      condition.bound = in_unit(amount->value, unit);
    } else {
      problems.add(condition.place, fmt::format("'{}' is no bound of '{}'", condition.text, request.name),
                   rule.expected(), nearest);
    }
  }
}

}  // namespace crossflow

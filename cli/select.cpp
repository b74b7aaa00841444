#include "cli/select.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/measures.hpp"
#include "cli/amounts.hpp"
#include "cli/contest.hpp"
#include "sim/base/say.hpp"
#include "sim/scenario/study.hpp"

namespace crossflow {
namespace {

// Each of the variants must answer, or it could not take part.
void check_all_answer(const MeasureRequest& request, const std::string& option, const std::vector<Variant>& variants) {
  for (const Variant& variant : variants) {
    Problems problems;
    check_requests(std::vector{request}, std::vector{variant.directory}, problems);
    if (!problems.empty())
      throw InputError({option}, fmt::format("'{}' cannot be asked of {}", request.name, variant.name),
                       "a measure that all have");
  }
}

void read_conditions(const SelectOptions& options, const std::vector<Directory>& directories, ContestRules& rules) {
  Problems problems;
  for (const std::string& text : options.where) {
    BoundMeasure read = read_condition(text, "--where", all_measures());
    read.condition.measure = rules.measures.size();
    check_requests(std::vector{read.request}, directories, problems);
    rules.measures.push_back(std::move(read.request));
    rules.where.push_back(std::move(read.condition));
  }
  read_bounds(rules.where, rules.measures, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
}

}  // namespace

void select(const SelectOptions& options) {
  std::vector<Variant> variants = read_variants(options.variants);
  for (const Variant& variant : variants)
    if (variant.is_result)
      throw InputError({variant.file}, "this is a result; to select, days are simulated", "a scenario");
  const std::vector<Warned> told = warned(variants);
  const auto directories = directories_of(variants);
  ContestRules rules;
  rules.measures = read_measures({options.by}, "--by", directories);
  check_all_answer(rules.measures.front(), "--by", variants);
  read_conditions(options, directories, rules);
  rules.indifference = indifference_of(options.indifference, measure_of(rules.measures.front()).unit);
  rules.confidence = confidence_of(options.confidence);
  rules.most = options.most;
  if (rules.confidence <= 1.0 / static_cast<double>(variants.size()))
    throw InputError({"--confidence"}, "no surer than by lot", "more than 50%");
  Contest contest(options, std::move(variants), std::move(rules));
  contest.run();
  if (options.json) {
    auto json = contest.json();
    json["warnings"] = warnings_of_all(told);
    say("{}\n", json.dump(2));
  } else if (!options.quiet) {
    say("{}", contest.text());
    say_warnings(told);
  }
}

}  // namespace crossflow

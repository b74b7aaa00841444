#include "cli/select.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/select_best.hpp"
#include "analysis/study_answer.hpp"
#include "analysis/study_json_parts.hpp"
#include "analysis/text_table.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/simulate.hpp"
#include "sim/base/say.hpp"
#include "sim/record/result_file.hpp"
#include "sim/scenario/quantity.hpp"

namespace crossflow {
namespace {

// How many days are simulated at once is no matter to the answer: the procedure looks at them one by one.
constexpr std::uint32_t first_stage = 20, batch = 10;

double amount_of(const std::string& option, const std::string& text, QuantityRule rule, const char* example) {
  rule.example = example;
  std::string nearest;
  const auto amount = parse_amount(rule, text, &nearest);
  if (!amount || amount->value <= 0)
    throw InputError({option}, fmt::format("'{}' will not do", text), rule.expected(), nearest);
  return amount->value;
}

// In the measure's unit.
double indifference_of(const std::string& text, MeasureUnit unit) {
  const std::string option = "--indifference";
  constexpr const char* points = " points";
  switch (unit) {
    case MeasureUnit::share:
      return amount_of(option, text.ends_with(points) ? text.substr(0, text.size() - 7) + "%" : text,
                       rules::percent(0, 1), "0.5%");
    case MeasureUnit::seconds:
    case MeasureUnit::time_of_day:
      return amount_of(option, text, rules::duration(0, 366 * day), "10 s or 1 min");
    case MeasureUnit::minutes:
      return amount_of(option, text, rules::duration(0, 366 * day), "30 min") / 60;
    case MeasureUnit::count:
      break;
  }
  return amount_of(option, text, rules::number(0, 1e9), "5");
}

// What was seen of one candidate, day by day.
using Seen = std::vector<Observation>;

class Contest {
 public:
  Contest(const SelectOptions& options, std::vector<Variant> variants, MeasureRequest by, const SelectionRules& rules)
      : options_(options),
        variants_(std::move(variants)),
        by_(std::move(by)),
        rules_(rules),
        seed_(seed_of(options.seed)),
        folder_("", "select"),
        best_(rules),
        seen_(variants_.size()) {}

  void run() {
    while (!best_.best() && best_.seen() < options_.replications) {
      const std::uint32_t from = best_.seen();
      const std::uint32_t n = std::min(from == 0 ? first_stage : batch, options_.replications - from);
      simulate(from, n);
      for (std::uint32_t r = from; r < from + n && !best_.best(); ++r) best_.observe(values_of_day(r));
    }
  }

  std::string text() const;
  nlohmann::ordered_json json() const;

 private:
  void simulate(std::uint32_t from, std::uint32_t n) {
    std::vector<NamedExperiment> experiments;
    for (const std::size_t v : best_.in()) {
      Experiment e = experiment_of(variants_[v], options_.variants, seed_);
      e.first = from;
      e.replications = n;
      e.output = folder_.file(fmt::format("{}.h5", v));
      experiments.push_back({variants_[v].name, std::move(e)});
    }
    simulate_all(experiments, folder_, {options_.at_once.value_or(processors()), options_.quiet, ""});
    StudyDesign design;
    design.measures = {by_};
    for (std::size_t i = 0; i < experiments.size(); ++i) {
      const std::string& file = experiments[i].experiment.output;
      const ResultReader reader(file);
      const auto found = observe(design, reader.directory(), reader.rows()).of_measures.front();
      seen_[best_.in()[i]].insert(seen_[best_.in()[i]].end(), found.begin(), found.end());
      std::filesystem::remove(file);
      simulated_ += n;
    }
  }

  std::vector<double> values_of_day(std::uint32_t r) const {
    std::vector<double> out(variants_.size());
    for (const std::size_t v : best_.in()) {
      const auto value = values(by_, std::span(seen_[v]).subspan(r, 1)).front();
      if (!value)
        throw InputError({"--by"},
                         fmt::format("'{}' was observed of nobody on day {} of {}", by_.name, r + 1, variants_[v].name),
                         "a measure that has a value on every day");
      out[v] = *value;
    }
    return out;
  }

  std::uint32_t days_of(std::size_t v) const { return best_.out_after(v) > 0 ? best_.out_after(v) : best_.seen(); }

  // Mean over the days by which it was judged.
  double mean(std::size_t v, std::uint32_t days) const {
    double sum = 0;
    for (std::uint32_t r = 0; r < days; ++r) sum += *values(by_, std::span(seen_[v]).subspan(r, 1)).front();
    return sum / days;
  }

  // Of those in, the one ahead.
  std::size_t leader() const {
    if (best_.best()) return *best_.best();
    return *std::max_element(best_.in().begin(), best_.in().end(), [&](std::size_t a, std::size_t b) {
      const double x = mean(a, best_.seen()), y = mean(b, best_.seen());
      return rules_.most ? x < y : x > y;
    });
  }

  const SelectOptions& options_;
  std::vector<Variant> variants_;
  MeasureRequest by_;
  SelectionRules rules_;
  std::uint64_t seed_;
  Folder folder_;
  SelectBest best_;
  std::vector<Seen> seen_;
  std::uint32_t simulated_ = 0;
};

std::string Contest::text() const {
  const MeasureUnit unit = measure_of(by_).unit;
  const std::string little = unit == MeasureUnit::share
                                 ? difference_text(unit, {rules_.indifference, std::nullopt}).substr(1)
                                 : options_.indifference;
  std::string said;
  if (best_.best()) {
    said = fmt::format("{} is best, or within {} of the best, with {} confidence: the {} of '{}'.",
                       variants_[*best_.best()].name, little, options_.confidence, rules_.most ? "most" : "least",
                       by_.name);
  } else {
    std::string names;
    for (const std::size_t v : best_.in()) names += (names.empty() ? "" : ", ") + variants_[v].name;
    said = fmt::format(
        "NOT DECIDED after {} days of each: any of {} may be best by the {} of '{}'. At most {} days of each would "
        "tell: "
        "-R {}. A larger indifference needs fewer.",
        best_.seen(), names, rules_.most ? "most" : "least", by_.name, count_text(best_.most_needed()),
        best_.most_needed());
  }
  std::string text;
  for (const std::string& line : wrap_text(said, 100)) text += line + "\n";
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::left});
  const std::size_t ahead = leader();
  table.add({"", "days", "mean day", "from " + cut_text(variants_[ahead].name, 26), ""});
  for (std::size_t v = 0; v < variants_.size(); ++v) {
    const std::uint32_t days = days_of(v);
    const double from = mean(v, days) - mean(ahead, days);
    table.add({variants_[v].name, count_text(days), measure_text(unit, mean(v, days)),
               v == ahead ? "" : difference_text(unit, {from, std::nullopt}),
               best_.out_after(v) > 0 ? "out"
               : best_.best() == v    ? "best"
               : best_.best()         ? "as good"
                                      : "may be best"});
  }
  text += "\n" + table.text(120);
  text += fmt::format(
      "{} days simulated in all, seed {}. Each difference is on the days of both; it is no estimate with "
      "an interval: 'crossflow compare'.\n",
      count_text(simulated_), seed_);
  return text;
}

nlohmann::ordered_json Contest::json() const {
  nlohmann::ordered_json out = {{"crossflow_selection", 1},
                                {"by", measure_json(by_)},
                                {"best_is", rules_.most ? "most" : "least"},
                                {"indifference", rules_.indifference},
                                {"confidence", rules_.confidence},
                                {"seed", seed_},
                                {"days_simulated", simulated_},
                                {"best", nullptr}};
  if (best_.best()) out["best"] = variants_[*best_.best()].name;
  out["days_needed_at_most"] = best_.most_needed();
  out["candidates"] = nlohmann::ordered_json::array();
  for (std::size_t v = 0; v < variants_.size(); ++v)
    out["candidates"].push_back({{"name", variants_[v].name},
                                 {"days", days_of(v)},
                                 {"mean_day", mean(v, days_of(v))},
                                 {"in", best_.out_after(v) == 0}});
  return out;
}

}  // namespace

void select(const SelectOptions& options) {
  std::vector<Variant> variants = read_variants(options.variants);
  for (const Variant& variant : variants)
    if (variant.is_result)
      throw InputError({variant.file}, "this is a result; to select, days are simulated", "a scenario");
  const auto directories = directories_of(variants);
  const MeasureRequest by = read_measures({options.by}, "--by", directories).front();
  for (std::size_t v = 0; v < variants.size(); ++v) {
    Problems problems;
    check_requests(std::vector{by}, std::vector{directories[v]}, problems);
    if (!problems.empty())
      throw InputError({"--by"}, fmt::format("'{}' cannot be asked of {}", by.name, variants[v].name),
                       "a measure that all have");
  }
  SelectionRules rules;
  rules.candidates = variants.size();
  rules.first_stage = first_stage;
  rules.indifference = indifference_of(options.indifference, measure_of(by).unit);
  rules.confidence = amount_of("--confidence", options.confidence, rules::percent(0.5, 0.9999), "95%");
  rules.most = options.most;
  if (rules.confidence <= 1.0 / static_cast<double>(rules.candidates))
    throw InputError({"--confidence"}, "no surer than by lot", "more than 50%");
  Contest contest(options, std::move(variants), by, rules);
  contest.run();
  if (options.json) {
    say("{}\n", contest.json().dump(2));
  } else if (!options.quiet) {
    say("{}", contest.text());
  }
}

}  // namespace crossflow

#include "cli/contest.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "analysis/study_answer.hpp"
#include "cli/progress.hpp"
#include "cli/simulate.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {

Contest::Contest(const SelectOptions& options, std::vector<Variant> variants, ContestRules rules)
    : options_(options),
      variants_(std::move(variants)),
      rules_(std::move(rules)),
      seed_(seed_of(options.seed)),
      folder_("", "select"),
      seen_(variants_.size()) {
  for (Seen& seen : seen_) {
    seen.of_measures.resize(rules_.measures.size());
    seen.meets.assign(rules_.where.size(), Meets::untold);
  }
}

// Half of the error is for the conditions, if there are any.
SelectionRules Contest::selection_rules() const {
  SelectionRules out;
  out.candidates = variants_.size();
  out.first_stage = first_stage;
  out.indifference = rules_.indifference;
  out.confidence = rules_.where.empty() ? rules_.confidence : 1 - (1 - rules_.confidence) / 2;
  out.most = rules_.most;
  out.conditions = !rules_.where.empty();
  return out;
}

void Contest::run() {
  replay();
  while (!best_->over() && best_->seen() < options_.replications) {
    const std::uint32_t looks = best_->seen() < first_stage ? 0 : (best_->seen() - first_stage) / batch + 1;
    simulate_until(std::min(looks == 0 ? first_stage : first_stage + looks * batch, options_.replications));
    for (Seen& seen : seen_) judge_conditions(seen);
    replay();
  }
}

// All days from the first on, by what is known of the conditions now. So one that was put out by another that then
// turns out not to be admissible is in again.
void Contest::replay() {
  best_.emplace(selection_rules());
  for (std::size_t v = 0; v < seen_.size(); ++v) {
    const Meets met = all_of(seen_[v].meets);
    if (met == Meets::yes && !rules_.where.empty()) best_->admit(v);
    if (met == Meets::no) best_->rule_out(v);
  }
  const auto has_day = [&](std::size_t v) { return best_->seen() < seen_[v].days; };
  while (!best_->over() && std::all_of(best_->in().begin(), best_->in().end(), has_day)) {
    std::vector<double> values(variants_.size());
    for (const std::size_t v : best_->in()) values[v] = value(v, best_->seen());
    best_->observe(values);
  }
}

void Contest::simulate_until(std::uint32_t days) {
  std::vector<NamedExperiment> experiments;
  std::vector<std::size_t> whose;
  for (const std::size_t v : best_->in()) {
    if (seen_[v].days >= days) continue;
    Experiment e = experiment_of(variants_[v], options_.variants, seed_);
    e.first = seen_[v].days;
    e.replications = days - seen_[v].days;
    simulated_ += e.replications;
    e.output = folder_.file(fmt::format("{}.h5", v));
    whose.push_back(v);
    experiments.push_back({variants_[v].name, std::move(e)});
  }
  simulate_all(experiments, folder_, {options_.at_once.value_or(processors()), options_.quiet, ""});
  StudyDesign design;
  design.measures = rules_.measures;
  for (std::size_t i = 0; i < experiments.size(); ++i) {
    const std::string& file = experiments[i].experiment.output;
    const ResultReader reader(file);
    const VariantObservations found = observe(design, reader.directory(), reader.rows());
    Seen& seen = seen_[whose[i]];
    for (std::size_t m = 0; m < seen.of_measures.size(); ++m)
      seen.of_measures[m].insert(seen.of_measures[m].end(), found.of_measures[m].begin(), found.of_measures[m].end());
    for (const auto& value : values(rules_.measures.front(), found.of_measures.front())) seen.values.push_back(value);
    add_not_cleared(seen.not_cleared, found.not_cleared);
    seen.days = days;
    std::filesystem::remove(file);
  }
}

// At the j-th look a share 1 / (j (j + 1)) of the error of each candidate and condition is spent: all looks together,
// as many as there may be, never spend more than all of it. What is told stays told, but that nothing was ever found is
// true only until something is.
void Contest::judge_conditions(Seen& seen) const {
  const double error = (1 - rules_.confidence) / 2 / static_cast<double>(seen_.size() * rules_.where.size());
  while (seen.looked_at < seen.days && !rules_.where.empty()) {
    const std::uint32_t look = seen.looked_at == 0 ? 1 : (seen.looked_at - first_stage) / batch + 2;
    seen.looked_at = std::min(first_stage + (look - 1) * batch, seen.days);
    for (std::size_t c = 0; c < rules_.where.size(); ++c) {
      const MeasureCondition& condition = rules_.where[c];
      const MeasureRequest& request = rules_.measures[condition.measure];
      if (seen.meets[c] == Meets::no || (seen.meets[c] == Meets::yes && !allows_no_exception(condition, request)))
        continue;
      const auto& observed = seen.of_measures[condition.measure];
      seen.meets[c] =
          meets(condition, request, std::span(observed).first(std::min<std::size_t>(observed.size(), seen.looked_at)),
                error / look / (look + 1));
    }
  }
}

std::uint32_t Contest::days_of(std::size_t v) const {
  if (ruled_out(v)) return seen_[v].days;
  return best_->out_after(v) > 0 ? best_->out_after(v) : best_->seen();
}

double Contest::value(std::size_t v, std::uint32_t n) const {
  const auto& value = seen_[v].values.at(n);
  if (!value)
    throw InputError({"--by"},
                     fmt::format("'{}' was observed of nobody on day {} of {}", rules_.measures.front().name, n + 1,
                                 variants_[v].name),
                     "a measure that has a value on every day");
  return *value;
}

// Over the days by which it was judged.
double Contest::mean(std::size_t v, std::uint32_t days) const {
  double sum = 0;
  for (std::uint32_t n = 0; n < days; ++n) sum += value(v, n);
  return sum / days;
}

}  // namespace crossflow

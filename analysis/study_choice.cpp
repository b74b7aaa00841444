// Which level is best, of those that meet the conditions.
#include <algorithm>

#include "analysis/study_answer.hpp"

namespace crossflow {
namespace {

using Variants = std::span<const VariantObservations>;
using Observed = std::vector<const VariantObservations*>;  // by level

std::vector<std::vector<Meets>> judge(const StudyDesign& design, const Observed& levels, double error) {
  std::vector<std::vector<Meets>> out;
  for (const VariantObservations* level : levels) {
    auto& of = out.emplace_back();
    for (const MeasureCondition& condition : design.decide->where)
      of.push_back(meets(condition, design.measures[condition.measure], level->of_measures[condition.measure], error));
  }
  return out;
}

// Those that may be best of the candidates: of those known to meet the conditions the one with the best figure, and all
// that cannot be told apart from it or may be better than it. Where none is known to, all that may.
std::vector<std::size_t> best_of(const StudyDesign& design, const Observed& levels,
                                 const std::vector<std::vector<Meets>>& meets, double confidence) {
  const StudyDecision& decide = *design.decide;
  const MeasureRequest& by = design.measures[decide.by];
  std::vector<std::optional<double>> values;
  std::optional<std::size_t> best;
  for (std::size_t l = 0; l < levels.size(); ++l) {
    const auto& observed = levels[l]->of_measures[decide.by];
    const auto found = observed.empty() || all_of(meets[l]) == Meets::no ? std::nullopt : estimate(by, observed);
    values.push_back(found ? std::optional(found->value) : std::nullopt);
    if (!found || all_of(meets[l]) != Meets::yes) continue;
    if (!best || (decide.most ? *values[l] > *values[*best] : *values[l] < *values[*best])) best = l;
  }
  std::vector<std::size_t> out;
  for (std::size_t l = 0; l < levels.size(); ++l) {
    if (!values[l]) continue;
    const auto apart = !best || l == *best ? std::nullopt
                                           : difference(by, levels[*best]->of_measures[decide.by],
                                                        levels[l]->of_measures[decide.by], confidence);
    const bool worse = apart && !cannot_be_told_apart(*apart) && (apart->value > 0) != decide.most;
    if (!worse) out.push_back(l);
  }
  return out;
}

LevelsJudged judged(const StudyDesign& design, Variants variants, std::vector<std::size_t> at) {
  const StudyDecision& decide = *design.decide;
  const std::size_t n = design.axes[decide.between].levels.size();
  Observed levels;
  for (std::size_t l = 0; l < n; ++l) {
    at[decide.between] = l;
    levels.push_back(&variants[design.variant_of(at)]);
  }
  const std::size_t statements = n * (n - 1) / 2 + n * decide.where.size();
  const double error = (1 - usual_confidence) / static_cast<double>(statements);
  LevelsJudged out;
  out.meets = judge(design, levels, error);
  out.best = best_of(design, levels, out.meets, 1 - error);
  return out;
}

Choice choice_of(const std::vector<LevelsJudged>& under) {
  std::vector<std::size_t> in_all = under.front().best;
  bool alone = true, some_unmeasured = false, none = true;
  for (const LevelsJudged& here : under) {
    alone = alone && here.best.size() == 1 && all_of(here.meets[here.best.front()]) == Meets::yes;
    none = none && !here.any_meets();
    some_unmeasured = some_unmeasured || (here.best.empty() && here.any_meets());
    std::erase_if(in_all,
                  [&](std::size_t l) { return std::find(here.best.begin(), here.best.end(), l) == here.best.end(); });
  }
  if (none) return Choice::none;
  if (in_all.empty() && !some_unmeasured) return Choice::depends;
  return alone ? Choice::one : Choice::untold;
}

}  // namespace

bool LevelsJudged::any_meets() const {
  return std::any_of(meets.begin(), meets.end(), [](const auto& level) { return all_of(level) != Meets::no; });
}

std::vector<StudyChoice> choices(const StudyDesign& design, Variants variants) {
  std::vector<StudyChoice> out;
  if (!design.decide) return out;
  const StudyDecision& decide = *design.decide;
  for (std::size_t v = 0; v < variants.size(); ++v) {
    StudyChoice one{design.levels_of(v), {}, Choice::untold};
    if (one.at[decide.between] != 0 || (decide.whatever && one.at[*decide.whatever] != 0)) continue;
    std::vector<std::size_t> at = one.at;
    for (std::size_t w = 0; w < (decide.whatever ? design.axes[*decide.whatever].levels.size() : 1); ++w) {
      if (decide.whatever) at[*decide.whatever] = w;
      one.under.push_back(judged(design, variants, at));
    }
    one.choice = choice_of(one.under);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace crossflow

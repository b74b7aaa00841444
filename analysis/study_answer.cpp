#include "analysis/study_answer.hpp"

#include <algorithm>

#include "analysis/start_up.hpp"
#include "sim/base/check.hpp"
#include "sim/record/by_replication.hpp"

namespace crossflow {
namespace {

using Variants = std::span<const VariantObservations>;

Estimates changes(const StudyDesign& design, const VariantObservations& from, const VariantObservations& to) {
  Estimates out;
  for (std::size_t m = 0; m < design.measures.size(); ++m) {
    const auto& a = from.of_measures[m];
    const auto& b = to.of_measures[m];
    out.push_back(a.empty() || b.empty() ? std::nullopt : difference(design.measures[m], a, b));
  }
  return out;
}

std::vector<StudyDifference> differences(const StudyDesign& design, Variants variants) {
  std::vector<StudyDifference> out;
  for (std::size_t axis = 0; axis < design.axes.size(); ++axis)
    for (std::size_t v = 0; v < variants.size(); ++v) {
      std::vector<std::size_t> levels = design.levels_of(v);
      if (levels[axis] == 0) continue;
      levels[axis] = 0;
      const std::size_t first = design.variant_of(levels);
      out.push_back({axis, first, v, changes(design, variants[first], variants[v])});
    }
  return out;
}

// The levels of the axis that are best where all else is `at`.
std::vector<std::size_t> best_levels(const StudyDesign& design, Variants variants, std::vector<std::size_t> at) {
  const StudyDecision& decide = *design.decide;
  const MeasureRequest& by = design.measures[decide.by];
  const std::size_t n = design.axes[decide.between].levels.size();
  std::vector<const std::vector<Observation>*> observed;
  std::vector<std::optional<double>> values;
  for (std::size_t l = 0; l < n; ++l) {
    at[decide.between] = l;
    observed.push_back(&variants[design.variant_of(at)].of_measures[decide.by]);
    const auto found = observed[l]->empty() ? std::nullopt : estimate(by, *observed[l]);
    values.push_back(found ? std::optional(found->value) : std::nullopt);
  }
  std::optional<std::size_t> best;
  for (std::size_t l = 0; l < n; ++l)
    if (values[l] && (!best || (decide.most ? *values[l] > *values[*best] : *values[l] < *values[*best]))) best = l;
  if (!best) return {};
  const double pairs = static_cast<double>(n * (n - 1)) / 2;
  std::vector<std::size_t> out;
  for (std::size_t l = 0; l < n; ++l) {
    if (!values[l]) continue;
    const auto apart =
        l == *best ? std::nullopt : difference(by, *observed[*best], *observed[l], 1 - (1 - usual_confidence) / pairs);
    if (!apart || cannot_be_told_apart(*apart)) out.push_back(l);
  }
  return out;
}

Choice choice_of(const std::vector<std::vector<std::size_t>>& best) {
  std::vector<std::size_t> in_all = best.front();
  bool alone = true;
  for (const auto& here : best) {
    alone = alone && here.size() == 1;
    std::erase_if(in_all, [&](std::size_t l) { return std::find(here.begin(), here.end(), l) == here.end(); });
  }
  const bool some_empty = std::any_of(best.begin(), best.end(), [](const auto& here) { return here.empty(); });
  if (in_all.empty() && !some_empty) return Choice::depends;
  return alone ? Choice::one : Choice::untold;
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
      one.best.push_back(best_levels(design, variants, at));
    }
    one.choice = choice_of(one.best);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

VariantObservations observe(const StudyDesign& design, const Directory& directory, const ResultRows& rows) {
  VariantObservations out;
  const std::vector<ResultRows> each = by_replication(after_warm_up(directory, rows));
  for (const MeasureRequest& request : design.measures) {
    auto& observations = out.of_measures.emplace_back();
    const ResultMeasure& measure = measure_of(request);
    const auto selection = select(directory, request);
    if (!selection || (measure.refuses != nullptr && !measure.refuses(directory, *selection).empty())) continue;
    for (const ResultRows& one : each) observations.push_back(measure.observe(one, directory, *selection));
  }
  for (const FlowRow& r : rows.flows)
    if (directory.classes.at(r.traveller_class).kind == EntityKind::traveller) out.not_cleared += r.inside + r.outside;
  return out;
}

StudyAnswer answer(const StudyDesign& design, Variants variants) {
  CROSSFLOW_CHECK(variants.size() == design.variants(), "every variant is observed once");
  StudyAnswer out;
  for (const VariantObservations& variant : variants) {
    Estimates& values = out.values.emplace_back();
    for (std::size_t m = 0; m < design.measures.size(); ++m) {
      const auto& observed = variant.of_measures[m];
      values.push_back(observed.empty() ? std::nullopt : estimate(design.measures[m], observed));
    }
    out.not_cleared.push_back(variant.not_cleared);
  }
  out.differences = differences(design, variants);
  out.choices = choices(design, variants);
  return out;
}

}  // namespace crossflow

#include "analysis/study_answer.hpp"

#include <algorithm>

#include "analysis/measures.hpp"
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

}  // namespace

VariantObservations observe(const StudyDesign& design, const Directory& directory, const ResultRows& rows) {
  VariantObservations out;
  ResultRows left;
  const std::vector<ResultRows> each = by_replication(after_warm_up(directory, rows, left));
  for (const MeasureRequest& request : design.measures) {
    auto& observations = out.of_measures.emplace_back();
    const ResultMeasure& measure = measure_of(request);
    const auto selection = select(directory, request);
    if (!selection || !refusal(measure, directory, *selection).empty()) continue;
    for (const ResultRows& one : each) observations.push_back(measure.observe(one, directory, *selection));
  }
  out.not_cleared = not_cleared(directory, rows);
  return out;
}

namespace {

bool is_total_not_cleared(const MeasureRequest& request) {
  return request.kind == &not_cleared_measure() && request.traveller_class.empty() && request.direction.empty();
}

}  // namespace

bool ask_not_cleared(StudyDesign& design) {
  if (std::any_of(design.measures.begin(), design.measures.end(), is_total_not_cleared)) return false;
  MeasureRequest request;
  request.kind = &not_cleared_measure();
  request.name = request.kind->name;
  const auto taken = [&](const MeasureRequest& other) { return other.name == request.name; };
  if (std::any_of(design.measures.begin(), design.measures.end(), taken)) request.name += " in all";
  design.measures.push_back(std::move(request));
  return true;
}

void drop_if_all_cleared(StudyDesign& design, std::vector<VariantObservations>& variants) {
  const auto somebody = [](const VariantObservations& v) { return travellers_not_cleared(v.not_cleared) > 0; };
  if (std::any_of(variants.begin(), variants.end(), somebody)) return;
  design.measures.pop_back();
  for (VariantObservations& v : variants) v.of_measures.pop_back();
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

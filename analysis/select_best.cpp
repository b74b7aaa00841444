#include "analysis/select_best.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/base/check.hpp"

namespace crossflow {

double selection_eta(const SelectionRules& rules) {
  const double share = 2 * (1 - rules.confidence) / static_cast<double>(rules.candidates - 1);
  return (std::pow(share, -2.0 / (rules.first_stage - 1)) - 1) / 2;
}

double selection_h2(const SelectionRules& rules) {
  return 2 * selection_eta(rules) * (rules.first_stage - 1);
}

SelectBest::SelectBest(const SelectionRules& rules) : rules_(rules) {
  const std::size_t k = rules.candidates;
  CROSSFLOW_CHECK(k >= 2 && rules.first_stage >= 2 && rules.indifference > 0, "a selection is among several");
  CROSSFLOW_CHECK(rules.confidence > 1.0 / static_cast<double>(k) && rules.confidence < 1,
                  "a selection is surer than by lot");
  in_.resize(k);
  std::iota(in_.begin(), in_.end(), std::size_t{0});
  admitted_.assign(k, !rules.conditions);
  out_after_.resize(k);
  sums_.resize(k);
  first_.resize(k);
  h2s2_.assign(k, std::vector<double>(k));
}

void SelectBest::observe(std::span<const double> values) {
  CROSSFLOW_CHECK(!over() && values.size() == sums_.size(), "an observation of each, while the best is not told");
  ++seen_;
  for (const std::size_t i : in_) {
    const double value = rules_.most ? values[i] : -values[i];
    sums_[i] += value;
    if (seen_ <= rules_.first_stage) first_[i].push_back(value);
  }
  if (seen_ < rules_.first_stage) return;
  if (seen_ == rules_.first_stage) end_first_stage();
  screen();
}

void SelectBest::admit(std::size_t candidate) {
  CROSSFLOW_CHECK(seen_ == 0, "who may win is settled before the contest");
  admitted_[candidate] = true;
}

void SelectBest::rule_out(std::size_t candidate) {
  CROSSFLOW_CHECK(seen_ == 0, "who may win is settled before the contest");
  std::erase(in_, candidate);
}

void SelectBest::end_first_stage() {
  const double n = rules_.first_stage;
  const double h2 = selection_h2(rules_);
  for (const std::size_t i : in_)
    for (const std::size_t l : in_) {
      const double mean = (sums_[i] - sums_[l]) / n;
      double squares = 0;
      for (std::size_t r = 0; r < first_[i].size(); ++r) {
        const double off = first_[i][r] - first_[l][r] - mean;
        squares += off * off;
      }
      h2s2_[i][l] = h2 * squares / (n - 1);
    }
  find_most_needed();
}

// One more than the largest N of a pair that is in: from there on no width is left to survive in.
void SelectBest::find_most_needed() {
  double most = 0;
  for (const std::size_t i : in_)
    for (const std::size_t l : in_)
      most = std::max(most, std::floor(h2s2_[i][l] / (rules_.indifference * rules_.indifference)));
  most_needed_ = static_cast<std::uint32_t>(
      std::clamp(most + 1, double{1} * rules_.first_stage, double{std::numeric_limits<std::uint32_t>::max()}));
}

void SelectBest::screen() {
  const double delta = rules_.indifference;
  std::vector<std::size_t> still;
  for (const std::size_t i : in_) {
    // r times the width: the sum of i may be so much less than that of l.
    const bool survives = std::all_of(in_.begin(), in_.end(), [&](std::size_t l) {
      return l == i || !admitted_[l] || sums_[i] >= sums_[l] - std::max(0.0, (h2s2_[i][l] / delta - delta * seen_) / 2);
    });
    if (survives) {
      still.push_back(i);
    } else {
      out_after_[i] = seen_;
    }
  }
  in_ = std::move(still);
  find_most_needed();
  const bool all_admitted = std::all_of(in_.begin(), in_.end(), [this](std::size_t i) { return admitted_[i]; });
  if (!all_admitted || (in_.size() > 1 && seen_ < most_needed_)) return;
  // Those left are one, or equal to the last bit; then the first.
  best_ =
      *std::max_element(in_.begin(), in_.end(), [this](std::size_t a, std::size_t b) { return sums_[a] < sums_[b]; });
}

}  // namespace crossflow

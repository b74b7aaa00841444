// Which of several candidates is best, with as many replications as that takes and no more: the fully sequential
// procedure KN of S.-H. Kim and B. L. Nelson (A fully sequential procedure for indifference-zone selection in
// simulation, ACM Trans. on Modeling and Computer Simulation 11, 2001, 251-273), with c = 1.
//
// If the best mean is better than every other by the indifference or more, it is selected with at least the nominal
// probability; if others are nearer, one of those near is. It is valid where replications are independent and
// candidates see the same days (common random numbers): the variances that count are those of differences, and the
// error is shared out among rivals by Bonferroni. Observations are to be normal, as means of many people about are.
//
// Under conditions only a candidate that is known to meet them puts others out, as in S. Andradottir and S.-H. Kim
// (Fully sequential procedures for comparing constrained systems via simulation, Naval Research Logistics 57, 2010,
// 403-421); how that is known is the caller's matter, and his error comes on top. The error among rivals is shared out
// among all candidates from the first, so that it holds whichever of them turn out to be admissible.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace crossflow {

struct SelectionRules {
  std::size_t candidates = 2;
  std::uint32_t first_stage = 20;  ///< replications of all, from which variances are told
  double indifference = 0;         ///< above 0: less than this is no matter
  double confidence = 0.95;        ///< of a correct selection; more than 1 / candidates
  bool most = true;                ///< else the least is best
  bool conditions = false;         ///< candidates must be shown to be admissible before they put others out
};

/// eta of the procedure: ((2 alpha / (k - 1))^(-2 / (n0 - 1)) - 1) / 2; and h squared, 2 eta (n0 - 1).
double selection_eta(const SelectionRules& rules);
double selection_h2(const SelectionRules& rules);

class SelectBest {
 public:
  explicit SelectBest(const SelectionRules& rules);

  /// The next replication: a value of each candidate; those of candidates that are out are not looked at. Only while
  /// there is no best.
  void observe(std::span<const double> values);

  /// A candidate is known to meet the conditions, or not to: then it is not in. Only before the first replication: who
  /// learns it later begins anew with the same replications.
  void admit(std::size_t candidate);
  void rule_out(std::size_t candidate);
  /// There is a best, or nobody is in.
  bool over() const { return best_ || in_.empty(); }

  /// Those that may still be best, in order.
  const std::vector<std::size_t>& in() const { return in_; }
  /// Once it is told.
  std::optional<std::size_t> best() const { return best_; }
  std::uint32_t seen() const { return seen_; }
  /// After how many replications a candidate was out; 0: it is in.
  std::uint32_t out_after(std::size_t candidate) const { return out_after_[candidate]; }
  /// After at most so many replications it is told; 0 until the first stage is over.
  std::uint32_t most_needed() const { return most_needed_; }

 private:
  void end_first_stage();
  void screen();
  void find_most_needed();

  SelectionRules rules_;
  std::vector<std::size_t> in_;
  std::vector<bool> admitted_;
  std::vector<std::uint32_t> out_after_;
  std::vector<double> sums_;                ///< the more the better
  std::vector<std::vector<double>> first_;  ///< by candidate, of the first stage
  std::vector<std::vector<double>> h2s2_;   ///< by pair: h squared times the variance of the difference
  std::optional<std::size_t> best_;
  std::uint32_t seen_ = 0;
  std::uint32_t most_needed_ = 0;
};

}  // namespace crossflow

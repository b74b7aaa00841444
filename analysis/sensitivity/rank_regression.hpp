// In which direction, and how steadily, an output goes with each of several inputs that were drawn together.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analysis/stats.hpp"

namespace crossflow {

struct RankRegression {
  std::vector<Estimate> coefficients;  ///< by input, from about -1 to 1
  double explained = 0;                ///< the share of the ranks' variance, adjusted for the number of inputs
};

/// Standardised rank regression coefficients (R. L. Iman, W. J. Conover, Technometrics 21, 1979, 499-509): ranks of the
/// output fitted by a line in the ranks of all inputs at once, in units of their standard deviations. Where it explains
/// little the output does not rise or fall with the inputs. Interval: the delete-one jackknife's, in which the output
/// is ranked anew and the inputs are not, whose ranks a Latin hypercube fixes. Measured: 95% intervals hold the truth
/// in 93 to 100% of cases, from 100 runs of 4 or 30 inputs on.
///
/// None of fewer than two runs more than inputs and one, where the output never differs, and where inputs cannot be
/// told apart because one follows from others.
std::optional<RankRegression> rank_regression(std::span<const std::vector<double>> inputs,
                                              std::span<const double> output, double confidence = usual_confidence);

/// From 1 on; equal values have the mean of theirs.
std::vector<double> ranks_of(std::span<const double> values);

}  // namespace crossflow

// Intervals of what is worked out from all replications together, such as a ratio of sums or a percentile of all
// people: leave out one replication after the other, and see by how much the figure moves.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "analysis/stats.hpp"

namespace crossflow {

using JackknifeFigure = std::function<std::optional<double>(std::optional<std::size_t> without)>;

/// n * figure of all - (n - 1) * figure without i, of each i: each replication's own part in the figure, so that the
/// spread of their mean is that of the figure. None where the figure is none, of all or without some replication.
std::optional<std::vector<double>> jackknife_pseudo_values(std::size_t n, const JackknifeFigure& figure);

/// `figure(i)` is the figure without replication i, `figure(none)` that of all `n`. Interval: the delete-one jackknife
/// with Student's t on n - 1 degrees of freedom, around the figure of all. Without an interval where the figure is none
/// without some replication; none where it is none of all.
std::optional<Estimate> jackknife_estimate(std::size_t n, const JackknifeFigure& figure,
                                           double confidence = usual_confidence);

}  // namespace crossflow

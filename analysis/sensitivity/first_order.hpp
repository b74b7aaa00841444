// How much of what a result differs by goes back to one input alone, told from days on which all inputs were drawn.
#pragma once

#include <optional>
#include <span>

#include "analysis/stats.hpp"

namespace crossflow {

/// The first-order index of an input: the variance of the mean of the output given the input, over the variance of the
/// output. From given data (E. Plischke, E. Borgonovo, C. L. Smith, Eur. J. Oper. Res. 226, 2013, 536-550): runs in
/// order of the input are cut into classes of about as many runs as there are classes, and equal values are not parted.
/// The spread of the classes' means holds chance too; that is taken out as in T. L. Kelley's correlation ratio (Proc.
/// Natl. Acad. Sci. 21, 1935, 554-559). Interval: the delete-one jackknife's, cut to 0 and 1. Measured: 95% intervals
/// of 100 to 400 runs hold the truth in 90 to 99% of cases, and of inputs that do nothing 0 in 97% or more.
///
/// None where the output or the input never differs, or of too few runs (fewer than 9).
std::optional<Estimate> first_order_index(std::span<const double> input, std::span<const double> output,
                                          double confidence = usual_confidence);

}  // namespace crossflow

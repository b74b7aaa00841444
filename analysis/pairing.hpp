// What comparing the same days is worth, and how days that are not the same are compared.
#pragma once

#include <optional>
#include <span>

#include "analysis/measure.hpp"

namespace crossflow {

/// (variance of a + variance of b) / variance of (b - a), over replications of which both say something: so many times
/// the days it would take, if each had days of its own, for an interval as narrow. Below 1 where pairing does harm.
/// Infinite where b is more than a by the same on every day; none of fewer than two days, and where neither varies.
///
/// How large it can be is bound by how the spreads compare: with s the smaller over the larger standard deviation it is
/// at most (1 + s^2) / (1 - s)^2, for noise that is there in one alone cannot be taken out by the other.
std::optional<double> variance_ratio(std::span<const std::optional<double>> a,
                                     std::span<const std::optional<double>> b);

/// By how much `b` is more than `a` on other days: Welch's interval (1947), with Satterthwaite's degrees of freedom, of
/// what replications contribute. Of shares, whose days may all be perfect, it is put together from the intervals of the
/// two instead (square and add: R. G. Newcombe, Statistics in Medicine 17, 1998, 873-890), with its wider side on both.
/// None where nobody was observed in one of them.
std::optional<Estimate> unpaired_difference(const MeasureRequest& request, std::span<const Observation> a,
                                            std::span<const Observation> b, double confidence = usual_confidence);

}  // namespace crossflow

// How much of the beginning of a run still shows that it began empty: MSER-5, after K. P. White (An effective
// truncation heuristic for bias reduction in simulation output, Simulation 69, 1997, 323-334) and S. C. Spratt
// (Heuristics for the startup problem, University of Virginia, 1998). It leaves out so much that the mean of what is
// left is known best, as the spread of what is left tells.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace crossflow {

struct Truncation {
  std::size_t left_out = 0;  ///< of the series; a multiple of 5
  bool told = false;         ///< false: it lies in the second half, so the series is too short to tell
};

/// The number of means of 5 that minimises the variance of the rest over its length, the first of equals; the last 5
/// means are never left out, for few always agree. None of fewer than 50 values. What does not fill a 5 at the end is
/// not looked at.
std::optional<Truncation> mser5(std::span<const double> series);

/// A series that rises and falls with the time of day, without that: of each value its deviation from the mean of all
/// later days (not the first) at the same time, over the spread that chance gives such a deviation, so that the first
/// day, which is in no mean, does not stand out by that alone. None of fewer than three days. `period`: values a day.
std::optional<std::vector<double>> without_daily_cycle(std::span<const double> series, std::size_t period);

}  // namespace crossflow

// What charts need of numbers, without a screen: where to put their marks, and series made of counts by minute.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/record/rows.hpp"
#include "viz/replay/overview.hpp"

namespace crossflow::viz {

/// The least of 1, 2, 5, 10, 20, ... (and of 0.5, 0.2, ... for what is small) that divides `range` into at most so
/// many.
double nice_step(double range, int most);
/// Multiples of a nice step from 0 to the first that is at least `top`; "0, 50, 100, 150". `whole`: no fractions.
std::vector<double> nice_marks(double top, int most, bool whole);
/// Round times of day from `from` to `until`, at most so many: full minutes, quarters, hours, 2, 3, 6, 12 hours, days.
std::vector<Tick> time_marks(Tick from, Tick until, int most);

/// How long those had waited who were called in the minutes around each, in seconds: `over` minutes (odd), the minute
/// in their middle. Below 0 where nobody was called.
std::vector<float> mean_wait_s(const StationCourse& course, std::size_t minutes, std::size_t over);

/// The mean of the `over` (odd) numbers around each; fewer at both ends.
std::vector<double> moving_mean(const std::vector<std::int32_t>& numbers, std::size_t count, std::size_t over);

/// Waiting at a station charged to causes, bin by bin, as the mean number of people waiting: what `causes` sum up to is
/// the mean queue of the bin.
struct LedgerStack {
  Tick bin = 0;
  std::size_t bins = 0;
  std::array<std::vector<double>, ledger_causes> causes;  ///< empty where a cause never occurs
  /// The place that most of next_place_full is charged to; no_station: none.
  std::uint16_t fullest = no_station;
  double most = 0;  ///< of the sums
  bool empty() const { return bins == 0; }
  std::vector<double> sums() const;  ///< by bin
};
LedgerStack ledger_stack(const std::vector<LedgerRow>& rows, std::uint32_t replication, std::uint16_t station,
                         Tick bin);

/// How long the longest queues of stations were, longest first, and the stations; at most so many.
std::vector<std::pair<std::int32_t, std::uint16_t>> longest_queues(const std::vector<StationCourse>& stations,
                                                                   std::size_t most);

}  // namespace crossflow::viz

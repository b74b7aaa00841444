// How long something took, by how many: counted in bins, beside the exact sum and the longest. Two merge by adding.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/tick.hpp"

namespace crossflow {

/// Bins of durations, each closed above: bin 0 holds what took no time at all, the next 1,200 are of a tenth of a
/// second (until 2 min), then of a second (until 4 h), then a hundredth wider each (until two years; what is longer is
/// in the last). So "within the upper edge of its bin" is true of every duration, and of a whole tenth, or from 2 min
/// on a whole second, the edge is the duration itself.
namespace duration_bins {

inline constexpr Tick fine = second / 10;
inline constexpr Tick fine_until = 2 * minute;
inline constexpr Tick seconds_until = 4 * hour;
inline constexpr std::size_t fine_bins = fine_until / fine;

std::size_t long_bin_of(Tick duration);

/// The bin of a duration, which is not negative.
inline std::size_t bin_of(Tick duration) {
  if (duration <= fine_until) [[likely]]
    return static_cast<std::size_t>((duration + fine - 1) / fine);
  return long_bin_of(duration);
}

/// The longest duration of a bin; the bin before holds none that is longer than its own edge.
Tick upper_edge(std::size_t bin);

}  // namespace duration_bins

/// Holds only as many bins as it has needed, and once packed only those that hold any.
class Durations {
 public:
  void add(Tick duration) {
    const std::size_t bin = duration_bins::bin_of(duration);
    if (bin >= counts_.size()) [[unlikely]]
      counts_.resize(std::max(bin + 1, counts_.size() * 2));
    ++counts_[bin];
    sum_ += duration;
    longest_ = std::max(longest_, duration);
  }

  Tick sum() const { return sum_; }
  Tick longest() const { return longest_; }

  /// Gives back what empty bins take. Worth it when few are still to be added, which is possible as before.
  void pack();

  /// Calls f(upper edge, count) for each bin that holds any, in order.
  template <class F>
  void for_each_bin(F&& f) const {
    auto packed = packed_.begin();
    for (std::size_t bin = 0; bin < counts_.size(); ++bin) {
      std::uint32_t count = counts_[bin];
      if (packed != packed_.end() && packed->first == bin) count += (packed++)->second;
      if (count > 0) f(duration_bins::upper_edge(bin), count);
    }
    for (; packed != packed_.end(); ++packed) f(duration_bins::upper_edge(packed->first), packed->second);
  }

 private:
  std::vector<std::uint32_t> counts_;                            // since it was packed last
  std::vector<std::pair<std::uint32_t, std::uint32_t>> packed_;  // bin, count: in order, none of them 0
  Tick sum_ = 0;
  Tick longest_ = 0;
};

}  // namespace crossflow

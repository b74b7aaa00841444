// How long something took, counted in bins of one second; two histograms merge by adding.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/base/tick.hpp"

namespace crossflow {

/// Bins of one second from 0 to 4 hours; whatever is longer is counted in one last bin. Holds only as many bins as it
/// has needed.
class Histogram {
 public:
  static constexpr std::size_t overflow = 4 * 3600;

  void add(Tick duration) {
    const std::size_t bin = std::min(static_cast<std::size_t>(duration / second), overflow);
    if (bin >= counts_.size()) [[unlikely]]
      counts_.resize(std::min(std::max(bin + 1, counts_.size() * 2), overflow + 1));
    ++counts_[bin];
  }

  /// counts()[k]: durations of k seconds and less than k + 1; the last possible bin counts all from 4 hours.
  const std::vector<std::uint32_t>& counts() const { return counts_; }

 private:
  std::vector<std::uint32_t> counts_;
};

}  // namespace crossflow

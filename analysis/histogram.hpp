// How long people waited, kept as counts in the bins of sim/record/histogram.hpp and merged over half-hours and days,
// so that any limit or percentile can be asked of all travellers later.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace crossflow {

class WaitHistogram {
 public:
  /// `count` times in the bin whose upper edge is `up_to_s`.
  void add(double up_to_s, std::int64_t count);
  void merge(const WaitHistogram& other);
  /// The longest of the times, where that is known exactly.
  void note_longest(double s) { longest_s_ = std::max(longest_s_, s); }

  double longest_s() const { return longest_s_; }

  std::int64_t count() const { return count_; }

  /// The upper edge of the bin that holds the time of rank ceil(q n), or the longest time if that is less: so a share q
  /// took no longer than this. q in (0, 1]. None of an empty histogram.
  std::optional<double> quantile_s(double q) const;

  /// The same as if times were spread evenly within each bin: it moves when one of many times does. `without`, if not
  /// null, is a part of this histogram to be left out.
  std::optional<double> smooth_quantile_s(double q, const WaitHistogram* without = nullptr) const;

 private:
  struct Place {
    std::size_t bin = 0;
    double part = 0;  // of the bin's times up to the rank
  };
  std::optional<Place> place_of(double q, const WaitHistogram* without) const;

  std::vector<std::int64_t> bins_;
  std::int64_t count_ = 0;
  double longest_s_ = 0;
};

}  // namespace crossflow

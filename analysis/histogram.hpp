// How long people waited, kept as counts in the bins of sim/record/histogram.hpp and merged over half-hours and days,
// so that any limit or percentile can be asked of all travellers later.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/check.hpp"

namespace crossflow {

/// In as little room as there is need for: a half-hour of one day holds few times, that of a thousand days many.
class WaitHistogram {
 public:
  /// `count` times in the bin whose upper edge is `up_to_s`.
  void add(double up_to_s, std::int64_t count) { add_to(bin_of(up_to_s), count); }
  /// The same for who adds to several: the bin is looked for once.
  static std::size_t bin_of(double up_to_s);
  void add_to(std::size_t bin, std::int64_t count) {
    CROSSFLOW_CHECK(count >= 0, "a bin holds no fewer than none");
    if (count == 0) return;
    count_ += count;
    add_to_bin(bin, count);
  }
  void merge(const WaitHistogram& other);
  /// Calls f(upper edge in seconds, count) for each bin that holds any, in order.
  template <class F>
  void for_each_bin(F&& f) const {
    const std::vector<std::int64_t> all = counts();
    for (std::size_t bin = 0; bin < all.size(); ++bin)
      if (all[bin] > 0) f(edge_s(bin), all[bin]);
  }
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
  static double edge_s(std::size_t bin);
  void add_to_bin(std::size_t bin, std::int64_t count) {
    if (bin < counts_.size()) [[likely]] {
      counts_[bin] += count;
    } else {
      note(bin, count);
    }
  }
  void note(std::size_t bin, std::int64_t count);
  std::vector<std::int64_t> counts() const;
  template <class F>
  void for_each_part(F f) const;

  // What was added, as pairs of the distance from the bin before and the count; when that would take more room, the
  // count of each bin instead.
  std::vector<std::uint8_t> notes_;
  std::size_t noted_ = 0, last_ = 0;  // the bin of the last note, and the last bin that holds any
  std::vector<std::int64_t> counts_;
  std::int64_t count_ = 0;
  double longest_s_ = 0;
};

}  // namespace crossflow

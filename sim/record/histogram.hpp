// How long something took, by how many: counted in bins, beside the exact sum and the longest. Two merge by adding.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/tick.hpp"
#include "sim/record/packed_numbers.hpp"

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

/// How many there are: fewer than 65,536.
std::size_t bins();

/// The longest duration of a bin; the bin before holds none that is longer than its own edge.
Tick upper_edge(std::size_t bin);

}  // namespace duration_bins

/// Who is added is noted by the number of the bin, two bytes each; from time to time notes become counts of those bins
/// that hold any. So it takes little room, and adding touches no memory but the end of the notes.
class Durations {
 public:
  void add(Tick duration) {
    if (noted_ == notes_.size()) [[unlikely]]
      make_room();
    notes_[noted_++] = static_cast<std::uint16_t>(duration_bins::bin_of(duration));
    sum_ += duration;
    longest_ = std::max(longest_, duration);
  }

  Tick sum() const { return sum_; }
  Tick longest() const { return longest_; }

  /// Gives back the room for notes. Worth it when few are still to be added, which is possible as before.
  void pack();

  void write(NumberWriter& writer) const;
  /// Of durations that hold none yet.
  void read(NumberReader& reader);

  /// Calls f(upper edge, count) for each bin that holds any, in order.
  template <class F>
  void for_each_bin(F&& f) const {
    count();
    for (const auto& [bin, count] : counts_) f(duration_bins::upper_edge(bin), count);
  }

 private:
  using Counts = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // bin, count: in order, none of them 0

  [[gnu::noinline]] void make_room();
  void count() const;

  // Who is noted and who is counted, together, is what it holds; asking for it may move some from here to there.
  mutable std::vector<std::uint16_t> notes_;  // as many as there is room for
  mutable std::size_t noted_ = 0;
  mutable Counts counts_;
  Tick sum_ = 0;
  Tick longest_ = 0;
};

}  // namespace crossflow

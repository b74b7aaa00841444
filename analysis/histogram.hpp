// Waiting times kept as counts in bins of one second, merged over half-hours and days, so that any limit or percentile
// can be asked of all travellers later.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

namespace crossflow {

class WaitHistogram {
 public:
  /// The last bin holds all from 4 hours on.
  static constexpr std::uint32_t overflow_s = 4 * 3600;

  /// `count` times of at least `wait_s` and less than `wait_s` + 1 seconds.
  void add(std::uint32_t wait_s, std::int64_t count);
  void merge(const WaitHistogram& other);

  std::int64_t count() const { return count_; }

  /// The quantile in completed seconds: the lower edge of the bin that holds the value of rank ceil(q n). The exact
  /// value of that rank lies in [result, result + 1), and is 4 hours or more if the result is `overflow_s`. q in (0,
  /// 1]. None of an empty histogram.
  std::optional<std::uint32_t> quantile_s(double q) const;

 private:
  std::map<std::uint32_t, std::int64_t> bins_;
  std::int64_t count_ = 0;
};

}  // namespace crossflow

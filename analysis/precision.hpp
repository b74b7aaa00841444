// How sure a result is of the shares kept of its pledges, and the rule that stops a run when it is sure enough.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/page.hpp"
#include "analysis/summary.hpp"

namespace crossflow {

/// Told of one replication after the other, in their order, it looks at the 95% intervals of the shares kept of all
/// pledges: after 20 replications and then after every 10. Looking after each would stop sooner on a stretch of days
/// that happen to be alike. Classes with a pledge of which nobody joined a queue are left out.
class PrecisionRule {
 public:
  static constexpr std::uint32_t fewest = 20, batch = 10;

  /// `half_width`: of a share, 0.01 is one point.
  PrecisionRule(const Directory& directory, double half_width);

  /// Whether any class has a pledge of a share.
  bool has_pledges() const;
  /// True: every interval is narrow enough.
  bool add(const ResultRows& one_replication);

 private:
  std::vector<double> promised_;  // by class
  int authority_;
  double from_s_;  // of what the warm-up leaves
  double half_width_;
  std::uint32_t replications_ = 0;
  std::map<std::pair<std::uint8_t, std::uint8_t>, std::vector<Tally>> tallies_;  // by class and direction
};

/// The widest interval of a share kept; half of its length.
struct WidestInterval {
  std::uint8_t traveller_class = 0, direction = 0;
  double half_width = 0;
};
std::optional<WidestInterval> widest_interval(const Summary& summary);

/// For the page: how many replications it took to be so sure, or that they were not enough.
std::string precision_text(const Directory& directory, const Summary& summary, const PageOptions& options,
                           double half_width, std::uint32_t at_most);

}  // namespace crossflow

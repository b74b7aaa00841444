// Between how many servers a policy may choose, and how often: keys that several policies share.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>

#include "sim/model/supervisors/view.hpp"
#include "sim/scenario/record.hpp"

namespace crossflow {

struct ServerLimits {
  long least = 1;
  std::optional<long> most;

  /// The nearest number that is allowed. What is open already, by plan or order, is: limits close nothing by
  /// themselves.
  long within(long servers, const StationSight& s) const {
    const long top = std::min(s.installed, most.value_or(s.installed));
    return std::clamp(servers, std::min({least, top, s.ordered}), std::max(top, s.ordered));
  }
};

std::shared_ptr<const Record<ServerLimits>> server_limits_keys();

}  // namespace crossflow

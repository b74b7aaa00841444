// Officers who are slower or quicker: each his own pace, and effort by the queue, the hour and the time on task.
#pragma once

#include <optional>
#include <vector>

#include "sim/base/tick.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// The factor on services that officers of one station begin.
class OfficersPace {
 public:
  OfficersPace(std::size_t servers, const std::optional<EffortKeys>& effort) : officers_(servers), effort_(effort) {}

  void set(std::uint16_t server, double pace, Tick since) { officers_[server] = {pace, since}; }
  double factor(std::uint16_t server, std::int64_t waiting, Tick now) const;

 private:
  struct AtPost {
    double pace = 1;
    Tick since = 0;
  };
  std::vector<AtPost> officers_;  // by server
  std::optional<EffortKeys> effort_;
};

}  // namespace crossflow

// How many wait at each place at an instant, and how long whoever has waited longest.
#pragma once

#include <cstdint>
#include <vector>

#include "viz/replay/recording.hpp"

namespace crossflow::viz {

struct QueueNow {
  std::int32_t waiting = 0;
  Tick waited = 0;                   ///< by those who wait there now, so far, in all
  Tick longest = 0;                  ///< by one of them
  std::uint32_t entity = no_entity;  ///< the one who has
};

/// Cheapest while time goes on.
class QueuesNow {
 public:
  /// Looks again only if the instant, or the recording, is another one.
  void follow(const Recording& recording, const PortState& state, Tick now);
  /// Of a station; of none before `follow`.
  QueueNow of(std::size_t station) const { return station < queues_.size() ? queues_[station] : QueueNow{}; }
  /// Where those who wait have waited longest in all; no_station: nobody waits.
  std::uint16_t worst() const { return largest(&QueueNow::waited); }
  /// Where somebody has waited longest.
  std::uint16_t longest() const { return largest(&QueueNow::longest); }

 private:
  std::uint16_t largest(Tick QueueNow::*by) const;
  std::uint64_t recording_ = 0;
  std::size_t known_ = 0, first_alive_ = 0;
  Tick at_ = -1;
  std::vector<QueueNow> queues_;
};

}  // namespace crossflow::viz

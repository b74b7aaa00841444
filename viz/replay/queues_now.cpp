#include "viz/replay/queues_now.hpp"

namespace crossflow::viz {

void QueuesNow::follow(const Recording& recording, const PortState& state, Tick now) {
  const auto& entities = state.entities();
  if (recording.serial() == recording_ && now == at_ && entities.size() == known_) return;
  // Rows are in order of arrival, so all before the first one alive are gone for good, as long as time goes on.
  if (recording.serial() != recording_ || now < at_) first_alive_ = 0;
  recording_ = recording.serial();
  known_ = entities.size();
  at_ = now;
  queues_.assign(state.stations().size(), {});
  for (std::size_t s = 0; s < queues_.size(); ++s) queues_[s].waiting = state.stations()[s].waiting;
  while (first_alive_ < known_ && entities[first_alive_].phase == Phase::gone) ++first_alive_;
  for (std::size_t i = first_alive_; i < known_; ++i) {
    const EntityState& e = entities[i];
    if (!state.waits(e) || e.station >= queues_.size() || e.kind != state.unit_of(e.station)) continue;
    QueueNow& queue = queues_[e.station];
    queue.waited += now - e.since;
    if (queue.entity != no_entity && now - e.since <= queue.longest) continue;
    queue.longest = now - e.since;
    queue.entity = static_cast<std::uint32_t>(i);
  }
}

std::uint16_t QueuesNow::largest(Tick QueueNow::*by) const {
  std::uint16_t worst = no_station;
  for (std::size_t s = 0; s < queues_.size(); ++s)
    if (queues_[s].waiting > 0 && (worst == no_station || queues_[s].*by > queues_[worst].*by))
      worst = static_cast<std::uint16_t>(s);
  return worst;
}

}  // namespace crossflow::viz

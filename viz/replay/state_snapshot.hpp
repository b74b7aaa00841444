// The state of everything at an instant, without those who are gone and what is as it is at rest.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "sim/record/port_state.hpp"

namespace crossflow::viz {

class StateSnapshot {
 public:
  /// `alive` are the rows of the entities alive.
  StateSnapshot(const PortState& state, std::span<const std::uint32_t> alive);
  PortState restore(const Directory& directory) const;

 private:
  std::vector<std::uint32_t> rows_;
  std::vector<EntityState> entities_;                            // of the same length
  std::vector<std::pair<std::uint32_t, ServerStatus>> servers_;  // those not both open and idle
  std::vector<StationStatus> stations_;
  std::vector<OfficerStatus> officers_;
  std::vector<TeamStatus> teams_;
};

}  // namespace crossflow::viz

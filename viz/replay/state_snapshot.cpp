#include "viz/replay/state_snapshot.hpp"

namespace crossflow::viz {

StateSnapshot::StateSnapshot(const PortState& state, std::span<const std::uint32_t> alive)
    : rows_(alive.begin(), alive.end()),
      stations_(state.stations()),
      officers_(state.officers()),
      teams_(state.teams()) {
  entities_.reserve(rows_.size());
  for (const std::uint32_t row : rows_) entities_.push_back(state.entities()[row]);
  for (std::uint32_t i = 0; i < state.servers().size(); ++i) {
    const ServerStatus& server = state.servers()[i];
    if (server.state != ServerState::open || server.serving > 0 || server.staying > 0) servers_.emplace_back(i, server);
  }
  servers_.shrink_to_fit();
}

PortState StateSnapshot::restore(const Directory& directory) const {
  PortState state(directory);
  for (std::size_t i = rows_.size(); i-- > 0;) state.entity(rows_[i]) = entities_[i];  // from the last: it grows once
  for (const auto& [server, status] : servers_) state.servers()[server] = status;
  state.stations() = stations_;
  state.officers() = officers_;
  state.teams() = teams_;
  return state;
}

}  // namespace crossflow::viz

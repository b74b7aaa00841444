#include "viz/floor/server_courses.hpp"

#include <algorithm>

#include "viz/replay/checked_fold.hpp"

namespace crossflow::viz {

ServerCourses::ServerCourses(Recording& recording) : recording_(recording), state_(recording.directory()) {
  std::size_t servers = 0;
  for (const StationEntry& station : recording.directory().stations) {
    first_server_.push_back(servers);
    servers_.push_back(station.shape == Shape::outside ? 0 : station.servers);
    servers += station.servers;
  }
  to_close_.resize(servers);
  courses_.resize(servers);
}

std::uint8_t ServerCourses::state_of(std::uint16_t station, std::uint16_t server) const {
  const ServerStatus& status = state_.server(station, server);
  const ServerLook look = look_of(status, false);
  const bool open = status.state == ServerState::open && !to_close_[first_server_[station] + server];
  if (!open && (look == ServerLook::busy || look == ServerLook::blocked)) return finishing;
  return static_cast<std::uint8_t>(look);
}

// What lasted no time is not told.
void ServerCourses::note(Tick now, std::uint16_t station, std::uint16_t server) {
  if (station >= servers_.size() || server >= servers_[station]) return;
  std::vector<Duty>& course = courses_[first_server_[station] + server];
  const std::uint8_t look = state_of(station, server);
  if (!course.empty() && course.back().tick == now) course.pop_back();
  const auto idle = static_cast<std::uint8_t>(ServerLook::idle);
  if ((course.empty() ? idle : course.back().state) != look) course.push_back({now, station, look, -1});
}

bool ServerCourses::advance(std::uint64_t events) {
  const std::uint64_t until = std::min(recording_.size(), folded_ + events);
  NoWatcher nobody;
  for (const Event& event : recording_.events(folded_, until)) {
    std::uint16_t station = no_station, server = no_server;  // where whoever it is about was before
    if (event.entity < state_.entities().size()) {
      const EntityState& e = state_.entities()[event.entity];
      if (e.phase != Phase::waiting && e.phase != Phase::gone) {
        station = e.station;
        server = e.server;
      }
    }
    fold_checked(state_, {&event, 1}, nobody);
    if (event.kind == EventKind::server)
      to_close_[first_server_[event.station] + event.server] =
          event.aux != 0 && static_cast<ServerState>(event.value) != ServerState::open;
    note(event.tick, station, server);
    note(event.tick, event.station, event.server);
  }
  folded_ = until;
  return folded_ == recording_.size();
}

}  // namespace crossflow::viz

#include "tests/record/state_text.hpp"

#include <fmt/format.h>

namespace crossflow::test {

std::string text_of(const PortState& state) {
  std::string t;
  for (const StationStatus& s : state.stations()) {
    t += fmt::format("station {} {} {} {} {} {} {}:", s.waiting, s.serving, s.staying, s.held, s.busy, s.blocked,
                     s.first_server);
    for (const std::int32_t servers : s.servers) t += fmt::format(" {}", servers);
    for (const auto& [place, servers] : s.blocked_by) t += fmt::format(" by {} {}", place, servers);
    t += '\n';
  }
  for (std::size_t i = 0; i < state.servers().size(); ++i) {
    const ServerStatus& s = state.servers()[i];
    if (s.state == ServerState::open && s.serving == 0 && s.staying == 0 && !s.blocked) continue;
    t += fmt::format("server {}: {} {} {} {} {} {}\n", i, s.entity, s.serving, s.staying, static_cast<int>(s.state),
                     s.blocked, s.held_by);
  }
  for (std::size_t i = 0; i < state.entities().size(); ++i) {
    const EntityState& e = state.entities()[i];
    if (e.phase == Phase::gone) continue;
    t += fmt::format("entity {}: {} {} {} {} {} {} {} {} {} {} {}\n", i, e.since, e.clock_start, e.station, e.server,
                     e.target, e.joined_half_hour, e.traveller_class, e.source, static_cast<int>(e.phase),
                     e.clock_authority, e.cleared_authorities);
  }
  const auto add_on_duty = [&t](const char* what, const auto& all) {
    for (std::size_t i = 0; i < all.size(); ++i)
      if (static_cast<int>(all[i].state) != 0)
        t += fmt::format("{} {}: {} {} {}\n", what, i, static_cast<int>(all[i].state), all[i].station, all[i].value);
  };
  add_on_duty("officer", state.officers());
  add_on_duty("team", state.teams());
  return t;
}

}  // namespace crossflow::test

// What officers, dog teams and servers did, each in order of time, and which classes came to which station: gone
// through once, in pieces between frames. The state of a port says what they do now, but not since when.
#pragma once

#include <cstdint>
#include <vector>

#include "viz/replay/recording.hpp"

namespace crossflow::viz {

struct Duty {
  Tick tick = 0;
  std::uint16_t station = no_station;
  std::uint8_t state = 0;   ///< OfficerState, TeamState or ServerState
  std::int32_t value = -1;  ///< of the event
};

class Duties {
 public:
  explicit Duties(Recording& recording);
  /// Goes through at most so many more events; true when all that is known is in.
  bool advance(std::uint64_t events);

  const std::vector<Duty>& officer(std::size_t officer) const { return officers_[officer]; }
  const std::vector<Duty>& team(std::size_t team) const { return teams_[team]; }
  /// Of a server: without its first state, if it is open from the beginning.
  const std::vector<Duty>& server(std::uint16_t station, std::uint16_t server) const {
    return servers_[first_server_[station] + server];
  }
  /// Whether somebody of the class has joined or begun there.
  bool came(std::uint16_t station, std::size_t traveller_class) const { return came_[station][traveller_class]; }

 private:
  Recording& recording_;
  std::uint64_t folded_ = 0;
  std::vector<std::vector<Duty>> officers_, teams_, servers_;
  std::vector<std::size_t> first_server_;
  std::vector<std::vector<bool>> came_;  // by station and class
};

/// The one that began last, at `now` or before; null if none has.
const Duty* duty_at(const std::vector<Duty>& duties, Tick now);

/// How long each state lasted from `from` until `until`; `first`: what it was in before the first of them.
std::vector<Tick> time_by_state(const std::vector<Duty>& duties, std::uint8_t first, Tick from, Tick until);
/// The state that lasted longest in each of so many equal parts of this time; the one before of two that lasted as
/// long.
std::vector<std::uint8_t> longest_states(const std::vector<Duty>& duties, std::uint8_t first, Tick from, Tick until,
                                         std::size_t parts);

}  // namespace crossflow::viz

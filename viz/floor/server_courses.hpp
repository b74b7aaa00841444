// What each server looked like in the course of the day, as it looks on the floor: at work, blocked, idle, closed,
// broken, without an officer. Gone through once, in pieces between frames.
#pragma once

#include <cstdint>
#include <vector>

#include "viz/floor/scene.hpp"
#include "viz/replay/duties.hpp"
#include "viz/replay/recording.hpp"

namespace crossflow::viz {

class ServerCourses {
 public:
  /// Beside the ServerLooks: at work or blocked, though it is no longer open: it finishes whom it serves. As in results
  /// this is no time in which it was open.
  static constexpr std::uint8_t finishing = 8;

  explicit ServerCourses(Recording& recording);
  /// Goes through at most so many more events; true when all that is known is in. An InputError if an event cannot
  /// follow.
  bool advance(std::uint64_t events);

  /// Duty::state is a ServerLook, or finishing; idle before the first of them. Whether its port is shut is not asked.
  const std::vector<Duty>& of(std::uint16_t station, std::uint16_t server) const {
    return courses_[first_server_[station] + server];
  }

 private:
  std::uint8_t state_of(std::uint16_t station, std::uint16_t server) const;
  void note(Tick now, std::uint16_t station, std::uint16_t server);

  Recording& recording_;
  PortState state_;
  std::uint64_t folded_ = 0;
  std::vector<std::size_t> first_server_;
  std::vector<std::uint32_t> servers_;  // by station: how many
  std::vector<bool> to_close_;          // by server: once it is free
  std::vector<std::vector<Duty>> courses_;
};

}  // namespace crossflow::viz

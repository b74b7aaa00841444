// How long the servers of a station were open in the hours of its port, and why they were not: what utilisation is of.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/record/event.hpp"

namespace crossflow {

/// Of one station, bin by bin. A server that is to close as soon as it is free counts as closed already: what it still
/// does is beyond the hours or the plan.
class OpenTime {
 public:
  /// Server-microseconds in the port's hours.
  struct Bin {
    std::array<std::int64_t, server_states> time{};  // by state
    std::int64_t busy = 0;                           // of those open
  };

  OpenTime() = default;
  OpenTime(std::uint32_t servers, bool in_hours) : states_(servers), in_hours_(in_hours) {
    count_[0] = static_cast<std::int32_t>(servers);
  }

  /// The port opens or closes. `busy`: the integral of busy servers since the bin began.
  void set_in_hours(bool in_hours, Tick now, std::int64_t busy) {
    advance(now);
    if (in_hours == in_hours_) return;
    bin_.busy += in_hours ? -busy : busy;
    in_hours_ = in_hours;
  }
  /// The server is in that state, or will be; `serves`: somebody is in service there.
  void change(std::uint16_t server, ServerState to, bool serves, Tick now) {
    advance(now);
    ServerState& state = states_[server];
    --count_[static_cast<std::size_t>(state)];
    ++count_[static_cast<std::size_t>(to)];
    if (serves)
      finishing_ +=
          static_cast<std::int32_t>(state == ServerState::open) - static_cast<std::int32_t>(to == ServerState::open);
    state = to;
  }
  /// Whether a server that is to close still serves somebody.
  bool any_finishing() const { return finishing_ > 0; }
  /// Nobody is in service there any more.
  void ended(std::uint16_t server, Tick now) {
    if (states_[server] == ServerState::open) return;
    advance(now);
    --finishing_;
  }
  Bin end_bin(Tick at, std::int64_t busy) {
    advance(at);
    if (in_hours_) bin_.busy += busy;
    return std::exchange(bin_, Bin{});
  }

 private:
  void advance(Tick now) {
    const Tick length = now - since_;
    since_ = now;
    if (!in_hours_ || length == 0) return;
    for (std::size_t s = 0; s < count_.size(); ++s) bin_.time[s] += count_[s] * length;
    bin_.busy -= finishing_ * length;
  }

  std::vector<ServerState> states_;
  std::array<std::int32_t, server_states> count_{};  // servers by state
  std::int32_t finishing_ = 0;                       // those to close that still serve
  bool in_hours_ = false;
  Tick since_ = 0;
  Bin bin_;
};

}  // namespace crossflow

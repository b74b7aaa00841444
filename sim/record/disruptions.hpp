// What a disruption does to a port: how many had to wait, and how long it took until no more waited than before.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/port_state.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// The backlog of a port is all who wait in its queues, are held up because a place is full, or stand outside: each
/// counted once, travellers, vehicles and consignments apart, with those aboard whose vehicle waits. A disruption's
/// backlog is cleared at the first instant from its end on at which it is no larger than when the disruption began, or
/// than a twentieth of the most that there were since; and stays so for five minutes, or until the run ends. So it does
/// not count as cleared while a crowd that has been let in walks to the next queue, nor does one straggler keep it
/// open. Counts that lasted no time do not matter.
class Disruptions {
 public:
  explicit Disruptions(const Directory& directory);

  /// Whether there are any at all; if not, nothing else need be called.
  bool any() const { return any_; }
  /// Takes an event ahead of the change that it makes to `state`.
  void note(const Event& event, const PortState& state);
  void finish(Tick end);
  void add_rows(std::uint32_t replication, ResultRows& rows) const;

 private:
  static constexpr std::size_t kinds = 3;
  static constexpr Tick settled = 5 * minute;
  static constexpr std::int64_t remainder = 20;    // one of so many may be left
  using Counts = std::array<std::int64_t, kinds>;  // by EntityKind

  /// One disruption at one port.
  struct Course {
    std::uint16_t disruption = 0, port = 0;
    Tick ended = -1;
    Counts before{}, most{}, at_end{};
    std::array<Tick, kinds> low{-1, -1, -1};  // since when it has been small enough
    std::array<Tick, kinds> cleared{-1, -1, -1};
  };
  void pass_time(Tick now);
  void begin_or_end(const Event& event);

  bool any_;
  std::vector<std::uint16_t> port_of_;  // by station
  std::vector<Counts> waiting_;         // by port
  std::vector<Course> courses_;         // in order of beginning
  Tick last_ = 0;                       // of the event before
};

}  // namespace crossflow

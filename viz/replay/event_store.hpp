// The events of a run that still goes on, in memory, and the state at any instant of it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/port_state.hpp"
#include "viz/replay/state_snapshot.hpp"

namespace crossflow::viz {

/// Some 30 bytes an event, and never more than 70: a snapshot is kept every 5 simulated minutes, but not before as many
/// events have come as it has entities.
class EventStore {
 public:
  explicit EventStore(const Directory& directory);

  /// The next ones, within the directory and in order of time. A RunError if one cannot follow those before it; all
  /// before that one are kept.
  void add(std::span<const Event> events);

  std::uint64_t size() const { return size_; }
  std::vector<Event> events(std::uint64_t from, std::uint64_t to) const;
  /// The number of the first event at or after an instant; size() if there is none.
  std::uint64_t first_at_or_after(Tick tick) const;
  /// After all events up to and with those of that instant.
  PortState state_at(Tick tick) const;

 private:
  void take_snapshot(Tick tick);

  const Directory& directory_;
  std::vector<std::vector<Event>> blocks_;  // all but the last one full
  std::uint64_t size_ = 0;

  struct Snapshot {
    Tick tick = 0;            // it holds all events before this instant
    std::uint64_t event = 0;  // the first that it does not hold
    StateSnapshot state;
  };
  std::vector<Snapshot> snapshots_;
  Tick next_snapshot_ = 0;
  PortState latest_;
  std::vector<std::uint32_t> alive_;  // rows, ascending; swept of those gone at each snapshot
};

}  // namespace crossflow::viz

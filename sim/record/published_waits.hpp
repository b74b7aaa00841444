// The waits that are published while a run goes on: what people know who choose where to cross. A fold of the log with
// a state of its own, used only where a scenario has a network of ports.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/record/port_state.hpp"

namespace crossflow {

/// As the public feed has them: of residents under 15, under 30, and from 30 minutes on; of visitors 30 and 45.
enum class WaitBand : std::uint8_t { normal = 0, busy = 1, very_busy = 2 };

class PublishedWaits : public EventSink, private NoWatcher {
 public:
  /// `resident`: by class, whose waits count to those of residents.
  PublishedWaits(const Directory& directory, std::vector<bool> resident);

  /// Publishes, for each port and direction, for residents and for visitors, the band of the mean clock of the
  /// travellers whom immigration has cleared since the last time. Where it cleared nobody the band stands as long as a
  /// clock runs, and else is normal. Before the first time all are normal.
  void publish();
  WaitBand band(std::size_t port, std::size_t direction, bool resident) const {
    return cells_[cell_of(port, direction, resident)].band;
  }

  void consume(std::span<const Event> block) override;
  void finish(Tick /*end*/) override {}

 private:
  friend class PortState;
  struct Cell {
    std::int64_t cleared = 0;
    Tick waited = 0;           // of those
    std::int64_t running = 0;  // clocks
    WaitBand band = WaitBand::normal;
  };
  std::size_t cell_of(std::size_t port, std::size_t direction, bool resident) const {
    return (port * directions_ + direction) * 2 + (resident ? 1 : 0);
  }
  Cell* cell_of(const EntityState& entity);

  // The watcher's side: see NoWatcher.
  void clock_started(const EntityState& entity);
  void cleared(const Event& event, const EntityState& entity);
  void left(const Event& event, const EntityState& entity);

  PortState state_;
  std::size_t directions_;
  std::vector<bool> resident_;          // by class
  std::vector<std::uint16_t> port_of_;  // by station
  std::uint8_t authority_ = no_authority;
  std::vector<Cell> cells_;
};

}  // namespace crossflow

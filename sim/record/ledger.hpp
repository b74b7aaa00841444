// The wait ledger: waiting at a station divided among causes, exactly.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/record/port_state.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// Waiting charged so far in one bin of one station, in person-microseconds. "Charged to", not "caused by".
struct LedgerBin {
  std::array<std::int64_t, ledger_causes> charged{};
  /// The part under next_place_full by the full place at the root, in order of place.
  std::vector<std::pair<std::uint16_t, std::int64_t>> by_place;

  /// Divides `waiting` (person-microseconds during which nothing changed) among the installed servers of the station
  /// that were not serving, in proportion to their number by state; an idle open server counts for nothing. If none is
  /// left, everything was in use. Each share is rounded down and the remainder goes to the largest state, the first of
  /// equals in the order of LedgerCause and then of place: so the shares add up exactly.
  void charge(std::int64_t waiting, const StationStatus& station, const PortState& port);
  /// The same on a road, where each vehicle is charged to what keeps it there: a full place (or whoever before it waits
  /// for that), or else the headway at the end, as "all in use". `length`: how long nothing has changed.
  void charge_road(std::int64_t waiting, Tick length, const StationStatus& road, const PortState& port);
  /// Waiting of those whom `place` holds up.
  void charge_held(std::int64_t waiting, std::uint16_t place, const PortState& port);
};

}  // namespace crossflow

// Stations in the course of time: their queues, servers and waits, and what waiting is charged to.
#pragma once

#include <cstdint>

#include "sim/record/tables/layout_of.hpp"

namespace crossflow {

enum class LedgerCause : std::uint8_t {
  all_in_use = 0,
  closed_by_hours = 1,
  device_down = 2,
  no_officer = 3,
  not_opened = 4,
  changing_over = 5,
  next_place_full = 6,
};
inline constexpr int ledger_causes = 7;

/// "all in use", "closed by hours", ...: the words of the design's ledger.
const char* text_of(LedgerCause cause);

/// A station in a bin of the chosen length.
struct SeriesRow {
  std::uint32_t replication;
  std::uint16_t station;
  double from_s;
  std::int64_t joined, started, served, gave_up;
  double waiting_person_s;  ///< integral of the queue length
  std::int64_t waiting_max;
  double held_person_s;  ///< integral of those held upstream, or outside, because this place is full
  std::int64_t held_max;
  std::int64_t inside_max;           ///< of places without servers: walking, and done but not gone on
  double open_s, busy_s, blocked_s;  ///< server-seconds; open = busy + blocked + idle
  /// When each maximum was first reached; -1 of none.
  double waiting_max_at_s = -1, held_max_at_s = -1, inside_max_at_s = -1;
  /// Server-seconds while the port is in its hours; a server that is to close counts as closed already.
  double open_in_hours_s = 0, busy_in_hours_s = 0, down_in_hours_s = 0, unmanned_in_hours_s = 0,
         not_opened_in_hours_s = 0, changing_over_in_hours_s = 0;
  std::int64_t broken_off = 0;  ///< whose service was broken off
  std::int64_t balked = 0;      ///< turned away at the sight of the queue

  static h5::Layout<SeriesRow> layout();
};

/// Waits at a station: a histogram for those who joined in a half-hour and were served.
struct WaitRow {
  std::uint32_t replication;
  std::uint16_t station;
  std::uint8_t traveller_class;
  double from_s;
  double up_to_s;  ///< upper edge of the bin
  std::uint32_t count;

  static h5::Layout<WaitRow> layout();
};

/// The same waits, exactly.
struct WaitSumRow {
  std::uint32_t replication;
  std::uint16_t station;
  std::uint8_t traveller_class;
  double from_s;
  std::int64_t count;
  double wait_s;  ///< sum
  double longest_s;

  static h5::Layout<WaitSumRow> layout();
};

/// The wait ledger: waiting at a station charged to a cause, in a bin of the chosen length.
struct LedgerRow {
  std::uint32_t replication;
  std::uint16_t station;
  double from_s;
  std::uint8_t cause;   ///< LedgerCause
  std::uint16_t place;  ///< the full place at the root, for next_place_full; else 65535
  double waiting_person_s;

  static h5::Layout<LedgerRow> layout();
};

}  // namespace crossflow

// What happened to one entity: each stay at a station, with its waits and what they are charged to.
#pragma once

#include <string>
#include <vector>

#include "sim/record/ledger.hpp"
#include "viz/replay/overview.hpp"

namespace crossflow::viz {

struct Cause {
  LedgerCause cause;
  Tick wait = 0;
  std::uint16_t place = no_station;  ///< the full place at the root, of next_place_full
};

struct Visit {
  std::uint16_t station = no_station;
  std::uint16_t server = no_server;
  Tick joined = -1, started = -1, ended = -1, gone = -1;  ///< -1: did not happen, or not yet
  Tick blocked_from = -1;                                 ///< after the service: could not go on
  std::uint16_t blocked_by = no_station;
  bool failed = false, interrupted = false;
  std::vector<std::uint8_t> cleared;  ///< authorities that cleared it here
  std::vector<Cause> causes;  ///< of the wait from joined to started, in proportion as the ledger has it; largest first
};

struct Story {
  std::uint32_t entity = no_entity;
  Tick arrived = -1;
  Tick left = -1;  ///< -1: still inside, as far as is known
  Leaving leaving = Leaving::done;
  Tick waited = 0;              ///< in queues, in all
  Tick immigration_clock = -1;  ///< how long the pledge's clock ran; -1: it never started
  bool kept = true;             ///< within the pledge's limit; true where there is no pledge
  std::vector<Visit> visits;
};

/// As far as `overview` has folded the recording.
Story story_of(Recording& recording, const Overview& overview, std::uint32_t entity);

/// "resident 12,345 of arrivals": the name of an entity for a reader and for search: source, class and number.
std::string name_of(const Recording& recording, std::uint32_t entity);
/// Entities whose name holds all words of what was typed ("resident 123", "coach 7"), or the row itself ("#4711"); at
/// most so many.
std::vector<std::uint32_t> search(const Recording& recording, const std::string& typed, std::size_t most);

}  // namespace crossflow::viz

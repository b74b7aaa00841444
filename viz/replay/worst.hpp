// Where and when a day was worst, for who has ten seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/record/rows.hpp"
#include "viz/replay/overview.hpp"

namespace crossflow::viz {

/// The half-hour in which most time was spent waiting, of all places together, and the instant in it at which the
/// longest of their queues was longest. By the rows of a file, so that nothing has to be read before. Nothing if nobody
/// waited.
struct WorstHalfHour {
  Tick from = 0, at = 0;
  double waiting_s = 0;
};
std::optional<WorstHalfHour> worst_half_hour(const std::vector<SeriesRow>& rows, std::uint32_t replication);

/// What a place came to so far.
struct WorstPlace {
  std::uint16_t station = no_station;
  std::int32_t most = 0;             ///< waited there at once
  Tick most_at = 0;                  ///< in that minute
  Tick longest_wait = 0;             ///< of those called
  double waiting_s = 0;              ///< time spent waiting there, by all
  std::optional<LedgerCause> cause;  ///< to which most of it is charged
  double share = 0;                  ///< how much of it
  std::uint16_t full = no_station;   ///< where that is a full place: which
};
/// Those at which most time was spent waiting, the worst first. `ledger`: rows of this run, of one replication.
std::vector<WorstPlace> worst_places(const Overview& overview, const std::vector<LedgerRow>& ledger,
                                     std::uint32_t replication, std::size_t most);

/// Time spent waiting, of all places, by the rows of a file: of each replication.
std::vector<double> waiting_by_day(const std::vector<SeriesRow>& rows);

/// How a pledge fared on all days of a file.
struct PledgeOfDays {
  std::int64_t joined = 0, kept = 0;   ///< people, of all days
  std::uint32_t days = 0, broken = 0;  ///< days on which anybody came to whom it was promised; those that broke it
};
PledgeOfDays pledge_of_days(const std::vector<PledgeRow>& rows, const Directory& directory, std::size_t traveller_class,
                            std::size_t direction);
/// Whether so many of so many reach the promised share, with no accident of rounding.
bool reaches(std::int64_t kept, std::int64_t joined, double promised);

}  // namespace crossflow::viz

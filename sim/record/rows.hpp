// The rows of the result tables: what the statistics of one replication come down to, and what a result file holds.
// Long, plain tables, so that pandas needs no code of ours. `from_s` is the start of a bin in seconds since the first
// midnight; times are float64 seconds, which hold every sum of microseconds exactly up to 285 years.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <vector>

#include "sim/record/tables/disruptions.hpp"
#include "sim/record/tables/officers.hpp"
#include "sim/record/tables/passages.hpp"
#include "sim/record/tables/pledges.hpp"
#include "sim/record/tables/port_choices.hpp"
#include "sim/record/tables/releases.hpp"
#include "sim/record/tables/replications.hpp"
#include "sim/record/tables/rings.hpp"
#include "sim/record/tables/risk.hpp"
#include "sim/record/tables/stations.hpp"
#include "sim/record/tables/teams.hpp"
#include "sim/record/tables/virtual_queues.hpp"
#include "sim/record/tables/work.hpp"

namespace crossflow {

template <class... Row>
struct List {
  /// One of `Each` for each row type.
  template <template <class> class Each>
  using Tuple = std::tuple<Each<Row>...>;

  /// Calls `f.operator()<Row>()` for each row type, in order.
  template <class F>
  static void for_each(F&& f) {
    (f.template operator()<Row>(), ...);
  }

  static constexpr std::size_t size = sizeof...(Row);
  /// Which of them it is.
  template <class One>
  static constexpr std::size_t index = [] {
    std::size_t at = 0;
    const bool found = ((std::is_same_v<One, Row> || (++at, false)) || ...);
    return found ? at : size;
  }();
};

/// The tables of results in the order in which a file has them: what writes, reads and merges them follows this list.
using AllTables = List<ReplicationRow, FlowRow, DateRow, PledgeRow, ClockRow, SeriesRow, WaitRow, WaitSumRow, LedgerRow,
                       WorkRow, InputRow, RingRow, ReleaseRow, ReleaseTimeRow, RiskRow, CheckRow, DisruptionRow,
                       PassageRow, PassageTimeRow, VirtualQueueRow, VirtualQueueTimeRow, PortChoiceRow, TeamRow,
                       OfficerRow, OfficerHoursRow, PostHoursRow, OrderRow>;

/// All that is kept of one replication, or of several one after the other.
class ResultRows {
 public:
  /// A table by the type of its rows: `rows.of<FlowRow>()`.
  template <class Row>
  std::vector<Row>& of() {
    return std::get<Table<Row>>(tables_);
  }
  template <class Row>
  const std::vector<Row>& of() const {
    return std::get<Table<Row>>(tables_);
  }

 private:
  template <class Row>
  using Table = std::vector<Row>;
  AllTables::Tuple<Table> tables_;
};

}  // namespace crossflow

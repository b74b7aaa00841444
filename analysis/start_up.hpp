// The beginning of a run: what the scenario leaves out of it, and whether that is enough.
#pragma once

#include <functional>
#include <optional>

#include "analysis/summary.hpp"

namespace crossflow {

/// The rows without those of the warm-up that have a time: pledges, clocks, series, waits, ledger and work of
/// half-hours and bins that begin in it, and orders that
/// took effect in it. People, goods, risk, teams and whatever else is counted once a replication
/// stay whole. Those that are left are in `out`; where there is no warm-up it returns `rows` as they are.
const ResultRows& after_warm_up(const Directory& directory, const ResultRows& rows, ResultRows& out);

/// Where a port never closes and at least one waits at midnight on average, so that beginning empty cannot be right:
/// what MSER-5 says of the number waiting in all queues, mean over replications, the daily cycle taken out. Queues
/// where nobody is on duty at midnight, or more come than can be served, are left out with whoever they hold up: they
/// would stand however the run had begun. None where the warm-up is as long as that; and of one or two days, which
/// cannot tell, where it is a day.
std::optional<StartUpSummary> summarise_start_up(const Directory& directory, const ResultRows& rows);
/// The same, where `rows` need not hold the series: `each_row` calls what it is given for each of its rows.
using EachSeriesRow = std::function<void(const std::function<void(const SeriesRow&)>&)>;
std::optional<StartUpSummary> summarise_start_up(const Directory& directory, const ResultRows& rows,
                                                 const EachSeriesRow& each_row);

}  // namespace crossflow

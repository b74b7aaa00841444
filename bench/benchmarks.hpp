// The benchmarks by file. Each fills its part of the report, with `rounds` runs of which the best counts.
#pragma once

#include "bench/report.hpp"

namespace crossflow {

/// Each model beside its loop by hand, in pairs that take turns; and the cost of an event in runs of many sizes.
void register_speed(Report& report, int rounds);
/// Places in a chain that are blocked by the last: what the ledger makes of jams.
void register_chain(Report& report, int rounds);
/// A whole Sunday at Heung Yuen Wai, and storing its trace.
void register_day(Report& report, int rounds);
/// What an entity alive takes.
void register_memory(Report& report);

}  // namespace crossflow

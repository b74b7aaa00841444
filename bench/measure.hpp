// One measured run, in a process of its own: memory that an earlier run has used would be warm for the next.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/hand_written.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

inline constexpr RunKey bench_key{1, 0, 0};

/// Seconds of the processor that this process has used.
double cpu_seconds();
/// Seconds on the wall.
double wall_seconds();

struct Measured {
  double seconds = 0;          ///< of processor time, of the run alone
  double build_seconds = 0;    ///< of building what was then run
  double events = 0;           ///< in the log
  double resident_growth = 0;  ///< bytes of memory in use at the run's end and not before it
  double peak_growth = 0;      ///< the same at the run's peak
  double travellers = 0;       ///< who came
  std::vector<Tick> waited;    ///< by station, in the order of their names
};

/// A scenario that the public loader has read and checked: a path, or one in the source tree's folder `scenarios`.
Scenario bench_scenario(const std::string& file, const std::vector<std::string>& sets = {});

/// Runs a scenario with its statistics, which include the ledger and the check that nobody was lost.
Measured run_ours(const Scenario& scenario);
Measured run_hand_written(const HandWrittenQueue& queue, bool tuned);

}  // namespace crossflow

// A log such as a run writes, made without a simulator: people arrive alone or in parties, walk to counters or gates,
// wait, change lines, give up, are served together, fail, are cleared, are blocked by a full hall, and leave; servers
// and the port open and close.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"

namespace crossflow::test {

struct LogOptions {
  std::uint64_t seed = 1;
  std::uint32_t persons = 2000;
  Tick between = 2500 * second / 1000;  ///< mean time between arrivals
  Tick service = 40 * second;
  double odd = 0.1;  ///< share of visits in which something unusual happens
};

/// For the stations of sample_directory, with any number of servers. Event::entity is a slot, used again after its
/// entity has left.
std::vector<Event> sample_log(const Directory& directory, const LogOptions& options);

/// The same log with entities numbered in order of arrival, as a stored trace has them.
std::vector<Event> with_rows(std::vector<Event> log);

}  // namespace crossflow::test

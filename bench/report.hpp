// What the benchmarks found, and the table that people read at the end.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace crossflow {

struct Pairs {
  std::string name, about;
  double customers = 0;
  double ours = 0, by_hand = 0, tuned = 0;  ///< best seconds; `tuned`: by hand, for this one queue and no other
  double aim_ratio = 0, aim_rate = 0;       ///< 0: no aim
};

struct DayCost {
  double load = 0, build = 0, run = 0;  ///< best seconds
  double travellers = 0, events = 0;
};

struct EntityCost {
  double entity = 0, state = 0;   ///< sizes
  double resident = 0, peak = 0;  ///< measured bytes for each
  double nanoseconds_per_event = 0;
};

struct TraceCost {
  double events = 0, bytes = 0, seconds = 0, cpu_seconds = 0;
};

/// Filled by the benchmarks that ran; the rest stays empty and is not printed.
struct Report {
  std::vector<Pairs> pairs;
  std::map<std::uint64_t, double> nanoseconds_per_event;  ///< by number of customers
  std::map<int, double> chains;                           ///< nanoseconds an event, by number of places
  DayCost day;
  EntityCost entity;
  TraceCost trace;
  std::vector<std::string> failures;

  std::string text() const;
};

}  // namespace crossflow

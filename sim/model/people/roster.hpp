// The roster written out: every officer of a port, and when he is on duty. A pure function of scenario and seed.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/base/draws.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// One time on duty, in ticks of the run; breaks lie within it.
struct Duty {
  Tick from = 0;
  Tick until = 0;
  std::vector<std::pair<Tick, Tick>> breaks;
  bool absent = false;  ///< does not come
};

struct Officer {
  std::string name;                   ///< "immigration/early/07"
  std::size_t pool = 0;               ///< index in the port
  std::vector<std::size_t> stations;  ///< whose posts he mans; empty: all for which he has the skill
  std::vector<Duty> duties;           ///< in order of time
  double pace = 1;
  bool reserve = false;  ///< without duties until he is called
};

/// All officers of a port, of all its days. Also those who began on the day before the first date are there at its
/// 00:00. Absence and pace are drawn by pool, shift (or name in the roster), number and day.
std::vector<Officer> make_roster(const Scenario& scenario, std::size_t port, const RunKey& run);

}  // namespace crossflow

// Every duty that may be worked: the columns of the programme.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/base/problem.hpp"
#include "sim/base/roster_rules.hpp"

namespace crossflow {

/// Pieces of a day in which somebody is at work or not.
inline constexpr std::size_t cells_a_day = static_cast<std::size_t>(day / roster_grid);
inline constexpr std::size_t half_hours_a_day = 48;
inline constexpr std::size_t cells_a_half_hour = cells_a_day / half_hours_a_day;

struct Duty {
  std::size_t pool = 0, form = 0;
  Tick from = 0, until = 0;
  std::vector<std::pair<Tick, Tick>> breaks;
  double cost = 0;
  std::vector<int> cells;  ///< of the day in which its officer is at work; a night's wrap round to the morning

  double hours() const { return to_seconds(until - from) / 3600; }
};

/// In order of pool, form, time and breaks. What leaves no duty, or more of them than can be told apart in a sensible
/// time, is a problem at its place.
std::vector<Duty> duties_of(const RosterRules& rules, Problems& problems);

/// What a duty costs: breaks are paid.
double cost_of(const DutyCosts& costs, Tick from, Tick until);

}  // namespace crossflow

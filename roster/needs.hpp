// What the posts of each station must carry, half-hour by half-hour: the work that would fall into it if nobody waited
// anywhere, and what Erlang's formula makes of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "roster/duties.hpp"
#include "sim/record/directory.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// Of a station with posts for a pool. Half-hours of the simulation are counted from 00:00 of the first date, and go on
/// after the last; `of_day` is by time of day, since every day has the same roster.
struct StationNeed {
  std::uint16_t station = 0;
  std::size_t pool = 0;
  int officers = 1;  ///< that each post needs
  int servers = 1;   ///< that depend on each post
  int installed = 0;
  int posts = 0;
  Tick limit = 0;             ///< that few should wait longer than
  std::vector<double> loads;  ///< by half-hour: servers' worth of work
  std::vector<int> erlang;    ///< by time of day: posts, of the date that needs the most
  std::vector<char> comes;    ///< by time of day: somebody comes
};

/// The stations that officers of the pools man, from a run in which nobody waited for officers.
std::vector<StationNeed> needs_of(const RosterRules& rules, const Directory& directory, const ResultRows& rows);

}  // namespace crossflow

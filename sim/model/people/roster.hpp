// Who is on duty when: every officer of a port over all days of a run, from shifts and rosters.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/draws.hpp"
#include "sim/base/tick.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// One time on duty, in ticks of the run. One that began before 00:00 of the first date is given from then on, without
/// what lies before.
struct Duty {
  int day = 0;  ///< of the scenario, on which it begins as rostered; -1 is the day before the first
  Tick from = 0;
  Tick until = 0;
  std::vector<std::pair<Tick, Tick>> breaks;  ///< from, until; in order
  std::vector<std::size_t> at;                ///< stations whose posts he mans, in order; empty: all, by skill
  bool absent = false;                        ///< he does not come
};

struct Officer {
  std::string name;          ///< "immigration/early/07"; of a roster "immigration/A 1"; "immigration/reserve/01"
  std::size_t pool = 0;      ///< of the port; his skills are the pool's
  std::vector<Duty> duties;  ///< in order; of a reserve none
  double pace = 1;           ///< a factor on service times, the same on all days
  bool reserve = false;      ///< comes when called, after Reserves::come_after, for Reserves::stay
};

/// All officers of a port: pool by pool, in each those of shifts in order of shift and number, those of the roster in
/// order of name, then reserves. Neither absence nor pace of one hangs on who else there is.
///
/// Rostered are all days of the scenario, the day before, whose night shift is still there at 00:00 of the first date,
/// and the day after the last, since those inside at midnight still need officers.
std::vector<Officer> make_roster(const Scenario& scenario, std::size_t port, const RunKey& run);

/// The scenario as it is on a day that is rostered: from the day before the first, -1, to the one after the last.
const Scenario& on_duty_day(const Scenario& scenario, int day_index);

/// Officers of a shift on the day that has the most of them, where that hangs on the kind of day: so many have a name,
/// and on other days the last of them are off.
long most_in_shift(const Scenario& scenario, std::size_t port, std::size_t pool, std::size_t shift);

/// The same without what is drawn: nobody is absent, and all are alike.
std::vector<Officer> officers_of(const Scenario& scenario, std::size_t port);

}  // namespace crossflow

// From a simulated roster to what is asked of the next: more where people waited for officers, less where nobody did
// (after Feldman, Mandelbaum, Massey and Whitt, Management Science 54, 2008, 324-338).
#pragma once

#include <vector>

#include "roster/cover.hpp"
#include "roster/judge.hpp"

namespace crossflow {

/// By need and time of day.
struct Complaints {
  std::vector<std::vector<double>> more;  ///< from 0 to 1: how much of what went wrong more officers here would mend
  std::vector<std::vector<char>> slack;   ///< nobody waited long
  bool none() const;                      ///< nothing that officers could mend
};

/// `failed`: by demand.
Complaints complaints_of(const std::vector<StationNeed>& needs, const std::vector<Demand>& demands,
                         const std::vector<char>& failed, const Directory& directory, const ResultRows& rows);

/// `step`: the most by which a factor grows. Where something failed nothing shrinks.
void ask_anew(Asked& asked, const Roster& roster, const std::vector<StationNeed>& needs, const Complaints& complaints,
              double step, bool less);

}  // namespace crossflow

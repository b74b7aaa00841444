// From a simulated roster to what is asked of the next: more where people waited for officers, less where nobody did
// (after Feldman, Mandelbaum, Massey and Whitt, Management Science 54, 2008, 324-338).
#pragma once

#include <cstdint>
#include <map>
#include <utility>
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

/// What is kept of simulated days, one by one: a thousand of them would not find room as rows.
class DaysSeen {
 public:
  /// All must outlive it.
  DaysSeen(const std::vector<StationNeed>& needs, const std::vector<Demand>& demands, const Directory& directory);

  /// The rows of one replication.
  void add(const ResultRows& all);

  std::uint32_t days() const { return days_; }
  const std::vector<Seen>& seen() const { return seen_; }  ///< by demand
  /// `failed`: by demand.
  Complaints complaints(const std::vector<char>& failed) const;

 private:
  const std::vector<StationNeed>& needs_;
  const std::vector<Demand>& demands_;
  const Directory& directory_;
  std::uint32_t days_ = 0;
  std::vector<Seen> seen_;
  std::vector<std::map<std::size_t, double>> waited_;                // person-seconds, by need and half-hour
  std::vector<std::map<std::pair<int, std::size_t>, double>> late_;  // people, by demand: where and when they joined
  std::vector<std::vector<char>> long_waits_;                        // by need and time of day
};

/// `step`: the most by which a factor grows; the smaller, the fewer are the half-hours in which a post more is asked
/// for. Where something failed nothing shrinks.
void ask_anew(Asked& asked, const Roster& roster, const std::vector<StationNeed>& needs, const Complaints& complaints,
              double step, bool less);

}  // namespace crossflow

// The search for the largest demand at which all holds: bisections over one set of levels, always of the same people.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/capacity.hpp"
#include "cli/output.hpp"
#include "roster/judge.hpp"
#include "sim/base/interrupts.hpp"

namespace crossflow {

/// Where those waited who were late, for what, and which share of their waiting that is.
struct LateAt {
  std::uint16_t station = 0;
  LedgerCause cause{};
  double share = 0;
};

/// One thing that must hold, at a level of demand.
struct AtLevel {
  Judged judged;
  bool holds = false;                       ///< its figure does
  std::optional<Estimate> figure, longest;  ///< `longest`: of a pledge, within what 95% were cleared
  Seen seen;
  std::vector<LateAt> late;  ///< the most first; empty where nobody was late
};

/// A scale of demand, simulated.
struct DemandLevel {
  double factor = 1;
  std::vector<AtLevel> demands;
  double people_a_day = 0;
  double busiest_hour = 0;  ///< who join immigration's first queue in the hour with the most of them

  bool all_hold() const;
  Meets meets() const;
  std::vector<std::size_t> broken() const;  ///< demands whose figures do not hold
};

/// Something more at a level that breaks, on the same days.
struct OneMore {
  std::string what;  ///< "arrival e-Channels: 29 gates"
  DemandLevel level;
  /// So much more demand would do the same harm: the other way round on the curve of what breaks first. None: more than
  /// the curve shows.
  std::optional<double> worth;
};

/// What holds once that is mended which breaks first.
struct Mended {
  std::string what;
  int holds = 0;
  std::map<int, DemandLevel> levels;
};

class CapacitySearch {
 public:
  /// Reads and checks all; throws an InputError.
  explicit CapacitySearch(const CapacityOptions& options);

  /// Ends early where the user asks to.
  void run();

  const Directory& directory() const { return directory_; }
  const std::vector<Demand>& demands() const { return demands_; }
  const std::map<int, DemandLevel>& levels() const { return levels_; }  ///< by number: factor is number x precision
  double factor_of(int level) const { return level * precision_; }
  int last() const { return last_; }
  std::optional<double> growth() const { return growth_; }

  /// Of nothing less than all levels that decide: known unless the search was interrupted before.
  std::optional<int> holds;   ///< the largest level whose figures all hold; 0: not even the smallest
  std::optional<int> surely;  ///< the largest of which that can be told
  std::optional<int> broken;  ///< the smallest of which it can be told that they do not; beyond the last: none
  std::vector<std::size_t> breaks_first;  ///< demands that do not hold one level on
  int one_more_at_level = 0;              ///< the smallest of which it can be told that something breaks
  std::vector<OneMore> one_more;
  std::optional<Mended> mended;
  bool interrupted = false;

 private:
  using Levels = std::map<int, DemandLevel>;

  std::vector<std::string> at_scale(double factor) const;  // as --set has it
  DemandLevel simulate(double factor, const std::string& more);
  const DemandLevel& level(Levels& levels, int number, const std::string& more);
  template <class Holds>
  int largest(Levels& levels, int from, const std::string& more, const Holds& kept);
  void try_one_more();
  void try_mended();
  std::optional<double> worth_of(const DemandLevel& with) const;

  const CapacityOptions& options_;
  double precision_ = 0;
  int last_ = 0;
  std::uint64_t seed_ = 1;
  std::optional<double> growth_;
  Scenario scenario_;
  Directory directory_;
  RosterRules rules_;
  std::vector<Demand> demands_;
  Levels levels_;
  Folder folder_;
  Interrupts interrupts_;
};

}  // namespace crossflow

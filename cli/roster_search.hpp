// The search for the cheapest roster: ask, cover, simulate, ask anew; then with less and less money; then the test on
// days never used before.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/output.hpp"
#include "cli/roster.hpp"
#include "roster/ask.hpp"
#include "roster/overlay.hpp"
#include "sim/base/interrupts.hpp"
#include "sim/scenario/roster_study.hpp"

namespace crossflow {

/// A roster that was simulated.
struct TriedRoster {
  Roster roster;
  Asked asked;  ///< for which it was made
  std::vector<Seen> seen;
  std::vector<Judged> judged;  ///< as the search goes by it
  bool good = false;           ///< all are kept so
  Complaints complaints;       ///< of what is not kept; where all is, of nothing
};

/// One officer more or less of a duty.
struct Price {
  std::size_t duty = 0;
  int officers = 0;  ///< 1 or -1
  TriedRoster tried;
};

class RosterSearch {
 public:
  /// Reads and checks all; throws an InputError.
  RosterSearch(RosterStudy study, const RosterOptions& options);

  /// Ends early where the user asks to.
  void run();

  const RosterStudy& study() const { return study_; }
  const RosterRules& rules() const { return study_.rules; }
  const Directory& directory() const { return directory_; }
  const std::vector<Duty>& duties() const { return duties_; }
  const std::vector<StationNeed>& needs() const { return needs_; }
  const std::vector<Demand>& demands() const { return demands_; }
  /// The table and the overlay of a roster; `table` is the name of the former's file, beside the overlay.
  std::string table_of(const Roster& roster) const { return roster_csv(rules(), duties_, roster); }
  std::string overlay_of(const Roster& roster, const std::string& table) const {
    return overlay_text(rules(), before_, duties_, needs_, roster, directory_, table);
  }

  /// With an officer at every post all the time: by demand. What is not kept then no roster keeps.
  std::vector<Judged> all_manned;
  bool possible = false;                   ///< all can be told to be kept then
  std::vector<std::string> what_stops_it;  ///< if it is not: where people wait for what officers cannot mend

  std::optional<TriedRoster> best;     ///< the cheapest that is good by the days of the search
  std::optional<TriedRoster> nearest;  ///< if none is
  std::optional<TriedRoster> erlang;   ///< the first answer
  std::optional<double> bound;         ///< of the programme in which work is a fluid
  bool nothing_cheaper = false;        ///< every cheaper roster was tried, or has nobody where one that failed has him
  std::vector<Judged> tested;          ///< the best, on days never used before; empty: it was not
  bool passed = false;
  std::uint32_t tests = 0;
  std::vector<Price> prices;
  std::uint32_t simulated = 0;  ///< rosters
  bool interrupted = false;

 private:
  using Counts = std::vector<std::pair<std::size_t, int>>;

  void ask_all_manned();
  bool ask_all_manned_on_days();
  void say_what_stops_it(const ResultRows& rows);
  bool over() const;
  /// Simulated, or known from before. Throws an Interrupted.
  /// Unless `all_of_them` are wanted, a roster is given up as soon as it is known to fail.
  std::vector<TriedRoster> simulate(std::vector<std::pair<Roster, Asked>> rosters, std::uint32_t replications,
                                    std::uint64_t seed, bool all_of_them);
  TriedRoster try_roster(const Roster& roster, const Asked& asked);
  void take_note_of(const TriedRoster& tried);
  void find_a_good_one();
  void try_with_less_money();
  bool try_for(double most_cost);
  void try_with_one_less();
  void try_all_that_are_cheaper();
  void test();
  void find_prices();
  double least_saving() const;
  bool failed_already(const Counts& duties) const;

  RosterStudy study_;
  const RosterOptions& options_;
  Directory directory_;
  std::vector<PoolBefore> before_;
  std::vector<Duty> duties_;
  std::vector<StationNeed> needs_;
  std::vector<Demand> demands_;
  std::optional<DutyCover> cover_;
  std::map<std::string, TriedRoster> known_;           // by table and plan
  std::vector<std::vector<std::vector<int>>> failed_;  // officers at work, of rosters that were not good
  std::vector<TriedRoster> good_;
  Folder folder_;
  Interrupts interrupts_;
};

}  // namespace crossflow

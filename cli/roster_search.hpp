// The search for the cheapest roster, in rounds. In each: ask, cover, simulate, ask anew until a roster is good; then
// between what failed and what is good; then with less and less money. The first round has few days and finds out where
// to look, the next has more, and other ones. Then comes the test on days never used before; where it fails the search
// goes on with twice as many days, all of them new.
#pragma once

#include <cstdint>
#include <functional>
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
  std::uint32_t days = 0;
  std::vector<Seen> seen;
  std::vector<Judged> judged;  ///< `yes`: with the margin that the test needs
  bool good = false;           ///< all are kept so
  bool near = false;           ///< all figures are on the right side, with or without a margin
  Complaints complaints;       ///< of what is not kept; where all is, of nothing
};

/// What the last round found.
struct RosterFound {
  std::optional<TriedRoster> best;  ///< the cheapest that is good
  std::uint32_t days = 0;           ///< by which it was judged
  std::uint64_t seed = 0;           ///< of these
  bool nothing_cheaper = false;     ///< every cheaper roster was tried, or has nobody where one that failed has him
  std::vector<Judged> tested;       ///< the best, on days never used before; empty: it was not
  std::uint32_t tested_days = 0;    ///< so many told all there was to tell
  std::uint64_t tested_seed = 0;
  bool passed = false;
};

/// One officer more or less of a duty.
struct Price {
  std::size_t duty = 0;
  int officers = 0;  ///< 1 or -1
  bool within_rules = true;
  Roster roster;
  std::vector<Seen> seen;      ///< on the first of the days by which the best was judged
  std::vector<Judged> judged;  ///< by one-sided bounds of 90%
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

  std::uint32_t all_manned_days = 0;

  RosterFound found;
  std::optional<TriedRoster> nearest;  ///< if none is good
  std::optional<TriedRoster> erlang;   ///< the first answer
  std::optional<double> bound;         ///< of the programme in which work is a fluid
  std::uint32_t tests = 0;
  std::vector<Price> prices;
  std::uint32_t price_days = 0;
  std::uint32_t simulated = 0;  ///< rosters, in all rounds
  bool interrupted = false;

 private:
  /// Told of each replication; true: there are enough.
  using Enough = std::function<bool(const DaysSeen& so_far)>;

  // The need: cli/roster_need.cpp.
  void ask_all_manned();
  bool ask_all_manned_on_days(std::uint32_t replications);
  void say_what_stops_it(const ResultRows& rows);

  // The rounds: cli/roster_search.cpp.
  void begin_round(std::uint32_t replications);
  void next_round(std::uint32_t replications, std::vector<TriedRoster> from);
  std::vector<TriedRoster> worth_more_days() const;
  bool over() const;
  void find_from_the_need();
  void climb(Asked asked, Roster roster);
  void go_down();
  void halve_the_way();
  TriedRoster try_roster(const Roster& roster, const Asked& asked);
  TriedRoster judged_by_search(const Roster& roster, const Asked& asked, const DaysSeen& seen) const;
  void take_note_of(const TriedRoster& tried);

  // Cheaper ones than the best: cli/roster_cheaper.cpp.
  void try_with_less_money();
  bool try_for(double most_cost);
  void try_with_less_of_each();
  bool try_instead(std::size_t i, std::optional<std::size_t> other);
  void try_all_that_are_cheaper();
  double least_saving() const;
  bool failed_already(const Counts& duties) const;

  // Simulation, test and prices: cli/roster_proof.cpp.
  /// Throws an Interrupted.
  DaysSeen simulate(const Roster& roster, std::uint32_t replications, std::uint64_t seed, const Enough& enough);
  /// What to begin with where it failed.
  std::optional<TriedRoster> test();
  void find_prices();

  using WorkByPool = std::vector<std::vector<int>>;  // officers at work, by cell of the day

  RosterStudy study_;
  const RosterOptions& options_;
  Directory directory_;
  std::vector<PoolBefore> before_;
  std::vector<Duty> duties_;
  std::vector<StationNeed> needs_;
  std::vector<Demand> demands_;
  std::optional<DutyCover> cover_;
  std::uint64_t next_seed_ = 0;
  std::uint32_t simulated_ = 0;  // of any kind
  std::vector<WorkByPool> failed_tests_;
  RosterFound found_before_;                 // by earlier rounds
  std::optional<TriedRoster> failed_below_;  // the last that failed on the way up
  // Of this round.
  Margin margin_;
  std::uint32_t rosters_left_ = 0;
  std::int64_t days_left_ = 0;
  std::map<std::string, TriedRoster> known_;  // by table and plan
  std::vector<WorkByPool> failed_;
  Folder folder_;
  Interrupts interrupts_;
};

}  // namespace crossflow

// What a summary says of officers: what they did, what supervisors ordered, and how many are needed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/base/tick.hpp"
#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"

namespace crossflow {

/// In order of name.
std::set<std::string> skills_of(const Directory& directory);

/// The officers of a pool, or of all pools with a skill, in times on duty that begin on a date of the scenario; sums
/// over all replications, but for the most.
struct PoolSummary {
  std::uint16_t pool = 0;
  std::string skill;          ///< empty: of the pool
  std::int64_t officers = 0;  ///< who were on duty at all, in each replication
  double rostered_s = 0;      ///< absences included, whenever the run ended
  double on_duty_s = 0;       ///< breaks included; the sum of those that follow
  double at_post_s = 0;       ///< finishing included
  double spare_s = 0;
  double moving_s = 0;  ///< walking and changing over
  double break_s = 0;
  std::int64_t breaks = 0;
  double overtime_s = 0;          ///< on duty beyond what was rostered, and reserves who were called
  std::int64_t most_on_duty = 0;  ///< at once, of all days
};

/// Places at which nobody moved for a time: see StandStills. Each waits for the next and the last for the first.
struct StandStill {
  std::vector<std::uint16_t> places;
  std::int64_t times = 0;    ///< of all replications
  Tick lasted = 0;           ///< all of these together
  Tick from = 0, until = 0;  ///< the longest
};

/// The orders of a supervisor that took effect; sums over all replications.
struct OrdersSummary {
  std::uint16_t supervisor = 0;
  std::array<std::int64_t, orders> count{};  ///< by Order
  std::optional<Tick> first, last;           ///< of all replications, by the clock of the scenario
};

/// Officers or devices of a kind in a half-hour.
struct StaffRow {
  Tick from = 0;
  std::optional<int> needed;       ///< at the mean load; none where it is not known of one of the stations
  std::optional<int> busy_needed;  ///< at the 90th percentile over replications
  std::optional<double> there;     ///< mean over replications, see StaffNeed
  bool at_least = false;           ///< as of one of the stations (RequirementRow)
};

/// Officers with a skill, or one authority's gates, kiosks or machines, of a port in one direction or altogether: the
/// sum over stations of what each one needs (RequirementSummary), as its posts are manned. Without posts, a desk or a
/// kiosk needs an officer of its authority. Who clear at one stop are told together, as "immigration and customs".
struct StaffNeed {
  static constexpr int all_directions = -2;
  std::uint16_t port = 0;
  int direction = -1;           ///< index; -1: of stations that both directions share; all_directions
  std::string what;             ///< "immigration officers", "mainland immigration gates"
  std::vector<std::string> of;  ///< the skill, or all who clear there
  std::string server_word;      ///< of devices; empty: officers
  /// Of a direction: officers at its posts (without posts, desks or kiosks open), devices open. Of all directions:
  /// officers on duty who have the skill and are not on a break; none where the port has no such pool, and of devices.
  std::vector<StaffRow> rows;  ///< in order

  bool devices() const { return !server_word.empty(); }
};

}  // namespace crossflow

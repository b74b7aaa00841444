// What a roster is sought by: what may be worked, what it costs and what must hold. Read from YAML by the scenario
// layer and answered by the layer roster, neither of which knows the other: this is all that they share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/label.hpp"
#include "sim/base/study_design.hpp"

namespace crossflow {

/// All times of duties and breaks are whole multiples of this.
inline constexpr Tick roster_grid = 15 * minute;

/// A meal or a rest. It begins so long after its officer came on duty.
struct BreakForm {
  Place place;
  Tick takes = 0;
  Tick after = 0;  ///< not sooner
  Tick by = 0;     ///< not later
};

/// Duties that may be worked: each of these lengths at each of these times.
struct DutyForm {
  std::string name;
  Label label;
  Place place;
  std::vector<Tick> from, lasts;
  std::vector<BreakForm> breaks;  ///< in the order in which they are taken
  long least = 0, most = 0;       ///< duties of this form on a day
};

struct RosterPool {
  std::string name;
  Label label;
  Place place;
  std::vector<DutyForm> shifts;
  std::optional<long> most;                     ///< officers on a day
  std::vector<std::pair<Tick, long>> at_least;  ///< at work, by time of day
  Tick break_grid = 30 * minute;                ///< breaks begin at multiples of it
  std::optional<Tick> longest_stretch;          ///< of work without a break
  Tick rest = 0;                                ///< between the ends and beginnings of duties of two days
};

/// In any money, or in hours.
struct DutyCosts {
  double hour = 1;
  double duty = 0;   ///< for coming at all
  double night = 0;  ///< a factor on top of each hour between these
  Tick night_from = 22 * 60 * minute, night_until = 30 * 60 * minute;
  std::optional<Tick> overtime_after;
  double overtime = 0.5;  ///< a factor on top of each hour of a duty beyond that
};

/// On which days pledges must be kept.
enum class KeptOn : std::uint8_t {
  each_date,  ///< of the scenario, over all replications of that date
  together,   ///< over all dates and replications
  none        ///< pledges are no condition
};

struct RosterRules {
  Label title;
  std::vector<RosterPool> pools;
  DutyCosts costs;
  KeptOn pledges = KeptOn::each_date;
  std::optional<double> on_days;         ///< so large a share of days must keep each pledge by itself
  std::vector<MeasureRequest> measures;  ///< of the conditions
  std::vector<MeasureCondition> conditions;
  std::uint32_t replications = 0;  ///< by which rosters are judged in the search
  std::uint32_t most_rosters = 0;  ///< simulated in the search
  std::uint32_t test = 0;          ///< replications of the test
  std::uint64_t seed = 0;
};

}  // namespace crossflow

// What must hold of a roster, and whether it does.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/conditions.hpp"
#include "sim/base/roster_rules.hpp"

namespace crossflow {

/// One thing that must hold.
struct Demand {
  std::string text;  ///< "resident, arrival: kept at least 98%"
  MeasureCondition condition;
  std::vector<MeasureRequest> requests;  ///< one; where days are judged each by itself, one for each date
  std::optional<double> on_days;         ///< so large a share of days (of each replication, each date) must keep it

  const MeasureRequest& request() const { return requests.front(); }
};

/// Of one demand, by its requests and replication.
using Seen = std::vector<std::vector<Observation>>;

/// Pledges of everybody who comes in `rows`, then the conditions of the rules, and that nobody is left.
std::vector<Demand> demands_of(const RosterRules& rules, const Directory& directory, const ResultRows& rows);

std::vector<Seen> see(const std::vector<Demand>& demands, const Directory& directory, const ResultRows& rows);

struct Judged {
  Meets meets = Meets::untold;
  std::optional<double> value;  ///< the figure; where days are judged by themselves, the share of days that keep it
};

/// `yes` and `no` are each wrong with a probability of at most `error`.
Judged judge(const Demand& demand, const Seen& seen, double error);

/// The error of the bound by which the search takes a thing for kept, or gives a roster up.
inline constexpr double search_error = 0.1;

/// Whether the search goes by it: all is kept, with something to spare for days that were not simulated.
bool promising(const Demand& demand, const Seen& seen);

/// The same as an answer: `no` is wrong with a probability of at most `error`, and what is neither is untold.
Judged as_the_search_judges(const Demand& demand, const Seen& seen, double error);

/// Of each what it meets.
std::vector<Meets> meets_of(const std::vector<Judged>& all);

/// "99.2%", "97.5% of days".
std::string value_text(const Demand& demand, const std::optional<double>& value);

}  // namespace crossflow

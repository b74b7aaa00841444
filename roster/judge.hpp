// What must hold of a roster, and whether it does.
#pragma once

#include <cstdint>
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

/// The chance of what the search goes by: a bound that is wrong so often.
inline constexpr double luck = 0.1;

/// In a search too few days are judged by themselves for a bound: so large a share of those that need not keep it is
/// spared.
inline constexpr double spare_days = 0.4;

/// How far a thing must be on the right side when all days are there.
struct Margin {
  double widths = 0;  ///< so many times as far as the bound that is wrong with a probability of `luck`
  double spare = 0;   ///< where days are judged by themselves: of those that need not keep it
};

/// Of a bound with another error.
double widths_of(double error);

/// Of the search: the test will say `yes` with a probability of nine tenths. Its days differ from those of the search
/// as chance has it, and its bound asks for something on top.
Margin margin_of_search(std::uint32_t days, std::uint32_t test_days, double test_error);

/// Whether it may yet be there after `days` replications, of which `seen` are the first; where those are all, whether
/// it is. The days left may be better than those seen, so far as happens once in ten times.
bool may_reach(const Demand& demand, const Seen& seen, std::uint32_t days, const Margin& margin);

/// Of each what it meets.
std::vector<Meets> meets_of(const std::vector<Judged>& all);

/// "99.2%", "97.5% of days".
std::string value_text(const Demand& demand, const std::optional<double>& value);

}  // namespace crossflow

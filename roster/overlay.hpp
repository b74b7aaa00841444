// A roster as a scenario reads it: a table of officers, and what differs in the scenario.
#pragma once

#include <string>
#include <string_view>

#include "roster/cover.hpp"

namespace crossflow {

inline constexpr std::string_view roster_header = "officer,from,until,breaks,pool\n";

/// How the scenario says who is in a pool. The overlay takes that away but for reserves.
struct PoolBefore {
  bool shifts = false, roster = false, reserves = false;
};

/// A line for each officer, in order of pool and time; nobody: the header alone.
std::string roster_csv(const RosterRules& rules, const std::vector<Duty>& duties, const Roster& roster);

/// An overlay in YAML: the pools read the table, and stations open as planned. `before`: by pool of the rules.
std::string overlay_text(const RosterRules& rules, const std::vector<PoolBefore>& before,
                         const std::vector<Duty>& duties, const std::vector<StationNeed>& needs, const Roster& roster,
                         const Directory& directory, const std::string& table);

/// The overlay in which nobody waits for an officer: all are there all the time.
std::string all_manned_text(const RosterRules& rules, const std::vector<PoolBefore>& before,
                            const Directory& directory);

/// Servers open by plan at each time of day, of those who stand there too before the first and after the last come.
std::vector<int> servers_open(const StationNeed& need, const std::vector<int>& posts);

/// "arrival counters": without the port.
std::string short_name(const std::string& full);

}  // namespace crossflow

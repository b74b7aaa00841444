#include "roster/needs.hpp"

#include <algorithm>

#include "analysis/summary.hpp"

namespace crossflow {
namespace {

std::size_t half_hour_of(Tick at) {
  return static_cast<std::size_t>(at / (30 * minute));
}

}  // namespace

std::vector<StationNeed> needs_of(const RosterRules& rules, const Directory& directory, const ResultRows& rows) {
  std::vector<StationNeed> out;
  for (const RequirementSummary& required : summarise(directory, rows).requirements) {
    const StationEntry& station = directory.stations[required.station];
    const auto mans = [&](const RosterPool& pool) {
      return std::any_of(directory.pools.begin(), directory.pools.end(), [&](const PoolEntry& entry) {
        return entry.port == station.port && entry.name.ends_with("/" + pool.name) &&
               has_skill(entry, station.post_skill);
      });
    };
    const auto pool = std::find_if(rules.pools.begin(), rules.pools.end(), mans);
    if (station.post_skill.empty() || pool == rules.pools.end()) continue;
    StationNeed need;
    need.station = required.station;
    need.pool = static_cast<std::size_t>(pool - rules.pools.begin());
    need.officers = station.post_officers;
    need.servers = std::max<int>(1, station.post_servers);
    need.installed = static_cast<int>(station.servers);
    need.posts = (need.installed + need.servers - 1) / need.servers;
    need.limit = required.limit;
    need.erlang.resize(half_hours_a_day);
    need.comes.resize(half_hours_a_day);
    for (const RequirementRow& row : required.rows) {
      const std::size_t h = half_hour_of(row.from), k = h % half_hours_a_day;
      if (need.loads.size() <= h) need.loads.resize(h + 1);
      need.loads[h] = row.load.value_or(0);
      const int posts = (row.needed.value_or(1) + need.servers - 1) / need.servers;
      need.erlang[k] = std::max(need.erlang[k], std::min(posts, need.posts));
      need.comes[k] = 1;
    }
    out.push_back(std::move(need));
  }
  return out;
}

}  // namespace crossflow

#include "cli/capacity_more.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analysis/summary_parts.hpp"
#include "roster/overlay.hpp"
#include "sim/base/yaml_quoted.hpp"
#include "sim/model/directory.hpp"

namespace crossflow {
namespace {

bool is_of_officers(LedgerCause cause) {
  return cause == LedgerCause::no_officer || cause == LedgerCause::changing_over;
}

std::string station_keys(const Scenario& scenario, const Directory& directory, std::uint16_t station,
                         const std::string& keys) {
  const StationEntry& entry = directory.stations[station];
  return of_port(scenario, entry.port, "stations",
                 fmt::format("{{{}: {{{}}}}}", yaml_quoted(short_name(entry.name)), keys));
}

More room(const Scenario& scenario, const Directory& directory, std::uint16_t station, double factor) {
  const StationEntry& entry = directory.stations[station];
  const auto space = static_cast<std::int64_t>(std::ceil(static_cast<double>(entry.space) * factor));
  const char* what = entry.unit == EntityKind::vehicle ? "vehicles" : "persons";
  const std::string key = fmt::format("space: {} {}", space, what);
  return {fmt::format("{}: room for {} {}", place_name(directory, station), space, what),
          station_keys(scenario, directory, station, entry.servers > 0 ? "queue: {" + key + "}" : key)};
}

More servers(const Scenario& scenario, const Directory& directory, std::uint16_t station, std::uint32_t number) {
  const StationEntry& entry = directory.stations[station];
  return {fmt::format("{}: {} {}", place_name(directory, station), number,
                      entry.server_word.empty() ? "servers" : plural(entry.server_word)),
          station_keys(scenario, directory, station, fmt::format("servers: {}", number))};
}

// A key would set the number of every day.
bool is_alike_on_all_days(const Scenario& scenario, std::uint16_t port, const Pool& pool, const Shift& shift) {
  return std::all_of(scenario.variants.begin(), scenario.variants.end(), [&](const auto& variant) {
    for (const Pool& p : variant->ports[port].pools)
      for (const Shift& s : p.shifts)
        if (p.name == pool.name && s.name == shift.name && s.officers != shift.officers) return false;
    return true;
  });
}

// As many more in a shift, or (of a pool without shifts, or where their number hangs on the day) none.
std::vector<More> officers(const Scenario& scenario, const Directory& directory, std::uint16_t station,
                           bool half_as_many_again) {
  std::vector<More> out;
  const StationEntry& entry = directory.stations[station];
  std::string of_all;
  for (const PoolEntry& known : directory.pools) {
    if (known.port != entry.port || !has_skill(known, entry.post_skill)) continue;
    const auto& pools = scenario.ports[known.port].pools;
    const auto pool =
        std::find_if(pools.begin(), pools.end(), [&](const Pool& p) { return p.name == short_name(known.name); });
    if (pool == pools.end()) continue;
    std::string shifts;
    for (const Shift& shift : pool->shifts) {
      if (!is_alike_on_all_days(scenario, known.port, *pool, shift)) continue;
      const long number = shift.officers + (half_as_many_again ? (shift.officers + 1) / 2 : 1);
      const std::string one = fmt::format("{}: {{officers: {}}}", yaml_quoted(shift.name), number);
      shifts += (shifts.empty() ? "" : ", ") + one;
      if (!half_as_many_again)
        out.push_back({fmt::format("{}: {} officers in shift {}", pool->name, number, shift.name),
                       of_port(scenario, known.port, "officers",
                               fmt::format("{{{}: {{shifts: {{{}}}}}}}", yaml_quoted(pool->name), one))});
    }
    if (!shifts.empty())
      of_all += fmt::format("{}{}: {{shifts: {{{}}}}}", of_all.empty() ? "" : ", ", yaml_quoted(pool->name), shifts);
  }
  if (half_as_many_again && !of_all.empty())
    out.push_back({fmt::format("half as many officers again for {}", place_name(directory, station)),
                   of_port(scenario, entry.port, "officers", "{" + of_all + "}")});
  return out;
}

std::vector<More> more_at(const LateAt& where, const Scenario& scenario, const Directory& directory, bool half) {
  const StationEntry& entry = directory.stations[where.station];
  if (is_of_officers(where.cause)) return officers(scenario, directory, where.station, half);
  if (where.cause == LedgerCause::not_opened)
    return {{fmt::format("{}: all {} open all day", place_name(directory, where.station), entry.servers),
             station_keys(scenario, directory, where.station, "open: ~")}};
  if (where.cause == LedgerCause::next_place_full) {
    if (entry.space <= 0) return {};
    return {room(scenario, directory, where.station, half ? 1.5 : 1.1)};
  }
  if (where.cause == LedgerCause::closed_by_hours || entry.servers == 0) return {};
  return {servers(scenario, directory, where.station, entry.servers + (half ? (entry.servers + 1) / 2 : 1))};
}

}  // namespace

std::vector<More> one_more_at(const LateAt& where, const Scenario& scenario, const Directory& directory) {
  return more_at(where, scenario, directory, false);
}

std::vector<More> mended_at(const LateAt& where, const Scenario& scenario, const Directory& directory) {
  return more_at(where, scenario, directory, true);
}

std::string place_name(const Directory& directory, std::uint16_t station) {
  const std::string& name = directory.stations[station].name;
  return directory.ports.size() > 1 ? name : short_name(name);
}

std::string of_port(const Scenario& scenario, std::size_t port, const std::string& key, const std::string& value) {
  return scenario.ports.size() > 1
             ? fmt::format("ports={{{}: {{{}: {}}}}}", yaml_quoted(scenario.ports[port].name), key, value)
             : fmt::format("{}={}", key, value);
}

}  // namespace crossflow

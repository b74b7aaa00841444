#include "roster/overlay.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/csv.hpp"
#include "sim/base/yaml_quoted.hpp"

namespace crossflow {
namespace {

// As tables have it: after midnight it goes on from 24:00.
std::string table_clock(Tick t) {
  return fmt::format("{:02}:{:02}", t / hour, t % hour / minute);
}

std::string breaks_text(const Duty& duty) {
  std::string out;
  for (const auto& [from, until] : duty.breaks)
    out += fmt::format("{}{}-{}", out.empty() ? "" : "; ", table_clock(from), table_clock(until));
  return out;
}

std::string open_text(const std::vector<int>& open) {
  std::string out;
  for (std::size_t k = 0; k < open.size(); ++k)
    if (k == 0 || open[k] != open[k - 1])
      out +=
          fmt::format("{}\"{}\": {}", out.empty() ? "" : ", ", clock_text(static_cast<Tick>(k) * 30 * minute), open[k]);
  return "{" + out + "}";
}

}  // namespace

std::string short_name(const std::string& full) {
  const std::size_t slash = full.find('/');
  return slash == std::string::npos ? full : full.substr(slash + 1);
}

std::string roster_csv(const RosterRules& rules, const std::vector<Duty>& duties, const Roster& roster) {
  std::string out(roster_header);
  for (std::size_t p = 0; p < rules.pools.size(); ++p) {
    int number = 0;
    for (const auto& [d, officers] : roster.duties) {
      const Duty& duty = duties[d];
      if (duty.pool != p) continue;
      for (int i = 0; i < officers; ++i)
        out += fmt::format("{},{},{},{},{}\n", csv_cell(fmt::format("{} {:02}", rules.pools[p].name, ++number)),
                           table_clock(duty.from), table_clock(duty.until), csv_cell(breaks_text(duty)),
                           csv_cell(rules.pools[p].name));
    }
  }
  return out;
}

std::vector<int> servers_open(const StationNeed& need, const std::vector<int>& posts) {
  std::vector<int> out(half_hours_a_day);
  const auto open = [&](std::size_t k) { return std::min(need.installed, posts[k] * need.servers); };
  if (std::find(need.comes.begin(), need.comes.end(), 1) == need.comes.end())
    return std::vector<int>(half_hours_a_day, need.installed);
  for (std::size_t k = 0; k < half_hours_a_day; ++k) {
    std::size_t before = 0, after = 0;
    while (need.comes[(k + half_hours_a_day - before) % half_hours_a_day] == 0) ++before;
    while (need.comes[(k + after) % half_hours_a_day] == 0) ++after;
    out[k] = before <= after ? open((k + half_hours_a_day - before) % half_hours_a_day)
                             : open((k + after) % half_hours_a_day);
  }
  return out;
}

std::string overlay_text(const RosterRules& rules, const std::vector<PoolBefore>& before,
                         const std::vector<Duty>& duties, const std::vector<StationNeed>& needs, const Roster& roster,
                         const Directory& directory, const std::string& table) {
  std::string out = "officers:\n";
  for (std::size_t p = 0; p < rules.pools.size(); ++p) {
    const bool anybody = std::any_of(roster.duties.begin(), roster.duties.end(),
                                     [&](const auto& d) { return duties[d.first].pool == p; });
    // A pool must have somebody, if only nobody in reserve; its own reserves stay.
    std::string keys = before[p].shifts ? "shifts: ~, " : "";
    if (anybody) {
      keys += fmt::format("roster: {{table: {}}}", yaml_quoted(table));
    } else {
      keys += before[p].roster ? "roster: ~, " : "";
      if (!before[p].reserves) keys += "reserves: {officers: 0, come after: 0 min, stay: 1 min}";
    }
    out += fmt::format("  {}: {{{}}}\n", yaml_quoted(rules.pools[p].name), keys);
  }
  out += "stations:\n";
  for (std::size_t n = 0; n < needs.size(); ++n)
    out += fmt::format("  {}: {{open: {}}}\n", yaml_quoted(short_name(directory.stations[needs[n].station].name)),
                       open_text(servers_open(needs[n], roster.posts[n])));
  return out;
}

std::string all_manned_text(const RosterRules& rules, const std::vector<PoolBefore>& before,
                            const Directory& directory) {
  std::string out = "officers:\n";
  for (std::size_t p = 0; p < rules.pools.size(); ++p) {
    const RosterPool& pool = rules.pools[p];
    long posts = 0;
    for (const PoolEntry& entry : directory.pools) {
      if (short_name(entry.name) != pool.name) continue;
      for (const StationEntry& station : directory.stations)
        if (station.port == entry.port && !station.post_skill.empty() && has_skill(entry, station.post_skill)) {
          const long servers = std::max<long>(1, station.post_servers);
          posts += (static_cast<long>(station.servers) + servers - 1) / servers * station.post_officers;
        }
    }
    // Twice as many, so that nobody is waited for while another walks.
    out +=
        fmt::format("  {}: {{absence: 0%, {}roster: [", yaml_quoted(pool.name), before[p].shifts ? "shifts: ~, " : "");
    for (long i = 1; i <= 2 * std::max(1L, posts); ++i)
      out += fmt::format("{}{{officer: officer {}, from: \"00:00\", until: \"24:00\"}}", i > 1 ? ", " : "", i);
    out += "]}\n";
  }
  return out;
}

}  // namespace crossflow

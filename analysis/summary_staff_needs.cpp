// From the servers that each station needs to officers and gates by half-hour and direction.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "analysis/summary_parts.hpp"

namespace crossflow {
namespace {

constexpr const char* gates = "gates";

using OfPort = std::tuple<std::uint16_t, int, std::string>;  // port, direction, what

// What of a station's servers are officers or gates.
struct StaffPart {
  std::string what;
  std::string skill;        // of officers
  int officers_a_post = 1;  // of gates: gates
  int servers_a_post = 1;
  bool posts = false;

  int of(int servers) const { return (servers + servers_a_post - 1) / servers_a_post * officers_a_post; }
};

std::vector<StaffPart> parts_of(const Directory& directory, const StationEntry& station) {
  std::vector<StaffPart> parts;
  if (!station.post_skill.empty()) {
    parts.push_back({station.post_skill + " officers", station.post_skill, station.post_officers,
                     std::max<int>(1, station.post_servers), true});
  } else if (station.server_word == "officer") {
    const std::string skill =
        station.authority < 0 ? "" : directory.authorities.at(static_cast<std::size_t>(station.authority));
    parts.push_back({skill.empty() ? "officers" : skill + " officers", skill, 1, 1, false});
  }
  if (station.server_word == "gate") parts.push_back({gates, {}, 1, 1, false});
  return parts;
}

struct Sum {
  int needed = 0, busy = 0;
  bool unknown = false;
  double there = 0;
};
using Halves = std::map<Tick, Sum>;

// Officers on duty and not on a break who have the skill, by half-hour; none where the port has no such pool.
std::optional<std::map<Tick, double>> on_duty(const Directory& directory, const ResultRows& rows, std::uint16_t port,
                                              const std::string& skill) {
  std::set<std::uint16_t> pools;
  for (std::size_t p = 0; p < directory.pools.size(); ++p)
    if (directory.pools[p].port == port && has_skill(directory.pools[p], skill))
      pools.insert(static_cast<std::uint16_t>(p));
  if (pools.empty()) return std::nullopt;
  std::map<Tick, double> seconds;
  for (const OfficerHoursRow& r : rows.officer_hours)
    if (pools.count(r.pool) > 0) seconds[ticks_from_seconds(r.from_s)] += r.on_duty_s() - r.break_s;
  return seconds;
}

StaffNeed need_of(const OfPort& key, const Halves& halves) {
  StaffNeed need;
  std::tie(need.port, need.direction, need.what) = key;
  need.gates = need.what == gates;
  for (const auto& [from, sum] : halves) {
    StaffRow row;
    row.from = from;
    if (!sum.unknown) {
      row.needed = sum.needed;
      row.busy_needed = sum.busy;
    }
    row.there = sum.there;
    need.rows.push_back(row);
  }
  return need;
}

}  // namespace

std::vector<StaffNeed> summarise_staff_needs(const Directory& directory, const ResultRows& rows,
                                             const std::vector<RequirementSummary>& requirements) {
  std::map<std::pair<std::uint16_t, Tick>, double> at_posts;  // officer-seconds
  for (const PostHoursRow& r : rows.post_hours) at_posts[{r.station, ticks_from_seconds(r.from_s)}] += r.at_post_s;
  std::map<OfPort, Halves> needs;
  std::map<std::string, std::string> skills;  // by what
  // First the half-hours in which anything is needed, then who is there in them.
  for (const RequirementSummary& r : requirements) {
    const StationEntry& station = directory.stations.at(r.station);
    for (const StaffPart& part : parts_of(directory, station)) {
      skills[part.what] = part.skill;
      for (const int direction : {static_cast<int>(station.direction), StaffNeed::all_directions})
        for (const RequirementRow& row : r.rows) {
          Sum& sum = needs[{station.port, direction, part.what}][row.from];
          sum.unknown = sum.unknown || !row.needed;
          sum.needed += part.of(row.needed.value_or(0));
          sum.busy += part.of(row.busy_needed.value_or(0));
        }
    }
  }
  for (const RequirementSummary& r : requirements) {
    const StationEntry& station = directory.stations.at(r.station);
    for (const StaffPart& part : parts_of(directory, station)) {
      Halves& halves = needs[{station.port, station.direction, part.what}];
      for (const auto& [from, open] : r.open) {
        const auto half = halves.find(from);
        if (half == halves.end()) continue;
        const double lasted = lasted_s(rows, from);
        const auto manned = at_posts.find({r.station, from});
        half->second.there += !part.posts || directory.officers.empty()
                                  ? part.officers_a_post * open / part.servers_a_post
                              : manned == at_posts.end() || lasted <= 0 ? 0
                                                                        : manned->second / lasted;
      }
    }
  }
  std::vector<StaffNeed> out;
  for (const auto& [key, halves] : needs) {
    const auto& [port, direction, what] = key;
    StaffNeed need = need_of(key, halves);
    if (direction == StaffNeed::all_directions) {
      const auto there = need.gates ? std::nullopt : on_duty(directory, rows, port, skills.at(what));
      for (StaffRow& row : need.rows) {
        row.there = std::nullopt;
        if (!there) continue;
        const auto found = there->find(row.from);
        const double lasted = lasted_s(rows, row.from);
        row.there = found == there->end() || lasted <= 0 ? 0 : found->second / lasted;
      }
    }
    out.push_back(std::move(need));
  }
  // All directions stand last; of one port, what stands in order of name with gates last.
  std::stable_sort(out.begin(), out.end(), [](const StaffNeed& a, const StaffNeed& b) {
    const auto order = [](const StaffNeed& n) {
      const int direction = n.direction == StaffNeed::all_directions ? 1000 : n.direction < 0 ? 999 : n.direction;
      return std::tuple(n.port, direction, n.gates);
    };
    return order(a) < order(b);
  });
  return out;
}

}  // namespace crossflow

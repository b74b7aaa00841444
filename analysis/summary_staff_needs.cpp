// From the servers that each station needs to officers and devices by half-hour and direction.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "analysis/summary_parts.hpp"

namespace crossflow {
namespace {

// What of a station's servers are officers or devices: a line of needs, with others of the port that are the same.
struct StaffPart {
  std::vector<std::string> of;  // the skill, or all who clear there
  std::string server_word;      // of devices
  std::string kind;             // of station, likewise
  int officers_a_post = 1;      // of devices: 1
  int servers_a_post = 1;
  bool posts = false;

  bool devices() const { return !kind.empty(); }
  int needed_for(int servers) const { return (servers + servers_a_post - 1) / servers_a_post * officers_a_post; }
};

struct Key {
  std::uint16_t port = 0;
  int direction = -1;
  std::string kind;  // first are those of none, officers
  std::vector<std::string> of;
  std::string server_word;
  auto operator<=>(const Key&) const = default;
};

Key key_of(const StationEntry& station, int direction, const StaffPart& part) {
  return {station.port, direction, part.kind, part.of, part.server_word};
}

// "immigration and customs gates"
std::string text_of(const Key& key) {
  std::string text;
  for (const std::string& name : key.of) text += (text.empty() ? "" : "and ") + name + " ";
  return text + (key.kind.empty() ? "officers" : plural(key.server_word));
}

std::vector<StaffPart> parts_of(const Directory& directory, const StationEntry& station) {
  std::vector<std::string> authorities;
  if (station.authority >= 0)
    authorities.push_back(directory.authorities.at(static_cast<std::size_t>(station.authority)));
  for (std::size_t a = 0; a < directory.authorities.size(); ++a)
    if ((static_cast<unsigned>(station.also) >> a & 1U) != 0) authorities.push_back(directory.authorities[a]);
  std::vector<StaffPart> parts;
  if (!station.post_skill.empty())
    parts.push_back(
        {{station.post_skill}, {}, {}, station.post_officers, std::max<int>(1, station.post_servers), true});
  else if (has_officer(station.server_kind))
    parts.push_back({authorities, {}, {}});
  if (is_device(station.server_kind)) parts.push_back({authorities, station.server_word, station.kind});
  return parts;
}

struct Sum {
  int needed = 0, busy = 0;
  bool unknown = false, at_least = false;
  std::optional<double> there;  // none if the half-hour did not last
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
  for (const OfficerHoursRow& r : rows.of<OfficerHoursRow>())
    if (pools.count(r.pool) > 0) seconds[ticks_from_seconds(r.from_s)] += r.on_duty_s() - r.break_s;
  return seconds;
}

StaffNeed need_of(const Key& key, const Halves& halves) {
  StaffNeed need{key.port, key.direction, text_of(key), key.of, key.server_word, {}};
  for (const auto& [from, sum] : halves) {
    StaffRow row;
    row.from = from;
    if (!sum.unknown) {
      row.needed = sum.needed;
      row.busy_needed = sum.busy;
    }
    row.there = sum.there;
    row.at_least = sum.at_least;
    need.rows.push_back(row);
  }
  return need;
}

}  // namespace

std::string plural(const std::string& server_word) {
  if (server_word.empty()) return "servers";
  return server_word + (server_word.back() == 's' ? "es" : "s");
}

std::vector<StaffNeed> summarise_staff_needs(const Directory& directory, const ResultRows& rows,
                                             const std::vector<RequirementSummary>& requirements) {
  std::map<std::pair<std::uint16_t, Tick>, double> at_posts;  // officer-seconds
  for (const PostHoursRow& r : rows.of<PostHoursRow>())
    at_posts[{r.station, ticks_from_seconds(r.from_s)}] += r.at_post_s;
  std::map<Key, Halves> needs;
  // First the half-hours in which anything is needed, then who is there in them.
  for (const RequirementSummary& r : requirements) {
    const StationEntry& station = directory.stations.at(r.station);
    for (const StaffPart& part : parts_of(directory, station)) {
      for (const int direction : {static_cast<int>(station.direction), StaffNeed::all_directions})
        for (const RequirementRow& row : r.rows) {
          Sum& sum = needs[key_of(station, direction, part)][row.from];
          sum.unknown = sum.unknown || !row.needed;
          sum.at_least = sum.at_least || row.at_least;
          sum.needed += part.needed_for(row.needed.value_or(0));
          sum.busy += part.needed_for(row.busy_needed.value_or(0));
        }
    }
  }
  for (const RequirementSummary& r : requirements) {
    const StationEntry& station = directory.stations.at(r.station);
    for (const StaffPart& part : parts_of(directory, station)) {
      Halves& halves = needs[key_of(station, station.direction, part)];
      for (const auto& [from, open] : r.open) {
        const auto half = halves.find(from);
        if (half == halves.end()) continue;
        const double lasted = lasted_s(rows, from);
        const auto manned = at_posts.find({r.station, from});
        std::optional<double>& there = half->second.there;
        there = there.value_or(0) + (!part.posts || directory.officers.empty()
                                         ? part.officers_a_post * open / part.servers_a_post
                                     : manned == at_posts.end() || lasted <= 0 ? 0
                                                                               : manned->second / lasted);
      }
    }
  }
  std::vector<StaffNeed> out;
  for (const auto& [key, halves] : needs) {
    StaffNeed need = need_of(key, halves);
    if (key.direction == StaffNeed::all_directions) {
      // Those who clear at one stop are of no one pool.
      const auto there =
          need.devices() || key.of.size() != 1 ? std::nullopt : on_duty(directory, rows, key.port, key.of.front());
      for (StaffRow& row : need.rows) {
        row.there = std::nullopt;
        if (!there) continue;
        const auto found = there->find(row.from);
        const double lasted = lasted_s(rows, row.from);
        if (lasted > 0) row.there = found == there->end() ? 0 : found->second / lasted;
      }
    }
    out.push_back(std::move(need));
  }
  // All directions stand last; of one port, what stands in order of name with devices last.
  std::stable_sort(out.begin(), out.end(), [](const StaffNeed& a, const StaffNeed& b) {
    const auto order = [](const StaffNeed& n) {
      const int direction = n.direction == StaffNeed::all_directions ? 1000 : n.direction < 0 ? 999 : n.direction;
      return std::tuple(n.port, direction, n.devices());
    };
    return order(a) < order(b);
  });
  return out;
}

}  // namespace crossflow

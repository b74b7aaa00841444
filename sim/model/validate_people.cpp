#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "sim/model/bank_keys.hpp"
#include "sim/model/people/roster.hpp"
#include "sim/model/station_kind.hpp"
#include "sim/model/validate_parts.hpp"

namespace crossflow {
namespace {

constexpr std::size_t most_officers = 65'535;  // their numbers are written in two bytes
constexpr std::size_t most_skills = 64;        // of a port: bits of an officer's skills

const BankKeys* bank_of(const Station& station) {
  const auto* kind = dynamic_cast<const BankKind*>(&kind_of(station));
  return kind == nullptr ? nullptr : &kind->bank(station);
}

const PostKeys* post_of(const Station& station) {
  const BankKeys* bank = bank_of(station);
  return bank != nullptr && bank->post ? &*bank->post : nullptr;
}

std::set<std::string> skills_of(const Port& port) {
  std::set<std::string> skills;
  for (const Pool& pool : port.pools) skills.insert(pool.skills.begin(), pool.skills.end());
  return skills;
}

std::string all_of(const std::set<std::string>& words) {
  return fmt::format("one of {}", fmt::join(words, ", "));
}

// A post for which no officer ever could come stays shut, which is never meant.
void check_somebody_has(const std::string& skill, const Place& place, const std::string& who,
                        const std::set<std::string>& skills, Problems& problems) {
  if (skills.contains(skill)) return;
  problems.add(place, fmt::format("nobody has the skill '{}' that {} needs", skill, who),
               skills.empty() ? "a pool under 'officers' that has it" : all_of(skills),
               nearest_word(skill, {skills.begin(), skills.end()}));
}

void check_skills(const Port& port, Problems& problems) {
  const std::set<std::string> skills = skills_of(port);
  std::set<std::string> needed;
  for (const Station& station : port.stations) {
    const PostKeys* post = post_of(station);
    if (post == nullptr) continue;
    needed.insert(post->skill);
    check_somebody_has(post->skill, station.place, "'" + station.name + "'", skills, problems);
  }
  for (const DogTeam& team : port.dog_teams) {
    if (team.handler.empty()) continue;
    needed.insert(team.handler);
    check_somebody_has(team.handler, team.place, "dog team '" + team.name + "'", skills, problems);
  }
  for (const Pool& pool : port.pools) {
    const bool any =
        std::any_of(pool.skills.begin(), pool.skills.end(), [&](const auto& s) { return needed.contains(s); });
    if (!any)
      problems.add(pool.place, fmt::format("no post needs what officers of '{}' can do", pool.name),
                   needed.empty() ? "stations with the key 'post'" : all_of(needed),
                   nearest_word(pool.skills.front(), {needed.begin(), needed.end()}));
  }
  needed.insert(skills.begin(), skills.end());
  if (!port.pools.empty() && needed.size() > most_skills)
    problems.add(port.pools.front().place, fmt::format("{} skills in a port", needed.size()),
                 fmt::format("at most {}", most_skills));
}

void check_at(const Port& port, const Pool& pool, const std::vector<std::size_t>& at, const std::string& who,
              const Place& place, Problems& problems) {
  for (const std::size_t s : at) {
    const PostKeys* post = post_of(port.stations[s]);
    if (post == nullptr) {
      problems.add(place, fmt::format("{} has nothing to man at '{}'", who, port.stations[s].name),
                   "a station with the key 'post'");
    } else if (std::find(pool.skills.begin(), pool.skills.end(), post->skill) == pool.skills.end()) {
      problems.add(
          place, fmt::format("{} cannot man '{}', which needs the skill '{}'", who, port.stations[s].name, post->skill),
          fmt::format("a station that needs {}", fmt::join(pool.skills, " or ")));
    }
  }
}

void check_stations(const Port& port, Problems& problems) {
  for (const Pool& pool : port.pools) {
    for (const Shift& shift : pool.shifts)
      check_at(port, pool, shift.at, "shift '" + shift.name + "'", shift.place, problems);
    for (const RosterLine& line : pool.roster)
      check_at(port, pool, line.at, "officer '" + line.officer + "'", line.place, problems);
  }
}

// A desk is the last server of both stations that share it: the same piece of furniture in one group alone.
void check_contra_flow(const Port& port, Problems& problems) {
  std::set<std::size_t> shared;
  for (const ContraFlow& group : port.contra_flows) {
    const auto [a, b] = group.between;
    if (a == b) {
      problems.add(group.place, fmt::format("desks between '{}' and itself", port.stations[a].name), "two stations");
      continue;
    }
    for (const std::size_t s : {a, b}) {
      const Station& station = port.stations[s];
      const BankKeys* bank = bank_of(station);
      if (bank == nullptr) {
        problems.add(group.place, fmt::format("'{}' has no desks that could face it", station.name),
                     "a station with servers");
      } else if (group.desks > bank->servers) {
        problems.add(group.place,
                     fmt::format("{} desks, but '{}' has {} {} in all", group.desks, station.name, bank->servers,
                                 bank->servers == 1 ? "server" : "servers"),
                     fmt::format("at most {}", bank->servers));
      }
      if (!shared.insert(s).second)
        problems.add(group.place, fmt::format("'{}' shares its last desks in another group too", station.name),
                     "one group of desks for each station");
    }
    for (const auto& [from, s] : group.facing)
      if (s != a && s != b)
        problems.add(group.place,
                     fmt::format("from {} on desks face '{}', which does not share them", clock_text(from),
                                 port.stations[s].name),
                     fmt::format("{} or {}", port.stations[a].name, port.stations[b].name));
  }
}

const Shift* shift_of(const Scenario& today, std::size_t port, std::size_t pool, const std::string& name) {
  const auto& shifts = today.ports[port].pools[pool].shifts;
  const auto found = std::find_if(shifts.begin(), shifts.end(), [&](const Shift& s) { return s.name == name; });
  return found == shifts.end() ? nullptr : &*found;
}

// A shift's officers are the same on every day: where its times hang on the day, one day's may reach into the next's.
void check_shifts_by_day(const Scenario& scenario, std::size_t port, std::size_t pool, Problems& problems) {
  if (scenario.variants.empty()) return;
  for (const Shift& shift : scenario.ports[port].pools[pool].shifts)
    for (int d = -1; d < scenario.days; ++d) {
      const Shift* today = shift_of(on_duty_day(scenario, d), port, pool, shift.name);
      const Shift* next = shift_of(on_duty_day(scenario, d + 1), port, pool, shift.name);
      if (today == nullptr || next == nullptr || today->officers == 0 || next->officers == 0) continue;
      const Tick until = today->until + (today->groups - 1) * today->stagger;
      if (until <= next->from + day) continue;
      problems.add(
          shift.place,
          fmt::format("shift '{}' of {} is on duty until {}, and that of the day after begins at {}", shift.name,
                      date_text(days_after(scenario.date, d)), clock_text(until), clock_text(next->from)),
          "one time on duty after the other, or another shift for such days");
      break;
    }
}

std::size_t officers_in(const Scenario& scenario, std::size_t port, std::size_t index) {
  const Pool& pool = scenario.ports[port].pools[index];
  long n = pool.reserves ? pool.reserves->officers : 0;
  for (std::size_t s = 0; s < pool.shifts.size(); ++s) n += most_in_shift(scenario, port, index, s);
  std::set<std::string> names;
  for (const RosterLine& line : pool.roster) names.insert(line.officer);
  return static_cast<std::size_t>(n) + names.size();
}

}  // namespace

void check_people(const Scenario& scenario, Problems& problems) {
  std::size_t officers = 0;
  for (const Port& port : scenario.ports) {
    check_skills(port, problems);
    check_stations(port, problems);
    check_contra_flow(port, problems);
    for (std::size_t p = 0; p < port.pools.size(); ++p) {
      check_shifts_by_day(scenario, static_cast<std::size_t>(&port - scenario.ports.data()), p, problems);
      const bool fitted = officers <= most_officers;
      officers += officers_in(scenario, static_cast<std::size_t>(&port - scenario.ports.data()), p);
      if (fitted && officers > most_officers)
        problems.add(port.pools[p].place, fmt::format("{} officers up to here", officers),
                     fmt::format("at most {} in all", most_officers));
    }
  }
}

}  // namespace crossflow

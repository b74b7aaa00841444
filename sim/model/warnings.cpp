#include "sim/model/warnings.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/model/bank_keys.hpp"
#include "sim/model/people/roster.hpp"
#include "sim/model/source_kind.hpp"
#include "sim/model/station_kind.hpp"
#include "sim/model/warnings_parts.hpp"

namespace crossflow {
namespace {

void add_stations(const std::vector<Step>& steps, std::set<std::size_t>& out) {
  for (const Step& step : steps) {
    out.insert(step.stations.begin(), step.stations.end());
    for (const ChoiceRow& row : step.rows) add_stations(row.steps, out);
  }
}

// Whom a route of some source, or a failure, leads to.
std::set<std::size_t> used_stations(const Port& port) {
  std::set<std::size_t> out;
  for (const Source& source : port.sources) add_stations(port.routes[source.route].steps, out);
  std::vector<std::size_t> new_ones(out.begin(), out.end());
  while (!new_ones.empty()) {
    const Station& station = port.stations[new_ones.back()];
    new_ones.pop_back();
    if (const auto to = kind_of(station).fails_to(station); to && out.insert(*to).second) new_ones.push_back(*to);
  }
  return out;
}

void warn_of_ways(const Port& port, const std::set<std::size_t>& used, Problems& warnings) {
  for (std::size_t r = 0; r < port.routes.size(); ++r) {
    const Route& route = port.routes[r];
    const bool taken =
        std::any_of(port.sources.begin(), port.sources.end(), [&](const Source& source) { return source.route == r; });
    std::set<std::size_t> stations;
    add_stations(route.steps, stations);
    if (!taken) {
      warnings.add(route.place, "no source takes the route '" + route.name + "'");
    } else if (stations.empty()) {
      warnings.add(route.place, "the route '" + route.name + "' leads to no station: who takes it leaves at once");
    }
  }
  for (std::size_t s = 0; s < port.stations.size(); ++s)
    if (!used.contains(s))
      warnings.add(port.stations[s].place,
                   "nobody comes to '" + port.stations[s].name + "': no route that is taken leads there");
}

/// A port as it is on each day of the run.
using Days = std::vector<const Port*>;

bool is_shut(const Port& port, std::size_t station) {
  const Station& s = port.stations[station];
  const Schedule<long> plan = kind_of(s).plan(s);
  return !plan.empty() && !may_open_otherwise(port, station) &&
         std::all_of(plan.begin(), plan.end(), [](const auto& p) { return p.second == 0; });
}

// Of a station that is shut on some days alone it is told only if people come then, and elsewhere.
void warn_of_plan(const Days& days, std::size_t station, Problems& warnings) {
  if (!std::all_of(days.begin(), days.end(), [station](const Port* port) { return is_shut(*port, station); })) return;
  const Station& s = days.front()->stations[station];
  warnings.add(s.place, "'" + s.name + "' opens none of its servers all day");
}

/// Times on duty, as changes of the number there.
using Changes = std::vector<std::pair<Tick, long>>;

void add_duty(Tick from, Tick until, long officers, Changes& out) {
  out.emplace_back(from, officers);
  out.emplace_back(until, -officers);
}

bool mans(const std::vector<std::size_t>& at, std::size_t station) {
  return at.empty() || std::find(at.begin(), at.end(), station) != at.end();
}

// By day the most officers who could man posts of the station at one time, were they needed nowhere else.
std::vector<long> most_at_once(const Scenario& scenario, std::size_t port, std::size_t station,
                               const std::string& skill) {
  Changes changes;
  long reserves = 0;
  const std::vector<Pool>& pools = scenario.ports[port].pools;
  for (std::size_t p = 0; p < pools.size(); ++p) {
    const Pool& pool = pools[p];
    if (std::find(pool.skills.begin(), pool.skills.end(), skill) == pool.skills.end()) continue;
    if (pool.reserves) reserves += pool.reserves->officers;
    for (int d = -1; d < scenario.days; ++d) {
      for (const Shift& shift : on_duty_day(scenario, d).ports[port].pools[p].shifts)
        if (mans(shift.at, station))
          add_duty(shift.from + d * day, shift.until + d * day + shift.stagger * (shift.groups - 1), shift.officers,
                   changes);
      for (const RosterLine& line : pool.roster)
        if (mans(line.at, station) && line.day.value_or(d) == d)
          add_duty(line.from + d * day, line.until + d * day, 1, changes);
    }
  }
  for (int d = 0; d < scenario.days; ++d) changes.emplace_back(d * day, 0);
  std::sort(changes.begin(), changes.end());  // who goes before who comes at the same time
  std::vector<long> most(static_cast<std::size_t>(scenario.days), reserves);
  long now = reserves;
  for (const auto& [at, change] : changes) {
    now += change;
    if (at < 0 || at >= scenario.days * day) continue;
    long& today = most[static_cast<std::size_t>(at / day)];
    today = std::max(today, now);
  }
  return most;
}

/// " on 2024-10-20", " on 2024-10-20 and 3 days more"; nothing if it is all of so many.
std::string on_days(const Scenario& scenario, const std::vector<int>& which, std::size_t of) {
  if (which.size() == of) return "";
  const std::string first = " on " + date_text(days_after(scenario.date, which.front()));
  if (which.size() == 1) return first;
  return first + " and " + std::to_string(which.size() - 1) + (which.size() == 2 ? " day more" : " days more");
}

// Of the days on which its plan opens it.
void warn_of_post(const Scenario& scenario, const Days& days, std::size_t port, std::size_t station,
                  Problems& warnings) {
  const Station& s = scenario.ports[port].stations[station];
  const auto* kind = dynamic_cast<const BankKind*>(&kind_of(s));
  if (kind == nullptr || !kind->bank(s).post) return;
  const PostKeys& post = *kind->bank(s).post;
  const std::vector<long> most = most_at_once(scenario, port, station, post.skill);
  std::vector<int> too_few;
  std::size_t planned = 0;
  long there = 0;
  for (std::size_t d = 0; d < days.size(); ++d) {
    if (is_shut(*days[d], station)) continue;
    ++planned;
    if (most[d] >= post.officers) continue;
    too_few.push_back(static_cast<int>(d));
    there = std::max(there, most[d]);
  }
  if (too_few.empty()) return;
  const std::string when = on_days(scenario, too_few, planned);
  warnings.add(s.place, "a post of '" + s.name + "' needs " + std::to_string(post.officers) +
                            (post.officers == 1 ? " officer" : " officers") + ", and" + when + " at most " +
                            std::to_string(there) + " with the skill '" + post.skill + "' are on duty at once: it " +
                            (when.empty() ? "never opens" : "does not open then"));
}

// Of the days on which it has officers.
void warn_of_shifts(const Scenario& scenario, const Days& days, Problems& warnings) {
  const Port& port = *days.front();
  const auto open = [&port](const Shift& shift) {
    const Tick until = shift.until + shift.stagger * (shift.groups - 1);
    bool some = false;
    for (int d = -1; d <= 1; ++d)
      some = some || (shift.from + d * day < port.hours.close && until + d * day > port.hours.open);
    return some;
  };
  for (std::size_t p = 0; p < port.pools.size(); ++p)
    for (std::size_t s = 0; s < port.pools[p].shifts.size(); ++s) {
      const Shift& shift = port.pools[p].shifts[s];
      std::vector<int> closed;
      std::size_t manned = 0;
      for (std::size_t d = 0; d < days.size(); ++d) {
        const Shift& today = days[d]->pools[p].shifts[s];
        if (today.officers > 0) ++manned;
        if (today.officers > 0 && !open(today)) closed.push_back(static_cast<int>(d));
      }
      if (closed.empty()) continue;
      warnings.add(shift.place, "the shift '" + shift.name + "' of '" + port.pools[p].name +
                                    "' is on duty only while the port is closed" + on_days(scenario, closed, manned));
    }
}

}  // namespace

bool may_open_otherwise(const Port& port, std::size_t station) {
  return !port.supervisors.empty() ||
         std::any_of(port.contra_flows.begin(), port.contra_flows.end(), [&](const ContraFlow& flow) {
           return flow.between.first == station || flow.between.second == station;
         });
}

Problems warnings(const Scenario& scenario) {
  Problems out;
  for (std::size_t p = 0; p < scenario.ports.size(); ++p) {
    const Port& port = scenario.ports[p];
    Days days;
    for (int d = 0; d < scenario.days; ++d) days.push_back(&scenario.on(d).ports[p]);
    const std::set<std::size_t> used = used_stations(port);
    warn_of_ways(port, used, out);
    for (const std::size_t station : used) {
      warn_of_plan(days, station, out);
      warn_of_post(scenario, days, p, station, out);
    }
    warn_of_shifts(scenario, days, out);
    warn_of_failures(port, out);
    for (const Source& source : port.sources) kind_of(source).warn(source, out);
  }
  // Among several ports people go where it is quicker.
  for (std::size_t p = 0; p < scenario.ports.size() && !scenario.network; ++p) warn_of_demand(scenario, p, out);
  return out;
}

}  // namespace crossflow

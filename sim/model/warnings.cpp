#include "sim/model/warnings.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/model/bank_keys.hpp"
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

void warn_of_plan(const Port& port, std::size_t station, Problems& warnings) {
  const Station& s = port.stations[station];
  const Schedule<long> plan = kind_of(s).plan(s);
  const bool shut = !plan.empty() && std::all_of(plan.begin(), plan.end(), [](const auto& p) { return p.second == 0; });
  if (shut && !may_open_otherwise(port, station))
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

// The most officers who could man posts of the station at one time, were they needed nowhere else.
long most_at_once(const Port& port, std::size_t station, const std::string& skill) {
  Changes changes;
  long reserves = 0;
  for (const Pool& pool : port.pools) {
    if (std::find(pool.skills.begin(), pool.skills.end(), skill) == pool.skills.end()) continue;
    if (pool.reserves) reserves += pool.reserves->officers;
    for (const Shift& shift : pool.shifts)
      for (int d = -1; d <= 1 && mans(shift.at, station); ++d)
        add_duty(shift.from + d * day, shift.until + d * day + shift.stagger * (shift.groups - 1), shift.officers,
                 changes);
    for (const RosterLine& line : pool.roster)
      for (int d = line.day.value_or(-1); d <= line.day.value_or(1) && mans(line.at, station); ++d)
        add_duty(line.from + d * day, line.until + d * day, 1, changes);
  }
  std::sort(changes.begin(), changes.end());  // who goes before who comes at the same time
  long now = 0;
  long most = 0;
  for (const auto& change : changes) most = std::max(most, now += change.second);
  return most + reserves;
}

void warn_of_post(const Port& port, std::size_t station, Problems& warnings) {
  const Station& s = port.stations[station];
  const auto* kind = dynamic_cast<const BankKind*>(&kind_of(s));
  if (kind == nullptr || !kind->bank(s).post) return;
  const PostKeys& post = *kind->bank(s).post;
  const long most = most_at_once(port, station, post.skill);
  if (most < post.officers)
    warnings.add(s.place, "a post of '" + s.name + "' needs " + std::to_string(post.officers) +
                              (post.officers == 1 ? " officer" : " officers") + ", and at most " +
                              std::to_string(most) + " with the skill '" + post.skill +
                              "' are on duty at once: it never opens");
}

void warn_of_shifts(const Port& port, Problems& warnings) {
  for (const Pool& pool : port.pools)
    for (const Shift& shift : pool.shifts) {
      const Tick until = shift.until + shift.stagger * (shift.groups - 1);
      bool open = false;
      for (int d = -1; d <= 1; ++d)
        open = open || (shift.from + d * day < port.hours.close && until + d * day > port.hours.open);
      if (!open)
        warnings.add(shift.place,
                     "the shift '" + shift.name + "' of '" + pool.name + "' is on duty only while the port is closed");
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
  for (const Port& port : scenario.ports) {
    const std::set<std::size_t> used = used_stations(port);
    warn_of_ways(port, used, out);
    for (const std::size_t station : used) {
      warn_of_plan(port, station, out);
      warn_of_post(port, station, out);
    }
    warn_of_shifts(port, out);
    warn_of_failures(port, out);
    for (const Source& source : port.sources) kind_of(source).warn(source, out);
  }
  // Among several ports people go where it is quicker.
  for (std::size_t p = 0; p < scenario.ports.size() && !scenario.network; ++p) warn_of_demand(scenario, p, out);
  return out;
}

}  // namespace crossflow

#include <algorithm>
#include <set>

#include "sim/model/bank_keys.hpp"
#include "sim/model/dogs/dog_teams.hpp"
#include "sim/model/effect_kind.hpp"
#include "sim/model/simulation.hpp"
#include "sim/model/source_kind.hpp"
#include "sim/model/station_kind.hpp"
#include "sim/model/supervisors/policy.hpp"
#include "sim/model/validate_parts.hpp"
#include "sim/model/virtual_queue.hpp"
#include "sim/scenario/grouped.hpp"

namespace crossflow {
namespace {

void check_names(const Port& port, Problems& problems) {
  for (const Source& source : port.sources)
    for (const Station& station : port.stations)
      if (source.name == station.name)
        problems.add(station.place, "station '" + station.name + "' has the name of a source", "another name");
}

std::size_t count_steps(const std::vector<Step>& steps) {
  std::size_t n = steps.size();
  for (const Step& step : steps)
    for (const ChoiceRow& row : step.rows) n += count_steps(row.steps);
  return n;
}

// Failures must come to an end.
void check_failures(const Port& port, Problems& problems) {
  for (std::size_t s = 0; s < port.stations.size(); ++s) {
    std::size_t at = s;
    for (std::size_t steps = 0; steps <= port.stations.size(); ++steps) {
      const auto to = kind_of(port.stations[at]).fails_to(port.stations[at]);
      if (!to) break;
      if (*to == s) {
        problems.add(port.stations[s].place,
                     "who fails at '" + port.stations[s].name + "' is sent back to it without end",
                     "a station that clears those who failed");
        break;
      }
      at = *to;
    }
  }
}

// Who fails must be cleared elsewhere, by the same authority, for the pledge's clock to run on.
void check_failure_targets(const Port& port, Problems& problems) {
  for (const Station& station : port.stations) {
    const auto to = kind_of(station).fails_to(station);
    if (!to) continue;
    const Station& other = port.stations[*to];
    const std::vector<std::string> wanted = authorities_of(station);
    const std::vector<std::string> there = authorities_of(other);
    const bool all = wanted.empty() ? there.empty() : std::all_of(wanted.begin(), wanted.end(), [&](const auto& name) {
      return std::find(there.begin(), there.end(), name) != there.end();
    });
    if (!kind_of(other).has_bank() || !all)
      problems.add(station.place,
                   "who fails at '" + station.name + "' goes to '" + other.name + "', which cannot clear them",
                   "a station with servers of the same authority");
  }
}

// What the records of a run have room for.
void check_limits(const Scenario& scenario, Problems& problems) {
  const Place place{scenario.texts.empty() ? std::string() : scenario.texts.front().file, 0, 0};
  const auto at_most = [&](std::size_t n, std::size_t most, const std::string& what) {
    const auto text = [](std::size_t number) { return grouped(static_cast<long>(number)); };
    if (n > most) problems.add(place, text(n) + " " + what + " in all", "at most " + text(most));
  };
  std::size_t stations = 0;
  std::size_t sources = 0;
  std::size_t steps = 0;
  double people = 0;
  for (const Port& port : scenario.ports) {
    stations += port.stations.size() + port.sources.size();
    sources += port.sources.size();
    for (const Route& route : port.routes) {
      steps += count_steps(route.steps);
      at_most(count_steps(route.steps), 10'000, "steps in route '" + route.name + "'");
    }
    for (const Source& source : port.sources) people += kind_of(source).people_of_a_day(scenario, source);
  }
  at_most(steps, 65'000, "steps of routes");
  // All of them may be there at once, of which a run can hold 2^24.
  at_most(static_cast<std::size_t>(std::min(people, 1e18)), 16'700'000, "people of a day");
  at_most(scenario.classes.size(), 250, "classes");
  at_most(scenario.directions.size(), 250, "directions");
  at_most(stations, 5'000, "stations and sources");
  at_most(sources * scenario.classes.size(), 100'000, "pairs of a source and a class");
}

void check_can_fail(const Port& port, const std::optional<std::size_t>& failed_at, const Place& place,
                    Problems& problems) {
  if (!failed_at) return;
  const Station& station = port.stations[*failed_at];
  if (!kind_of(station).may_fail(station))
    problems.add(place, "nobody can fail at '" + station.name + "'", "a station with the key 'fails'");
}

void check_who_goes_first(const Port& port, Problems& problems) {
  for (const Station& station : port.stations)
    if (const auto* kind = dynamic_cast<const BankKind*>(&kind_of(station)))
      for (const PriorityRule& rule : kind->bank(station).queue.first)
        check_can_fail(port, rule.failed_at, station.place, problems);
}

void check_states(const Port& port, const std::vector<Step>& steps, Problems& problems) {
  for (const Step& step : steps) {
    if (step.kind == Step::Kind::shortest)
      for (const std::size_t s : step.stations)
        if (!kind_of(port.stations[s]).has_bank())
          problems.add(step.place, "'" + port.stations[s].name + "' has no queue that could be the shortest",
                       "stations with servers");
    for (const ChoiceRow& row : step.rows) {
      const Condition& c = row.condition;
      check_can_fail(port, c.failed_at, row.place, problems);
      for (const auto& s : {c.longer ? std::optional(c.longer->first) : std::nullopt, c.open})
        if (s && !kind_of(port.stations[*s]).has_bank())
          problems.add(row.place, "'" + port.stations[*s].name + "' has no queue and no servers to ask about",
                       "a station with servers");
      check_states(port, row.steps, problems);
    }
  }
}

// Who comes is made by one kind of source for the whole run.
void check_kinds(const Scenario& scenario, const Scenario& variant, Problems& problems) {
  for (const Port& port : scenario.ports)
    for (const Source& source : port.sources) {
      const Source& there = SourceBuild{scenario, port, source, {}}.in(variant).source;
      if (there.kind != source.kind)
        problems.add(
            there.place,
            "'" + source.name + "' is a '" + source.kind->name + "' on the first date and a '" + there.kind->name +
                "' on others",
            "one kind of source for all days; for two of them two sources, each with 'factor: 0%' when the other "
            "has people");
    }
}

/// A scenario, or a variant of it on its days.
Problems validate_days(const Scenario& scenario) {
  Problems problems;
  check_limits(scenario, problems);
  check_risk(scenario, problems);
  check_people(scenario, problems);
  check_disruptions(scenario, problems);
  for (const Port& port : scenario.ports) {
    check_names(port, problems);
    check_failures(port, problems);
    check_failure_targets(port, problems);
    check_who_goes_first(port, problems);
    check_dog_teams(port, problems);
    for (const Route& route : port.routes) check_states(port, route.steps, problems);
    for (const Station& station : port.stations) kind_of(station).validate(port, station, problems);
    for (const Source& source : port.sources) {
      kind_of(source).validate(scenario, port, source, problems);
      if (source.option != nullptr) option_of(source).validate(scenario, port, source, problems);
      check_ways(scenario, port, source, problems);
    }
  }
  for (const Port& port : scenario.ports)
    for (const Supervisor& supervisor : port.supervisors) policy_of(supervisor).validate(port, supervisor, problems);
  check_network(scenario, problems);
  return problems;
}

}  // namespace

Problems validate(const Scenario& scenario) {
  Problems problems;
  std::set<std::string> told;
  const auto add_of = [&](const Scenario& variant) {
    const Problems found = validate_days(variant);
    for (const Problem& problem : found.items())
      if (told.insert(problem.text()).second) problems.add(problem);
  };
  add_of(scenario);
  for (const auto& variant : scenario.variants) {
    add_of(*variant);
    check_kinds(scenario, *variant, problems);
  }
  return problems;
}

}  // namespace crossflow

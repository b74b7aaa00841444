#include <algorithm>

#include "sim/model/bank_keys.hpp"
#include "sim/model/party.hpp"
#include "sim/model/simulation.hpp"
#include "sim/model/source_kind.hpp"
#include "sim/model/station_kind.hpp"

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
    if (kind_of(other).server_word.empty() || authority_of(other) != authority_of(station))
      problems.add(station.place,
                   "who fails at '" + station.name + "' goes to '" + other.name + "', which cannot clear them",
                   "a station with servers of the same authority");
  }
}

// What the records of a run have room for.
void check_limits(const Scenario& scenario, Problems& problems) {
  const Place place{scenario.texts.empty() ? std::string() : scenario.texts.front().file, 0, 0};
  const auto at_most = [&](std::size_t n, std::size_t most, const std::string& what) {
    if (n > most) problems.add(place, std::to_string(n) + " " + what + " in all", "at most " + std::to_string(most));
  };
  std::size_t stations = 0;
  std::size_t sources = 0;
  for (const Port& port : scenario.ports) {
    stations += port.stations.size() + port.sources.size();
    sources += port.sources.size();
    for (const Route& route : port.routes)
      at_most(count_steps(route.steps), 10'000, "steps in route '" + route.name + "'");
  }
  at_most(scenario.classes.size(), 250, "classes");
  at_most(scenario.directions.size(), 250, "directions");
  at_most(stations, 5'000, "stations and sources");
  at_most(sources * scenario.classes.size(), 100'000, "pairs of a source and a class");
}

void check_can_fail(const Port& port, const std::optional<std::size_t>& failed_at, const Place& place,
                    Problems& problems) {
  if (!failed_at) return;
  const Station& station = port.stations[*failed_at];
  if (!kind_of(station).fails_to(station))
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
        if (kind_of(port.stations[s]).server_word.empty())
          problems.add(step.place, "'" + port.stations[s].name + "' has no queue that could be the shortest",
                       "stations with servers");
    for (const ChoiceRow& row : step.rows) {
      const Condition& c = row.condition;
      check_can_fail(port, c.failed_at, row.place, problems);
      for (const auto& s : {c.longer ? std::optional(c.longer->first) : std::nullopt, c.open})
        if (s && kind_of(port.stations[*s]).server_word.empty())
          problems.add(row.place, "'" + port.stations[*s].name + "' has no queue and no servers to ask about",
                       "a station with servers");
      check_states(port, row.steps, problems);
    }
  }
}

bool may_be(const Condition& condition, std::size_t entity_class, const std::string& direction) {
  const auto holds = [](const auto& list, const auto& value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
  };
  return holds(condition.classes, entity_class) && holds(condition.directions, direction);
}

// All to whom its classes and directions apply.
bool takes_all(const ChoiceRow& row) {
  const Condition& c = row.condition;
  return !row.share && !c.in_group && !c.failed_at && !c.longer && !c.open;
}

// Vehicles come to stations that have a service time for them. (For travellers the station's own keys see to it.)
void check_vehicles_on(const Scenario& scenario, const Port& port, const Source& source, std::size_t entity_class,
                       const std::vector<Step>& steps, Problems& problems) {
  for (const Step& step : steps) {
    for (const std::size_t s : step.stations) {
      const Station& station = port.stations[s];
      const std::string who = "'" + scenario.classes[entity_class].name + "' of '" + source.name + "'";
      if (kind_of(station).unit != EntityKind::vehicle)
        problems.add(step.place, who + " comes to '" + station.name + "', which is for people on foot",
                     "a station for vehicles, or a coach-set-down before it and a choice by class");
      else if (!kind_of(station).serves(station, entity_class))
        problems.add(station.place, "no service time for " + who, "a value for every class of vehicle that comes here");
    }
    for (const ChoiceRow& row : step.rows) {
      if (!may_be(row.condition, entity_class, source.direction)) continue;
      check_vehicles_on(scenario, port, source, entity_class, row.steps, problems);
      if (takes_all(row)) break;
    }
  }
}

void check_vehicles(const Scenario& scenario, const Port& port, const Source& source, Problems& problems) {
  std::size_t vehicle_classes = 0;
  for (std::size_t c = 0; c < scenario.classes.size(); ++c) {
    if (!kind_of(source).brings(source, c)) continue;
    const TravellerClass& brought = scenario.classes[c];
    if (brought.kind == EntityKind::vehicle) {
      ++vehicle_classes;
      check_vehicles_on(scenario, port, source, c, port.routes[source.route].steps, problems);
    } else if (!source.carries.empty()) {
      problems.add(source.place, "'" + brought.name + "' of '" + source.name + "' carries others, but is no vehicle",
                   "classes with kind: vehicle");
    }
    if (brought.kind == EntityKind::consignment)
      problems.add(source.place, "consignments of '" + source.name + "' come without a vehicle",
                   "'carries' of vehicles");
  }
  if (vehicle_classes > carried::most_classes && !source.carries.empty())
    problems.add(source.place, "too many classes of vehicle in '" + source.name + "'", "at most 8, or several sources");
  int aboard = 0;
  for (const Carried& carried : source.carries) {
    aboard += carried.number_share.back().first;
    for (const auto& [c, share] : carried.mix)
      if (scenario.classes[c].kind == EntityKind::vehicle)
        problems.add(source.place, "vehicles of '" + source.name + "' carry vehicles", "travellers or consignments");
  }
  if (aboard > 63)
    problems.add(source.place, "vehicles of '" + source.name + "' may have " + std::to_string(aboard) + " aboard",
                 "at most 63");
  if (vehicle_classes > 0 && source.party)
    problems.add(source.place, "vehicles of '" + source.name + "' with a party", "'carries', who is aboard");
}

}  // namespace

Problems validate(const Scenario& scenario) {
  Problems problems;
  check_limits(scenario, problems);
  for (const Port& port : scenario.ports) {
    check_names(port, problems);
    check_failures(port, problems);
    check_failure_targets(port, problems);
    check_who_goes_first(port, problems);
    for (const Route& route : port.routes) check_states(port, route.steps, problems);
    for (const Station& station : port.stations) kind_of(station).validate(port, station, problems);
    for (const Source& source : port.sources) {
      kind_of(source).validate(scenario, port, source, problems);
      check_vehicles(scenario, port, source, problems);
    }
  }
  return problems;
}

}  // namespace crossflow

#include <algorithm>

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

void check_states(const Port& port, const std::vector<Step>& steps, Problems& problems) {
  for (const Step& step : steps) {
    for (const ChoiceRow& row : step.rows) {
      const Condition& c = row.condition;
      for (const auto& s : {c.longer ? std::optional(c.longer->first) : std::nullopt, c.open})
        if (s && kind_of(port.stations[*s]).server_word.empty())
          problems.add(row.place, "'" + port.stations[*s].name + "' has no queue and no servers to ask about",
                       "a station with servers");
      check_states(port, row.steps, problems);
    }
  }
}

}  // namespace

Problems validate(const Scenario& scenario) {
  Problems problems;
  for (const Port& port : scenario.ports) {
    check_names(port, problems);
    check_failures(port, problems);
    for (const Route& route : port.routes) check_states(port, route.steps, problems);
    for (const Source& source : port.sources) kind_of(source).validate(scenario, port, source, problems);
  }
  return problems;
}

}  // namespace crossflow

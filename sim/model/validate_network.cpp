// Whoever may come to another port than he meant must find his way there too.
#include <algorithm>
#include <set>

#include "sim/model/source_kind.hpp"
#include "sim/model/validate_parts.hpp"

namespace crossflow {
namespace {

bool brings_vehicles(const Scenario& scenario, const Source& source) {
  for (std::size_t c = 0; c < scenario.classes.size(); ++c)
    if (scenario.classes[c].kind == EntityKind::vehicle && kind_of(source).brings(source, c)) return true;
  return false;
}

}  // namespace

void check_network(const Scenario& scenario, Problems& problems) {
  if (!scenario.network) return;
  for (const CrossingStream& stream : scenario.network->streams) {
    const auto source = [&](std::size_t i) -> const Source& {
      return scenario.ports[stream.sources[i].first].sources[stream.sources[i].second];
    };
    std::set<std::size_t> ports;  // of which a source has been seen: the first of a port takes in others
    for (std::size_t to = 0; to < stream.sources.size(); ++to) {
      if (source(to).option != nullptr)
        problems.add(stream.place,
                     "in the stream '" + stream.name + "' the people of '" + source(to).name +
                         "' wait elsewhere before they come (" + source(to).option->name + ")",
                     "sources without 'booking' and 'call', or the source left out of the stream");
      const std::size_t port = stream.sources[to].first;
      if (brings_vehicles(scenario, source(to)) != brings_vehicles(scenario, source(0)))
        problems.add(stream.place, "in the stream '" + stream.name + "' some come in vehicles and some on foot",
                     "sources of vehicles, or sources of people on foot");
      if (!ports.insert(port).second) continue;
      for (std::size_t from = 0; from < stream.sources.size(); ++from)
        if (scenario.network->detour[stream.sources[from].first][port])
          check_passage(scenario, scenario.ports[port], source(to), source(from), problems);
    }
  }
}

}  // namespace crossflow

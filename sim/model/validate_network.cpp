// Whoever may come to another port than he meant must find his way there too.
#include <optional>
#include <set>

#include "sim/model/source_kind.hpp"
#include "sim/model/validate_parts.hpp"

namespace crossflow {
namespace {

// Whether they come in vehicles; nothing of a source that brings nobody, on the days of a variant.
std::optional<bool> in_vehicles(const SourceBuild& build) {
  std::optional<bool> out;
  for (std::size_t c = 0; c < build.scenario.classes.size(); ++c)
    if (brings_on_any_day(build, c)) out = out.value_or(false) || build.scenario.classes[c].kind == EntityKind::vehicle;
  return out;
}

}  // namespace

void check_network(const Scenario& scenario, Problems& problems) {
  if (!scenario.network) return;
  for (const CrossingStream& stream : scenario.network->streams) {
    const auto source = [&](std::size_t i) -> const Source& {
      return scenario.ports[stream.sources[i].first].sources[stream.sources[i].second];
    };
    std::optional<bool> others_come;  // in vehicles
    std::set<std::size_t> ports;      // of which a source has been seen: the first of a port takes in others
    for (std::size_t to = 0; to < stream.sources.size(); ++to) {
      if (source(to).option != nullptr)
        problems.add(stream.place,
                     "in the stream '" + stream.name + "' the people of '" + source(to).name +
                         "' wait elsewhere before they come (" + source(to).option->name + ")",
                     "sources without 'booking' and 'call', or the source left out of the stream");
      const std::size_t port = stream.sources[to].first;
      const auto comes = in_vehicles({scenario, scenario.ports[port], source(to), {}});
      if (!others_come) others_come = comes;
      if (comes != others_come && comes)
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

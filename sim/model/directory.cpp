#include "sim/model/directory.hpp"

#include <algorithm>

#include "sim/model/disruptions/other_side.hpp"
#include "sim/model/dogs/dog_teams.hpp"
#include "sim/model/effect_kind.hpp"
#include "sim/model/links.hpp"
#include "sim/model/people/entries.hpp"
#include "sim/model/source_kind.hpp"
#include "sim/model/station_kind.hpp"

namespace crossflow {
namespace {

void mark_steps(const Port& port, const std::vector<Step>& steps, std::size_t direction,
                std::vector<std::vector<bool>>& reached) {
  for (const Step& step : steps) {
    for (std::size_t s : step.stations) {
      // A failure leads on to another station, which may fail in turn.
      while (!reached[s][direction]) {
        reached[s][direction] = true;
        const auto to = kind_of(port.stations[s]).fails_to(port.stations[s]);
        if (!to) break;
        s = *to;
      }
    }
    for (const ChoiceRow& row : step.rows) mark_steps(port, row.steps, direction, reached);
  }
}

std::int16_t only_one(const std::vector<bool>& directions) {
  if (std::count(directions.begin(), directions.end(), true) != 1) return -1;
  return static_cast<std::int16_t>(std::find(directions.begin(), directions.end(), true) - directions.begin());
}

std::size_t direction_index(const Scenario& scenario, const Source& source) {
  return static_cast<std::size_t>(std::find(scenario.directions.begin(), scenario.directions.end(), source.direction) -
                                  scenario.directions.begin());
}

Label label_or_name(const Label& label, const std::string& name) {
  return label.en.empty() ? Label{name, label.zh} : label;
}

}  // namespace

std::vector<std::vector<bool>> directions_reaching(const Scenario& scenario, const Port& port) {
  std::vector<std::vector<bool>> reached(port.stations.size(), std::vector<bool>(scenario.directions.size()));
  for (const Source& source : port.sources)
    mark_steps(port, port.routes[source.route].steps, direction_index(scenario, source), reached);
  return reached;
}

Directory make_directory(const Scenario& scenario) {
  Directory out;
  out.title = scenario.title;
  out.date = scenario.date;
  out.days = scenario.days;
  out.bin = scenario.bin;
  out.warm_up = scenario.warm_up;
  out.directions = scenario.directions;
  for (const TravellerClass& c : scenario.classes)
    out.classes.push_back({c.name, label_or_name(c.label, c.name), c.pledge ? c.pledge->share : 0.0,
                           c.pledge ? c.pledge->limit : 0, c.pledge_end == PledgeEnd::called, c.kind,
                           c.length.value_or(0)});
  for (std::size_t k = 0; k < contraband_kinds; ++k)
    for (std::size_t c = 0; c < scenario.classes.size(); ++c)
      if (const double* share = scenario.contraband[k].find(c, false); share != nullptr && *share > 0)
        out.prevalences.push_back({static_cast<std::uint8_t>(c), contraband_at(k), *share});
  for (const Port& port : scenario.ports)
    for (const Station& station : port.stations)
      for (const std::string& authority : authorities_of(station)) out.authorities.push_back(authority);
  std::sort(out.authorities.begin(), out.authorities.end());
  out.authorities.erase(std::unique(out.authorities.begin(), out.authorities.end()), out.authorities.end());

  for (const Port& port : scenario.ports) {
    const auto port_index = static_cast<std::uint16_t>(out.ports.size());
    out.ports.push_back({port.name, label_or_name(port.label, port.name), port.hours.open, port.hours.close});
    for (const Source& source : port.sources) {
      StationEntry door;
      door.name = port.name + "/" + source.name;
      door.label = label_or_name(source.label, source.name);
      door.port = port_index;
      door.kind = "source";
      door.shape = Shape::outside;
      for (std::size_t c = 0; c < scenario.classes.size(); ++c)
        if (brings_on_any_day({scenario, port, source, {}}, c)) door.unit = scenario.classes[c].kind;
      door.direction = static_cast<std::int16_t>(direction_index(scenario, source));
      door.servers = 1;
      out.sources.push_back({door.name, static_cast<std::uint16_t>(out.stations.size()),
                             static_cast<std::uint8_t>(door.direction), kind_of(source).groups,
                             source.option == nullptr ? std::string() : source.option->name});
      out.stations.push_back(std::move(door));
    }
    const auto reached = directions_reaching(scenario, port);
    for (std::size_t i = 0; i < port.stations.size(); ++i) {
      const Station& station = port.stations[i];
      const ModelStationKind& kind = kind_of(station);
      StationEntry entry;
      entry.name = port.name + "/" + station.name;
      entry.label = label_or_name(station.label, station.name);
      entry.port = port_index;
      entry.kind = kind.name;
      entry.shape = kind.shape;
      entry.unit = kind.unit;
      entry.inspects = kind.inspects;
      entry.rated = kind.rated;
      entry.server_word = kind.server_word;
      entry.server_kind = kind.server_kind;
      entry.direction = only_one(reached[i]);
      for (const std::string& authority : authorities_of(station)) {
        const auto row =
            std::lower_bound(out.authorities.begin(), out.authorities.end(), authority) - out.authorities.begin();
        if (entry.authority < 0) {
          entry.authority = static_cast<std::int16_t>(row);
          continue;
        }
        entry.also = static_cast<std::uint8_t>(entry.also | 1U << row);
        entry.joint = entry.joint || authority == release_authority;
      }
      if (station.floor) {
        entry.x = station.floor->x;
        entry.y = station.floor->y;
        entry.width = station.floor->width;
        entry.height = station.floor->height;
      }
      kind.describe(station, entry);
      note_dogs(port, i, entry);
      out.stations.push_back(std::move(entry));
    }
    for (const DogTeam& team : port.dog_teams) {
      std::string scents;
      for (const Contraband scent : team.scents)
        scents += (scents.empty() ? "" : ", ") + std::string(contraband_words[static_cast<std::size_t>(scent)]);
      out.teams.push_back({port.name + "/" + team.name, label_or_name(team.label, team.name), port_index, scents});
    }
    add_people(scenario, port_index, out);
  }
  for (const OtherSide& side : other_sides(scenario)) out.stations.push_back(other_side_entry(side, scenario));
  out.disruptions = disruption_entries(scenario);
  out.links = links_of(scenario);
  return out;
}

}  // namespace crossflow

#include "sim/model/links.hpp"

#include <set>

#include "sim/model/disruptions/other_side.hpp"
#include "sim/model/seats.hpp"
#include "sim/model/source_kind.hpp"
#include "sim/model/station_kind.hpp"

namespace crossflow {
namespace {

using Places = std::set<std::uint16_t>;  // numbers in the directory

/// Follows those of one source.
class Walk {
 public:
  Walk(const Port& port, const Source& source, std::size_t first_station, std::set<LinkEntry>& links)
      : port_(port), source_(source), first_station_(first_station), links_(links) {}

  /// Those of a class who come in at a door by themselves; from where they leave.
  Places alone(std::size_t entity_class, std::uint16_t door) {
    aboard_ = false;
    return follow(entity_class, {door});
  }
  /// Those of a class who are brought by vehicles: only on foot do they go ways of their own.
  Places brought(std::size_t entity_class) {
    aboard_ = true;
    return follow(entity_class, {});
  }

 private:
  Places follow(std::size_t entity_class, Places at) {
    entity_class_ = entity_class;
    left_from_.clear();
    walk(port_.routes[source_.route].steps, std::move(at));
    return left_from_;
  }

  // Where they are after the steps. Who is aboard is nowhere, as far as links go.
  Places walk(const std::vector<Step>& steps, Places at) {
    for (const Step& step : steps) {
      switch (step.kind) {
        case Step::Kind::leave:
          left_from_.insert(at.begin(), at.end());
          return {};
        case Step::Kind::visit:
        case Step::Kind::shortest:
          at = visit(step.stations, at);
          break;
        case Step::Kind::choose:
          at = choose(step.rows, at);
          break;
      }
    }
    return at;
  }

  Places visit(const std::vector<std::size_t>& stations, const Places& at) {
    Places after;
    for (const std::size_t s : stations) {
      const ModelStationKind& kind = kind_of(port_.stations[s]);
      if (at.empty() && !(aboard_ && kind.sets_down)) continue;
      for (const std::uint16_t from : at) links_.insert({from, number(s)});
      if (aboard_ && kind.picks_up) continue;
      after.insert(number(s));
      // A failure leads on to another station, which may fail in turn.
      auto to = kind.fails_to(port_.stations[s]);
      for (std::size_t from = s; to && from != *to;) {
        links_.insert({number(from), number(*to)});
        if (!after.insert(number(*to)).second) break;
        from = *to;
        to = kind_of(port_.stations[from]).fails_to(port_.stations[from]);
      }
    }
    return after;
  }

  Places choose(const std::vector<ChoiceRow>& rows, const Places& at) {
    Places after;
    for (const ChoiceRow& row : rows) {
      // Who is aboard goes where the vehicle goes.
      const bool vehicle_decides = at.empty() && aboard_;
      if (!vehicle_decides && !row.condition.may_hold(entity_class_, source_.direction)) continue;
      after.merge(walk(row.steps, at));
      if (!vehicle_decides && row.takes_all()) break;
    }
    return after;
  }

  std::uint16_t number(std::size_t station) const { return static_cast<std::uint16_t>(first_station_ + station); }

  const Port& port_;
  const Source& source_;
  std::size_t first_station_;
  std::set<LinkEntry>& links_;
  std::size_t entity_class_ = 0;
  bool aboard_ = false;
  Places left_from_;
};

}  // namespace

std::vector<LinkEntry> links_of(const Scenario& scenario) {
  std::set<LinkEntry> links;
  const std::vector<OtherSide> sides = other_sides(scenario);
  std::size_t all = 0;
  for (const Port& port : scenario.ports) all += port.sources.size() + port.stations.size();
  std::size_t door = 0;
  for (std::size_t p = 0; p < scenario.ports.size(); ++p) {
    const Port& port = scenario.ports[p];
    const std::size_t first_station = door + port.sources.size();
    for (const Source& source : port.sources) {
      Walk walk(port, source, first_station, links);
      Places left_from;
      for (std::size_t c = 0; c < scenario.classes.size(); ++c)
        if (brings_on_any_day({scenario, port, source, {}}, c))
          left_from.merge(walk.alone(c, static_cast<std::uint16_t>(door)));
      std::set<std::size_t> aboard;
      for (const Carried& carried : source.carries)
        for (const std::size_t c : classes_aboard(scenario, port, carried)) aboard.insert(c);
      for (const std::size_t c : aboard) left_from.merge(walk.brought(c));
      for (std::size_t s = 0; s < sides.size(); ++s)
        if (sides[s].port == p && scenario.directions[sides[s].direction] == source.direction)
          for (const std::uint16_t from : left_from) links.insert({from, static_cast<std::uint16_t>(all + s)});
      ++door;
    }
    door = first_station + port.stations.size();
  }
  return {links.begin(), links.end()};
}

}  // namespace crossflow

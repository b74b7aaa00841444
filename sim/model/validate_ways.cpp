#include <algorithm>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "sim/model/party.hpp"
#include "sim/model/seats.hpp"
#include "sim/model/source_kind.hpp"
#include "sim/model/sources/drawn_day.hpp"
#include "sim/model/station_kind.hpp"
#include "sim/model/validate_parts.hpp"

namespace crossflow {
namespace {

constexpr int most_aboard = (1 << carried::place_bits) - 1;

/// Follows a route through all that may be chosen.
class Ways {
 public:
  Ways(const Scenario& scenario, const Port& port, const Source& source, Problems& problems)
      : scenario_(scenario), port_(port), source_(source), problems_(problems) {
    for (std::size_t c = 0; c < scenario.classes.size(); ++c)
      if (kind_of(source).brings(source, c) && scenario.classes[c].kind == EntityKind::vehicle) vehicles_.push_back(c);
  }

  const std::vector<std::size_t>& vehicles() const { return vehicles_; }

  // Vehicles come to stations for vehicles that have a service time for them. Whether any goes on after the steps.
  bool drive(std::size_t vehicle, const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      if (step.kind == Step::Kind::leave) return false;
      for (const std::size_t s : step.stations) {
        const Station& station = port_.stations[s];
        if (kind_of(station).picks_up) pick_ups_.insert(s);
        if (kind_of(station).unit != EntityKind::vehicle)
          problems_.add(step.place, who(vehicle) + " comes to '" + station.name + "', which is for people on foot",
                        "a station for vehicles, or a coach-set-down before it and a choice by class");
        else if (!kind_of(station).serves(station, vehicle))
          problems_.add(station.place, "no service time for " + who(vehicle),
                        "a value for every class of vehicle that comes here");
      }
      bool goes_on = step.rows.empty();
      for (const ChoiceRow& row : step.rows) {
        if (!row.condition.may_hold(vehicle, source_.direction)) continue;
        goes_on = drive(vehicle, row.steps) || goes_on;
        if (row.takes_all()) break;
      }
      if (!goes_on) return false;
    }
    return true;
  }

  /// Where somebody may be: with his vehicle, or on foot.
  struct Where {
    bool aboard = false, on_foot = false;
  };

  // People come on foot to stations for people, and meet their vehicle only where it comes.
  Where walk(std::size_t person, const std::vector<Step>& steps, Where where) {
    for (const Step& step : steps) {
      if (step.kind == Step::Kind::leave) return {};
      for (const std::size_t s : step.stations) where = visit(person, step, s, where);
      if (!step.rows.empty()) where = choose(person, step, where);
    }
    return where;
  }

 private:
  std::string who(std::size_t entity_class) const {
    return "'" + scenario_.classes[entity_class].name + "' of '" + source_.name + "'";
  }

  Where visit(std::size_t person, const Step& step, std::size_t s, Where where) {
    const Station& station = port_.stations[s];
    const ModelStationKind& kind = kind_of(station);
    if (where.on_foot && kind.unit == EntityKind::traveller) check_served(person, s);
    if (where.on_foot && scenario_.classes[person].kind == EntityKind::consignment) {
      problems_.add(step.place, who(person) + " would go on foot from a coach-set-down to '" + station.name + "'",
                    "goods in vehicles that set nobody down");
    } else if (where.on_foot && kind.picks_up) {
      if (pick_ups_.count(s) == 0 && !vehicles_.empty())
        problems_.add(step.place,
                      who(person) + " would wait at '" + station.name + "', where the vehicle does not come",
                      "the coach-pick-up to which the route sends the vehicle");
    } else if (where.on_foot && kind.unit == EntityKind::vehicle) {
      problems_.add(step.place, who(person) + " comes on foot to '" + station.name + "', which is for vehicles",
                    "a station for people, or a choice by class before it");
    }
    if (kind.sets_down && where.aboard) return {false, true};
    if (kind.picks_up && where.on_foot) return {true, false};
    return where;
  }

  // At the station, and wherever its failures go.
  void check_served(std::size_t person, std::size_t s) {
    for (std::optional<std::size_t> at = s; at && served_.insert({person, *at}).second;) {
      const Station& station = port_.stations[*at];
      if (!kind_of(station).serves(station, person))
        problems_.add(station.place, "no service time for " + who(person),
                      "a value for every class that comes here, or 'otherwise'");
      at = kind_of(station).fails_to(station);
    }
  }

  Where choose(std::size_t person, const Step& step, Where where) {
    Where after;
    for (const ChoiceRow& row : step.rows) {
      // Who is aboard goes where the vehicle goes.
      const bool taken = std::any_of(vehicles_.begin(), vehicles_.end(),
                                     [&](std::size_t v) { return row.condition.may_hold(v, source_.direction); });
      const bool mine = row.condition.may_hold(person, source_.direction);
      const Where in{where.aboard && taken, where.on_foot && mine};
      if (!in.aboard && !in.on_foot) continue;
      const Where out = walk(person, row.steps, in);
      after = {after.aboard || out.aboard, after.on_foot || out.on_foot};
      if (row.takes_all() && mine && !where.aboard) break;
    }
    return after;
  }

  const Scenario& scenario_;
  const Port& port_;
  const Source& source_;
  Problems& problems_;
  std::vector<std::size_t> vehicles_;
  std::set<std::size_t> pick_ups_;                        // to which a vehicle comes
  std::set<std::pair<std::size_t, std::size_t>> served_;  // class and station that have been looked at
};

// Whose people those aboard are.
void check_whose_people(const Scenario& scenario, const Port& port, const Source& source, const Carried& carried,
                        Problems& problems) {
  std::vector<std::string> names;
  for (const Source& other : port.sources)
    if (!kind_of(other).groups && other.carries.empty()) names.push_back(other.name);
  const std::string who = "people in vehicles of '" + source.name + "' are taken out of '" + carried.of + "', ";
  const Source* of = source_of(port, carried);
  if (of == nullptr || std::find(names.begin(), names.end(), of->name) == names.end()) {
    problems.add(source.place, who + "which is no source of people on foot", "the name of another source",
                 nearest_word(carried.of, names));
    return;
  }
  if (of->direction != source.direction)
    problems.add(source.place, who + "who go another way", "a source of the same direction");
  const SourceBuild build{scenario, port, source, {}};
  const SourceBuild of_build{scenario, port, *of, {}};
  for (int d = 0; d < scenario.days; ++d) {
    if (!scenario.is_on(d)) continue;
    const auto people = kind_of(*of).people_on(of_build, d);
    const auto vehicles = people.empty() ? people : kind_of(source).people_on(build, d);
    if (people.empty() || vehicles.empty()) {
      problems.add(source.place, who + "and how many come on a day is not known of both",
                   "sources with 'total', 'timetable' or 'typical day'");
      return;
    }
    if (draws_people(*of) || draws_people(source)) continue;  // then nobody is aboard the last ones
    const auto sum = [](const std::vector<std::int64_t>& n) {
      return static_cast<double>(std::accumulate(n.begin(), n.end(), std::int64_t{0}));
    };
    const double aboard = sum(vehicles) * mean_number(carried);
    if (aboard <= sum(people)) continue;
    problems.add(source.place,
                 fmt::format("vehicles of '{}' carry {:.0f} of '{}' on average, which has {:.0f}{}", source.name,
                             aboard, of->name, sum(people),
                             scenario.days > 1 ? " on " + date_text(days_after(scenario.date, d)) : std::string()),
                 carried.share ? "a smaller 'share' or 'factor': they can be no more than all"
                               : "fewer vehicles, or 'share', from which their number follows");
    return;
  }
}

void check_load(const Scenario& scenario, const Port& port, const Source& source, std::size_t vehicle_classes,
                Problems& problems) {
  const std::string of = "of '" + source.name + "'";
  if (vehicle_classes > carried::most_classes)
    problems.add(source.place, "too many classes of vehicle " + of, "at most 8, or several sources");
  if (std::count_if(source.carries.begin(), source.carries.end(),
                    [](const Carried& c) { return c.share.has_value(); }) > 1)
    problems.add(source.place, "how many vehicles come " + of + " is said by several shares", "one of them");
  int aboard = 0;
  for (const Carried& carried : source.carries) {
    aboard += carried.number_share.back().first;
    bool goods = false;
    if (!carried.of.empty()) check_whose_people(scenario, port, source, carried, problems);
    for (const auto& [c, share] : carried.mix) {
      goods = goods || scenario.classes[c].kind == EntityKind::consignment;
      if (scenario.classes[c].kind == EntityKind::vehicle)
        problems.add(source.place, "vehicles " + of + " carry vehicles", "travellers or consignments");
    }
    if (carried.lodged && !goods)
      problems.add(source.place, "'lodged' of travellers " + of, "a load with a class of kind: consignment");
  }
  if (aboard > most_aboard)
    problems.add(source.place, "vehicles " + of + " may have " + std::to_string(aboard) + " aboard, all loads together",
                 "at most " + std::to_string(most_aboard));
}

}  // namespace

void check_passage(const Scenario& scenario, const Port& port, const Source& door, const Source& from,
                   Problems& problems) {
  const std::vector<Step>& route = port.routes[door.route].steps;
  Ways ways(scenario, port, from, problems);
  for (const std::size_t vehicle : ways.vehicles()) ways.drive(vehicle, route);
  for (std::size_t c = 0; c < scenario.classes.size(); ++c)
    if (scenario.classes[c].kind == EntityKind::traveller && from.carries.empty() && kind_of(from).brings(from, c))
      ways.walk(c, route, {false, true});
  std::set<std::size_t> aboard;
  for (const Carried& carried : from.carries)
    for (const std::size_t c : classes_aboard(scenario, port, carried)) aboard.insert(c);
  if (!ways.vehicles().empty())
    for (const std::size_t c : aboard)
      if (scenario.classes[c].kind != EntityKind::vehicle) ways.walk(c, route, {true, false});
}

void check_ways(const Scenario& scenario, const Port& port, const Source& source, Problems& problems) {
  check_passage(scenario, port, source, source, problems);
  std::size_t vehicles = 0;
  for (std::size_t c = 0; c < scenario.classes.size(); ++c) {
    const TravellerClass& brought = scenario.classes[c];
    if (!brings_on_any_day({scenario, port, source, {}}, c)) continue;
    if (brought.kind == EntityKind::vehicle)
      ++vehicles;
    else if (!source.carries.empty())
      problems.add(source.place, "'" + brought.name + "' of '" + source.name + "' carries others, but is no vehicle",
                   "classes with kind: vehicle");
    else if (brought.kind == EntityKind::consignment)
      problems.add(source.place, "consignments of '" + source.name + "' come without a vehicle",
                   "'carries' of vehicles");
  }
  if (!source.carries.empty()) check_load(scenario, port, source, vehicles, problems);
  if (vehicles > 0 && source.party)
    problems.add(source.place, "vehicles of '" + source.name + "' with a party", "'carries', who is aboard");
}

}  // namespace crossflow

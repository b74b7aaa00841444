#include "sim/model/simulation.hpp"

#include <algorithm>
#include <cmath>

#include "sim/kernel/control_plane.hpp"
#include "sim/model/directory.hpp"
#include "sim/model/disruptions/other_side.hpp"
#include "sim/model/dogs/dog_teams.hpp"
#include "sim/model/effect_kind.hpp"
#include "sim/model/opening.hpp"
#include "sim/model/people/contra_flow.hpp"
#include "sim/model/people/duty_room.hpp"
#include "sim/model/port_choice.hpp"
#include "sim/model/risk.hpp"
#include "sim/model/router.hpp"
#include "sim/model/server_states.hpp"
#include "sim/model/source_kind.hpp"
#include "sim/model/source_node.hpp"
#include "sim/model/sources/arrival_times.hpp"
#include "sim/model/station_kind.hpp"
#include "sim/model/supervisors/supervisor_actor.hpp"

namespace crossflow {
namespace {

// A port that has not cleared its people a week after its last date never will: the run ends with them inside.
constexpr int days_to_clear = 7;

}  // namespace

struct Simulation::Parts {
  Parts(const Scenario& described, const RunKey& run)
      : scenario(described), directory(make_directory(described)), routes(flow, directory), control(flow) {
    Build build(scenario, run);
    risk.emplace(build, flow);
    build.set_risk(*risk);
    routes.set_risk(*risk);
    add_nodes(build);
    add_controls();
    add_routes(build);
    if (scenario.network) add_choice(build);
    add_people(build);
    add_actors();
  }

  void add_choice(const Build& build) {
    std::vector<SourceNode*> sources;
    for (const PortDoors& d : doors) sources.insert(sources.end(), d.sources.begin(), d.sources.end());
    choice = std::make_unique<PortChoice>(flow, scenario, directory, build, sources);
    for (SourceNode* source : sources) source->set_choice(*choice);
  }

  void add_nodes(Build& build) {
    std::uint16_t source_index = 0;
    std::uint16_t first_team = 0;
    for (std::size_t p = 0; p < scenario.ports.size(); ++p) {
      const Port& port = scenario.ports[p];
      build.begin_port(p);
      build.set_dogs(nullptr);
      teams_of.push_back(nullptr);
      if (!port.dog_teams.empty()) {
        dogs.push_back(std::make_unique<DogTeams>(build, flow, first_team));
        first_team = static_cast<std::uint16_t>(first_team + port.dog_teams.size());
        build.set_dogs(dogs.back().get());
        teams_of.back() = dogs.back().get();
      }
      PortDoors port_doors;
      port_doors.port = &port;
      port_doors.index = static_cast<std::uint16_t>(p);
      port_doors.days = scenario.days;
      for (const Source& source : port.sources) {
        SourceNode::Setup setup;
        setup.index = source_index++;
        setup.groups = kind_of(source).groups;
        setup.risk = risk->any_contraband() ? &*risk : nullptr;
        setup.split = source.party && source.party->moves == PartyMoves::split;
        if (!source.carries.empty())
          setup.aboard = std::make_shared<const Aboard>(SourceBuild{scenario, port, source, build.run()});
        setup.spacing = source.maximum_flow ? ticks_from_seconds(1.0 / *source.maximum_flow) : 0;
        const SourceBuild of_source{scenario, port, source, build.run()};
        auto arrivals = with_disruptions(of_source, kind_of(source).make(of_source));
        if (source.option != nullptr) setup.elsewhere = option_of(source).make(of_source, build, arrivals);
        // Who waits elsewhere, or chooses among ports, does so as a party.
        if (setup.split && source.option == nullptr && !scenario.network)
          arrivals = std::make_unique<SplitArrivals>(std::move(arrivals), of_source);
        auto place = std::make_unique<SourceNode>(std::move(arrivals), std::move(setup));
        port_doors.sources.push_back(place.get());
        flow.add(std::move(place));
      }
      PortControls& controls = port_controls.emplace_back();
      for (const Station& station : port.stations) {
        const NodeId id = flow.add(kind_of(station).make(station, build));
        if (auto* bank = dynamic_cast<Bank*>(&flow.node(id))) {
          port_doors.banks.push_back(bank);
          controls.servers.push_back(add_server_actors(control, *bank, station, build));
        } else {
          controls.servers.emplace_back();
        }
        controls.nodes.push_back(id);
      }
      doors.push_back(std::move(port_doors));
    }
  }

  // What disruptions act on.
  void add_controls() {
    for (std::size_t p = 0; p < port_controls.size(); ++p) {
      PortControls& controls = port_controls[p];
      controls.scenario = &scenario;
      controls.index = p;
      controls.flow = &flow;
      controls.routes = &routes;
      controls.doors = &doors[p];
      controls.other_sides.resize(scenario.directions.size(), no_node);
    }
    for (const OtherSide& side : other_sides(scenario))
      port_controls[side.port].other_sides[side.direction] = flow.add(make_other_side());
  }

  // Officers and desks that turn.
  void add_people(const Build& build) {
    std::size_t first_officer = 0;
    for (std::size_t p = 0; p < port_controls.size(); ++p) {
      const Port& port = scenario.ports[p];
      PortControls& controls = port_controls[p];
      if (!port.contra_flows.empty()) {
        contra_flows.push_back(std::make_unique<ContraFlows>(port, scenario.days, flow, controls.servers));
        controls.contra_flows = contra_flows.back().get();
      }
      if (port.pools.empty()) continue;
      duty_rooms.push_back(
          std::make_unique<DutyRoom>(scenario, p, build.run(), first_officer, flow, controls.servers, teams_of[p]));
      DutyRoom& room = *duty_rooms.back();
      controls.duty_room = &room;
      doors[p].on_extended = [&room](Tick from, Tick until) { room.extend(from, until); };
      first_officer += room.officers();
    }
  }

  void add_routes(Build& build) {
    for (std::size_t p = 0; p < scenario.ports.size(); ++p) {
      const Port& port = scenario.ports[p];
      build.begin_port(p);
      std::vector<std::uint16_t> first_steps;
      for (const Route& route : port.routes) first_steps.push_back(routes.add(route, build));
      for (std::size_t s = 0; s < port.sources.size(); ++s)
        doors[p].sources[s]->set_first_step(first_steps[port.sources[s].route]);
      for (std::size_t s = 0; s < port.stations.size(); ++s)
        if (const auto to = kind_of(port.stations[s]).fails_to(port.stations[s]))
          routes.set_failure(build.node_of(s), build.node_of(*to));
    }
    flow.set_router(routes);
  }

  void add_actors() {
    for (PortDoors& d : doors) add_opening_hours(control, routes, d);
    add_disruptions(control, scenario, port_controls);
    supervisors = add_supervisors(control, port_controls);
    if (choice) choice->publish_waits(control, scenario.days);
    for (const auto& teams : dogs) teams->add_actors(control);
    for (const auto& desks : contra_flows) desks->add_actors(control);
    for (const auto& room : duty_rooms) room->add_actor(control);
  }

  /// The last closing of a port (midnight, where it never closes), the end of the last disruption, or of the last time
  /// on duty of the scenario's dates: before that no run is over, so that what is open and paid hangs on nobody.
  Tick last_closing() const {
    Tick last = last_end_of_disruptions(scenario);
    for (const Port& port : scenario.ports)
      last = std::max(last, (scenario.days - 1) * day + (closes(port.hours) ? port.hours.close : day));
    for (const DutyEntry& duty : directory.duties)
      if (duty.day >= 0 && duty.day < scenario.days) last = std::max(last, duty.until);
    return last;
  }

  const Scenario& scenario;
  Directory directory;
  FlowPlane flow;
  std::optional<Risk> risk;
  RouteTable routes;
  ControlPlane control;
  std::vector<PortDoors> doors;
  std::vector<PortControls> port_controls;
  std::vector<std::unique_ptr<SupervisorActor>> supervisors;
  std::unique_ptr<PortChoice> choice;           // where people choose among ports
  std::vector<std::unique_ptr<DogTeams>> dogs;  // of ports that have some
  std::vector<DogTeams*> teams_of;              // by port
  std::vector<std::unique_ptr<ContraFlows>> contra_flows;
  std::vector<std::unique_ptr<DutyRoom>> duty_rooms;
};

Simulation::Simulation(const Scenario& scenario, const RunKey& run) : parts_(std::make_unique<Parts>(scenario, run)) {}
Simulation::~Simulation() = default;

const Directory& Simulation::directory() const {
  return parts_->directory;
}
void Simulation::add_sink(EventSink& sink) {
  parts_->flow.log().add_sink(sink);
}
void Simulation::pace(std::function<Tick(Tick happened)> more) {
  parts_->flow.pace(std::move(more));
}

Tick Simulation::run() {
  Parts& p = *parts_;
  const Tick last_closing = p.last_closing();
  const Tick horizon = (p.scenario.days + days_to_clear) * day;
  const Tick end = p.control.run([&p, last_closing, horizon](Actor& actor) {
    // The day wakes last of all actors: doors and servers stand as planned before anybody comes.
    for (const PortDoors& d : p.doors)
      for (SourceNode* source : d.sources) source->start();
    actor.wait_until(last_closing);
    actor.wait_for_end(horizon);
  });
  for (const PortDoors& d : p.doors)
    for (SourceNode* source : d.sources) source->finish();
  p.flow.log().finish(end);
  return end;
}

}  // namespace crossflow

#include "sim/model/opening.hpp"

namespace crossflow {
namespace {

void open_port(FlowPlane& flow, const PortDoors& doors, bool open) {
  flow.log().write({flow.now(), no_entity, doors.index, no_station, no_server, EventKind::port,
                    static_cast<std::uint8_t>(open ? 1 : 0)});
}

void set_doors(const PortDoors& doors, bool open) {
  for (SourceNode* source : doors.sources) source->set_open(open);
}

// Keeps the doors open until nobody stands outside any of them.
void let_in_the_line(Actor& actor, FlowPlane& flow, const PortDoors& doors) {
  Call emptied(flow);
  for (SourceNode* source : doors.sources) {
    source->when_line_empty([&emptied] { emptied.raise(0); });
    emptied.wait(actor);
  }
}

void keep_hours(Actor& actor, FlowPlane& flow, RouteTable& routes, const PortDoors& doors) {
  const Hours& hours = doors.port->hours;
  if (hours.open > 0) set_doors(doors, false);
  for (int d = 0; d < doors.days; ++d) {
    wait_if_later(actor, d * day + hours.open);
    routes.set_turning_back(doors.index, false);
    set_doors(doors, true);
    open_port(flow, doors, true);
    wait_if_later(actor, d * day + hours.close);
    if (doors.port->at_closing == AtClosing::extend) let_in_the_line(actor, flow, doors);
    open_port(flow, doors, false);
    set_doors(doors, false);
    for (SourceNode* source : doors.sources) source->send_line_elsewhere();
    if (doors.port->at_closing == AtClosing::turn_back_queue) {
      routes.set_turning_back(doors.index, true);
      for (Bank* bank : doors.banks) bank->turn_back_queue();
    }
  }
}

}  // namespace

void wait_if_later(Actor& actor, Tick at) {
  if (at > actor.now()) actor.wait_until(at);
}

void add_opening_hours(ControlPlane& control, RouteTable& routes, PortDoors doors) {
  if (!closes(doors.port->hours)) return;
  FlowPlane& flow = control.flow();
  control.add("opening hours of " + doors.port->name,
              [&flow, &routes, doors](Actor& actor) { keep_hours(actor, flow, routes, doors); });
}

}  // namespace crossflow

#include "sim/model/opening.hpp"

#include <algorithm>

namespace crossflow {
namespace {

void open_port(FlowPlane& flow, const PortDoors& doors, bool open) {
  flow.log().write({flow.now(), no_entity, doors.index, no_station, no_server, EventKind::port,
                    static_cast<std::uint8_t>(open ? 1 : 0)});
}

void apply(const PortDoors& doors) {
  for (SourceNode* source : doors.sources) source->set_open(doors.in_hours && doors.shut == 0);
}

void set_in_hours(PortDoors& doors, bool in_hours) {
  doors.in_hours = in_hours;
  apply(doors);
}

// Keeps the doors open until nobody stands outside any of them.
void let_in_the_line(Actor& actor, FlowPlane& flow, const PortDoors& doors) {
  Call emptied(flow);
  const auto has_line = [](const SourceNode* source) { return !source->line_empty(); };
  // While one line is waited for, there may be another one again.
  for (;;) {
    const auto waits = std::find_if(doors.sources.begin(), doors.sources.end(), has_line);
    if (waits == doors.sources.end()) return;
    (*waits)->when_line_empty([&emptied] { emptied.raise(0); });
    emptied.wait(actor);
  }
}

void keep_hours(Actor& actor, FlowPlane& flow, RouteTable& routes, PortDoors& doors) {
  const Hours& hours = doors.port->hours;
  if (first_day(hours) * day + hours.open > 0) set_in_hours(doors, false);
  for (int d = first_day(hours); d < doors.days; ++d) {
    wait_if_later(actor, d * day + hours.open);
    routes.set_turning_back(doors.index, false);
    set_in_hours(doors, true);
    if (doors.shut == 0) open_port(flow, doors, true);
    doors.closes = d * day + hours.close;
    // Whatever else opens at that instant serves nobody who is turned back at it.
    while (actor.now() < doors.closes) actor.wait_until_ahead(doors.closes);
    if (doors.port->at_closing == AtClosing::extend && doors.shut == 0) let_in_the_line(actor, flow, doors);
    if (doors.shut == 0) open_port(flow, doors, false);
    set_in_hours(doors, false);
    for (SourceNode* source : doors.sources) source->send_line_elsewhere();
    if (doors.port->at_closing != AtClosing::turn_back_queue) continue;
    routes.set_turning_back(doors.index, true);
    for (Bank* bank : doors.banks) bank->turn_back_queue();
    for (Bank* bank : doors.banks) bank->turn_back_held();
  }
  for (SourceNode* source : doors.sources) source->close_for_good();
}

}  // namespace

void wait_if_later(Actor& actor, Tick at) {
  if (at > actor.now()) actor.wait_until(at);
}

bool extend(PortDoors& doors, Tick by) {
  if (!doors.in_hours || !closes(doors.port->hours)) return false;
  doors.closes += by;
  if (doors.on_extended) doors.on_extended(doors.closes - by, doors.closes);
  return true;
}

void shut_doors(FlowPlane& flow, PortDoors& doors, bool on, bool turning_away) {
  const bool was_open = doors.in_hours && doors.shut == 0;
  doors.shut += on ? 1 : -1;
  if (turning_away) doors.turning_away += on ? 1 : -1;
  const bool is_open = doors.in_hours && doors.shut == 0;
  if (was_open != is_open) open_port(flow, doors, is_open);
  apply(doors);
  if (on)
    for (SourceNode* source : doors.sources) source->send_line_elsewhere();
  for (SourceNode* source : doors.sources) source->set_turning_away(doors.turning_away > 0);
}

void add_opening_hours(ControlPlane& control, RouteTable& routes, PortDoors& doors) {
  if (!closes(doors.port->hours)) return;
  FlowPlane& flow = control.flow();
  control.add("opening hours of " + doors.port->name,
              [&flow, &routes, &doors](Actor& actor) { keep_hours(actor, flow, routes, doors); });
}

}  // namespace crossflow

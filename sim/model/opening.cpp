#include "sim/model/opening.hpp"

#include <algorithm>
#include <memory>
#include <set>

namespace crossflow {
namespace {

void open_port(FlowPlane& flow, const PortDoors& doors, bool open) {
  flow.log().write({flow.now(), no_entity, doors.index, no_station, no_server, EventKind::port,
                    static_cast<std::uint8_t>(open ? 1 : 0)});
}

// What is due at this very tick is done at once, ahead of all else that happens at it.
void wait_if_later(Actor& actor, Tick at) {
  if (at > actor.now()) actor.wait_until(at);
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
    if (doors.port->at_closing == AtClosing::turn_back_queue) {
      routes.set_turning_back(doors.index, true);
      for (Bank* bank : doors.banks) bank->turn_back_queue();
    }
  }
}

// Whether a station is open at a time of day `d`; its hours may have begun the day before.
bool within(const std::optional<Hours>& hours, int d, int days, Tick time_of_day) {
  if (!hours) return true;
  return (d < days && time_of_day >= hours->open && time_of_day < hours->close) ||
         (d > 0 && time_of_day + day < hours->close);
}

void set_servers(Bank& bank, long open, bool in_hours) {
  for (std::uint32_t s = 0; s < bank.servers(); ++s)
    bank.set_server(static_cast<std::uint16_t>(s), !in_hours                              ? ServerState::closed_by_hours
                                                   : s < static_cast<std::uint32_t>(open) ? ServerState::open
                                                                                          : ServerState::not_opened);
}

}  // namespace

bool closes(const Hours& hours) {
  return hours.close - hours.open < day;
}

void add_opening_hours(ControlPlane& control, RouteTable& routes, PortDoors doors) {
  if (!closes(doors.port->hours)) return;
  FlowPlane& flow = control.flow();
  control.add("opening hours of " + doors.port->name,
              [&flow, &routes, doors](Actor& actor) { keep_hours(actor, flow, routes, doors); });
}

void add_server_plan(ControlPlane& control, Bank& bank, const Station& station, Schedule<long> plan, int days) {
  const std::optional<Hours> hours = station.hours;
  if (plan.empty() && !(hours && closes(*hours))) return;
  if (plan.empty()) plan.emplace_back(Tick{0}, static_cast<long>(bank.servers()));
  std::set<Tick> times;  // of the day
  for (const auto& [at, n] : plan) times.insert(at);
  times.insert(Tick{0});
  if (hours) times.insert({hours->open % day, hours->close % day});
  control.add("servers of " + station.name, [&bank, plan, hours, times, days](Actor& actor) {
    // One day more than the last date: those inside may still be there.
    for (int d = 0; d <= days; ++d) {
      for (const Tick t : times) {
        wait_if_later(actor, d * day + t);
        const auto now_planned = std::find_if(plan.rbegin(), plan.rend(), [t](const auto& p) { return p.first <= t; });
        set_servers(bank, now_planned->second, within(hours, d, days, t));
      }
    }
  });
}

}  // namespace crossflow

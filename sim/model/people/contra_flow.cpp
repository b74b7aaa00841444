#include "sim/model/people/contra_flow.hpp"

#include <algorithm>

namespace crossflow {

ContraFlowDesks::ContraFlowDesks(const ContraFlow& described, int days, FlowPlane& flow, ServerStates& one,
                                 ServerStates& other)
    : described_(described),
      days_(days),
      flow_(flow),
      first_(one),
      second_(other),
      bell_(flow),
      desks_(static_cast<std::size_t>(described.desks)) {
  first_.bank().watch_servers(*this);
  second_.bank().watch_servers(*this);
}

std::uint16_t ContraFlowDesks::server(std::size_t desk, bool of_second) const {
  const std::size_t servers = of_second ? second_.servers() : first_.servers();
  return static_cast<std::uint16_t>(servers - desks_.size() + desk);
}

void ContraFlowDesks::face(std::size_t station, long desks) {
  const auto all = static_cast<long>(desks_.size());
  const long number = std::clamp(desks, 0L, all);
  const long of_first = station == described_.between.second ? all - number : number;
  for (std::size_t d = 0; d < desks_.size(); ++d) desks_[d].wanted_second = static_cast<long>(d) >= of_first;
  bell_.raise(0);
}

long ContraFlowDesks::facing(std::size_t station) const {
  const bool to_second = station == described_.between.second;
  return std::count_if(desks_.begin(), desks_.end(),
                       [to_second](const Desk& d) { return d.wanted_second == to_second; });
}

void ContraFlowDesks::free(std::uint16_t /*server*/) {
  if (std::any_of(desks_.begin(), desks_.end(), [](const Desk& d) { return d.turning && d.ready == never; }))
    bell_.raise(0);
}

void ContraFlowDesks::as_planned(Tick time_of_day) {
  if (described_.facing.empty()) return;
  const bool to_second = value_at(described_.facing, time_of_day) == described_.between.second;
  for (Desk& desk : desks_) desk.wanted_second = to_second;
}

Tick ContraFlowDesks::next_time(Tick after) const {
  for (int d = static_cast<int>(after / day); d <= days_; ++d)
    for (const auto& [at, station] : described_.facing)
      if (d * day + at > after) return d * day + at;
  return never;
}

// One step of a desk that is to turn: away from where it faced, then round, then open.
void ContraFlowDesks::turn(std::size_t d) {
  Desk& desk = desks_[d];
  const Tick now = flow_.now();
  if (!desk.turning && desk.at_second != desk.wanted_second) {
    desk.turning = true;
    desk.ready = never;
    states(desk.at_second).set_facing(server(d, desk.at_second), Facing::away);
  }
  if (desk.turning && desk.ready == never) {
    if (states(desk.at_second).bank().in_use(server(d, desk.at_second))) return;
    desk.at_second = !desk.at_second;
    desk.ready = now + described_.turning;
    if (described_.turning > 0) states(desk.at_second).set_facing(server(d, desk.at_second), Facing::turning);
  }
  if (desk.turning && desk.ready <= now) {
    desk.turning = false;
    states(desk.at_second).set_facing(server(d, desk.at_second), Facing::here);
  }
}

void ContraFlowDesks::act() {
  for (std::size_t d = 0; d < desks_.size(); ++d) {
    turn(d);
    if (!desks_[d].turning && desks_[d].at_second != desks_[d].wanted_second) turn(d);  // ordered back meanwhile
  }
}

void ContraFlowDesks::run(Actor& self) {
  as_planned(0);
  for (std::size_t d = 0; d < desks_.size(); ++d) {
    desks_[d].at_second = desks_[d].wanted_second;
    states(!desks_[d].at_second).set_facing(server(d, !desks_[d].at_second), Facing::away);
  }
  Tick planned = next_time(0);
  for (;;) {
    Tick next = planned;
    for (const Desk& desk : desks_)
      if (desk.turning) next = std::min(next, desk.ready);
    if (!bell_.pending()) bell_.wait_until(self, next);
    while (bell_.pending()) bell_.wait(self);
    if (flow_.now() >= planned) {
      as_planned(planned % day);
      planned = next_time(planned);
    }
    act();
  }
}

ContraFlows::ContraFlows(const Port& port, int days, FlowPlane& flow,
                         const std::vector<std::shared_ptr<ServerStates>>& servers) {
  for (const ContraFlow& group : port.contra_flows)
    groups_.push_back(std::make_unique<ContraFlowDesks>(group, days, flow, *servers[group.between.first],
                                                        *servers[group.between.second]));
}

void ContraFlows::add_actors(ControlPlane& control) {
  for (const auto& group : groups_)
    control.add("contra-flow " + group->described().name, [&group = *group](Actor& self) { group.run(self); });
}

}  // namespace crossflow

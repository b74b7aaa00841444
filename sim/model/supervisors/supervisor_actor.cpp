#include "sim/model/supervisors/supervisor_actor.hpp"

#include <algorithm>

#include "sim/model/port_hours.hpp"
#include "sim/model/service_bank.hpp"
#include "sim/model/supervisors/officers_seen.hpp"

namespace crossflow {
namespace {

bool leads_to(const std::vector<Step>& steps, std::size_t station) {
  return std::any_of(steps.begin(), steps.end(), [station](const Step& step) {
    return std::find(step.stations.begin(), step.stations.end(), station) != step.stations.end() ||
           std::any_of(step.rows.begin(), step.rows.end(),
                       [station](const ChoiceRow& row) { return leads_to(row.steps, station); });
  });
}

// As whoever works there would say: the mean over those classes for which there is a time, all alike.
double usual_rate(const Station& station) {
  const auto* kind = dynamic_cast<const ServiceKind*>(&kind_of(station));
  if (kind == nullptr) return 0;
  const ByClass<Distribution>& service = kind->keys_of(station).service;
  double sum = 0;
  int n = 0;
  const auto add = [&](const std::optional<Distribution>& one) {
    if (!one) return;
    sum += one->mean();
    ++n;
  };
  for (const auto& one : service.of_class) add(one);
  add(service.in_group);
  add(service.otherwise);
  return sum > 0 ? n / sum : 0;
}

}  // namespace

SupervisorActor::SupervisorActor(const Supervisor& described, std::uint16_t number, PortControls& port)
    : described_(described),
      number_(number),
      port_(port),
      of_(port.scenario->ports[port.index]),
      ordered_(of_.stations.size()),
      held_(of_.sources.size()) {
  for (std::size_t s = 0; s < of_.stations.size(); ++s) {
    const bool his =
        described.over.empty() || std::find(described.over.begin(), described.over.end(), s) != described.over.end();
    auto* bank = dynamic_cast<Bank*>(&port.flow->node(port.nodes[s]));
    if (!his || bank == nullptr) continue;
    const Station& station = of_.stations[s];
    stations_.push_back({s, bank,
                         std::make_unique<StationWatch>(*bank, kind_of(station).unit == EntityKind::vehicle,
                                                        usual_rate(station), *port.flow)});
  }
  for (std::size_t source = 0; source < of_.sources.size(); ++source) {
    const std::vector<Step>& way = of_.routes[of_.sources[source].route].steps;
    if (std::any_of(stations_.begin(), stations_.end(), [&way](const auto& w) { return leads_to(way, w.station); }))
      doors_.push_back(source);
  }
}

Tick SupervisorActor::now() const {
  return port_.flow->now();
}

void SupervisorActor::run(Actor& self) {
  // The day of a port that never closes begins at midnight, as its plans do.
  const bool always = !closes(of_.hours);
  const Tick begins = always ? 0 : of_.hours.open;
  const int days = port_.scenario->days;
  for (int d = always ? 0 : first_day(of_.hours); d < days; ++d) {
    wait_if_later(self, d * day + begins);
    begin_day();
    look_until(self, d + 1 < days ? (d + 1) * day + begins : never);
  }
}

void SupervisorActor::look_until(Actor& self, Tick next_day) {
  for (Tick next_look = now() + described_.looks_every;;) {
    const Tick next = std::min(next_look, book_.next());
    if (next >= next_day) return;
    self.wait_until(next);
    while (book_.next() <= now()) carry_out(book_.take());
    if (now() < next_look) continue;
    next_look += described_.looks_every;
    if (now() >= closing() && !anybody_waits()) return;
    Orders wanted;
    policy_->look(look(), wanted);
    give(wanted);
  }
}

Tick SupervisorActor::closing() const {
  return closes(of_.hours) ? port_.doors->closes : port_.scenario->days * day;
}

bool SupervisorActor::anybody_waits() const {
  return std::any_of(stations_.begin(), stations_.end(), [](const Watched& w) { return w.bank->waiting() > 0; }) ||
         (!closes(of_.hours) && std::any_of(doors_.begin(), doors_.end(), [this](std::size_t source) {
           return held_[source] && port_.doors->sources[source]->outside() > 0;
         }));
}

void SupervisorActor::begin_day() {
  book_.withdraw_all();
  for (const Watched& w : stations_) {
    w.watch->begin(now());
    if (ordered_[w.station]) carry_out({Order::open_servers, w.station, as_planned});
  }
  for (const std::size_t source : doors_)
    if (held_[source]) carry_out({Order::let_in, source, 0});
  extended_ = 0;
  policy_ = policy_of(described_).make(described_.keys.get(), {*port_.scenario, of_});
}

// --- what he sees
// -----------------------------------------------------------------------------------------------------

SupervisorView SupervisorActor::look() {
  SupervisorView view;
  view.now = now();
  view.acts_after = described_.acts_after;
  view.looks_every = described_.looks_every;
  for (const Watched& w : stations_) view.stations.push_back(look_at(w));
  for (const std::size_t source : doors_) {
    const SourceNode& door = *port_.doors->sources[source];
    view.doors.push_back({source, static_cast<long>(door.outside()),
                          book_.stands(Order::hold, source).value_or(door.held() ? 1 : 0) != 0});
  }
  for (std::size_t p = 0; p < of_.pools.size(); ++p)
    if (of_.pools[p].reserves) view.pools.push_back({p, reserves_left(p)});
  for (std::size_t g = 0; g < of_.contra_flows.size(); ++g) {
    const ContraFlow& desks = of_.contra_flows[g];
    if (port_.contra_flows == nullptr) break;
    if (view.find(desks.between.first) == nullptr || view.find(desks.between.second) == nullptr) continue;
    view.desks.push_back({g, desks.between, desks.desks,
                          book_.stands(Order::face, g).value_or(desks_facing(port_, g, desks.between.first))});
  }
  if (closes(of_.hours)) view.closes = closing();
  view.extended = book_.stands(Order::extend_hours, 0).value_or(extended_);
  return view;
}

StationSight SupervisorActor::look_at(const Watched& w) {
  const ServerStates& states = *port_.servers[w.station];
  StationSight out;
  out.station = w.station;
  out.installed = states.servers();
  out.planned = states.planned();
  const auto under_way = book_.stands(Order::open_servers, w.station);
  out.under_way = under_way.has_value();
  out.by_order = under_way.has_value() ? *under_way != as_planned : states.ordered().has_value();
  out.ordered = out.by_order ? under_way.value_or(states.ordered().value_or(0)) : out.planned;
  const auto* kind = dynamic_cast<const BankKind*>(&kind_of(of_.stations[w.station]));
  if (kind != nullptr && kind->bank(of_.stations[w.station]).post) {
    out.post = &*kind->bank(of_.stations[w.station]).post;
    out.spare = spare_officers(port_, out.post->skill);
  }
  w.watch->look(now(), out);
  return out;
}

long SupervisorActor::reserves_left(std::size_t pool) const {
  long left = of_.pools[pool].reserves->officers - book_.called(pool);
  for (const Called& c : called_)
    if (c.pool == pool && c.until > now()) left -= c.officers;
  return std::max(0L, left);
}

// --- what he orders
// ---------------------------------------------------------------------------------------------------

void SupervisorActor::give(const Orders& wanted) {
  for (GivenOrder order : wanted.given()) {
    if (order.what == Order::open_servers && order.value != as_planned)
      order.value = std::clamp(order.value, 0L, static_cast<long>(port_.servers[order.at]->servers()));
    book_.give(order, in_effect(order), now() + described_.acts_after);
  }
  while (book_.next() <= now()) carry_out(book_.take());
}

long SupervisorActor::in_effect(const GivenOrder& order) const {
  switch (order.what) {
    case Order::open_servers: {
      const ServerStates& states = *port_.servers[order.at];
      if (!states.ordered() && order.value == as_planned) return as_planned;
      return states.ordered().value_or(states.planned());
    }
    case Order::face:
      return desks_facing(port_, order.at, of_.contra_flows[order.at].between.first);
    case Order::call_reserves:
      return 0;
    case Order::hold:
    case Order::let_in:
      return port_.doors->sources[order.at]->held() ? 1 : 0;
    case Order::extend_hours:
      return extended_;
  }
  return 0;
}

void SupervisorActor::say(Order what, std::uint16_t node, long value) {
  port_.flow->log().write({now(), no_entity, static_cast<std::int32_t>(value), node, number_, EventKind::order,
                           static_cast<std::uint8_t>(what)});
}

void SupervisorActor::carry_out(const GivenOrder& order) {
  switch (order.what) {
    case Order::open_servers: {
      ServerStates& states = *port_.servers[order.at];
      const bool planned = order.value == as_planned;
      ordered_[order.at] = !planned;
      say(order.what, port_.nodes[order.at], planned ? states.planned() : order.value);
      states.set_ordered(planned ? std::nullopt : std::optional(order.value));
      break;
    }
    case Order::face: {
      const ContraFlow& desks = of_.contra_flows[order.at];
      const bool first = 2 * order.value >= desks.desks;
      say(order.what, port_.nodes[first ? desks.between.first : desks.between.second],
          first ? order.value : desks.desks - order.value);
      face_desks(port_, order.at, desks.between.first, order.value);
      break;
    }
    case Order::call_reserves: {
      const long come = call_reserves(port_, order.at, order.value);
      const Reserves& reserves = *of_.pools[order.at].reserves;
      called_.push_back({order.at, come, now() + reserves.come_after + reserves.stay});
      if (come > 0) say(order.what, no_station, come);
      break;
    }
    case Order::hold:
    case Order::let_in: {
      SourceNode& door = *port_.doors->sources[order.at];
      held_[order.at] = order.what == Order::hold;
      say(order.what, door.id(), order.value);
      door.set_held(held_[order.at]);
      break;
    }
    case Order::extend_hours:
      if (!extend(*port_.doors, (order.value - extended_) * minute)) break;
      extended_ = order.value;
      say(order.what, no_station, order.value);
      break;
  }
}

std::vector<std::unique_ptr<SupervisorActor>> add_supervisors(ControlPlane& control, std::vector<PortControls>& ports) {
  std::vector<std::unique_ptr<SupervisorActor>> out;
  for (PortControls& port : ports) {
    for (const Supervisor& described : port.scenario->ports[port.index].supervisors) {
      out.push_back(std::make_unique<SupervisorActor>(described, static_cast<std::uint16_t>(out.size()), port));
      control.add("supervisor " + described.name, [one = out.back().get()](Actor& self) { one->run(self); });
    }
  }
  return out;
}

}  // namespace crossflow

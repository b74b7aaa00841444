#include "sim/model/server_states.hpp"

#include <memory>
#include <set>

#include "sim/model/bank_keys.hpp"
#include "sim/model/breakdowns.hpp"
#include "sim/model/opening.hpp"

namespace crossflow {
namespace {

// Whether a station is open at a time of day `d`; its hours may have begun the day before, also before the first date.
bool within(const std::optional<Hours>& hours, int d, int days, Tick time_of_day) {
  if (!hours) return true;
  return (d < days && time_of_day >= hours->open && time_of_day < hours->close) || time_of_day + day < hours->close;
}

/// What a station's plan and hours say on a day.
struct DayPlan {
  Schedule<long> plan;
  std::set<Tick> times;  // of the day, at which something may change
};

DayPlan plan_of_day(const Station& station, long servers) {
  DayPlan out{kind_of(station).plan(station), {Tick{0}}};
  if (out.plan.empty()) out.plan.emplace_back(Tick{0}, servers);
  for (const auto& [at, n] : out.plan) out.times.insert(at);
  if (station.hours) out.times.insert({station.hours->open % day, station.hours->close % day});
  return out;
}

void add_plan(ControlPlane& control, const std::shared_ptr<ServerStates>& states, const Station& station,
              const Build& build) {
  const Scenario& scenario = build.scenario();
  const Port& port = scenario.ports[build.port];
  const auto on = [&scenario, p = build.port, s = static_cast<std::size_t>(&station - port.stations.data())](
                      int d) -> const Station& { return scenario.on(d).ports[p].stations[s]; };
  const std::optional<Hours> hours = station.hours;
  bool any = hours && closes(*hours);
  for (int d = 0; d < scenario.days; ++d) any = any || !kind_of(station).plan(on(d)).empty();
  if (!any) return;
  control.add("servers of " + station.name, [states, on, hours, days = scenario.days](Actor& actor) {
    // One day more than the last date: those inside may still be there.
    for (int d = 0; d <= days; ++d) {
      const DayPlan today = plan_of_day(on(d), static_cast<long>(states->servers()));
      for (const Tick t : today.times) {
        wait_if_later(actor, d * day + t);
        states->set_planned(within(hours, d, days, t), value_at(today.plan, t));
      }
    }
  });
}

}  // namespace

// Whether it could serve, if opened and manned.
bool ServerStates::is_able(std::uint16_t server) const {
  const Reasons& r = servers_[server];
  return r.works && r.disruptions == 0 && r.facing != Facing::away;
}

void ServerStates::choose() {
  const long n = ordered_.value_or(planned_);
  long left = n;
  for (const bool able : {true, false}) {
    for (std::uint16_t s = 0; s < servers(); ++s) {
      if (is_able(s) != able) continue;
      servers_[s].opened = left > 0 && (s < own_ || s < n);
      if (servers_[s].opened) --left;
    }
  }
}

// All are chosen before anybody is told of one. Whoever mans what is open now may be due at this very instant: the duty
// officer says so when all has changed, and nothing opens before.
void ServerStates::apply_all() {
  choose();
  for (std::uint16_t s = 0; s < servers(); ++s) {
    Reasons& r = servers_[s];
    if (changed_ && r.manning == Manning::manned && state(s) == ServerState::open) {
      r.manning = Manning::undecided;
      changed_();
    }
    apply(s);
  }
}

void ServerStates::set_planned(bool in_hours, long open) {
  planned_ = open;
  for (Reasons& server : servers_) server.in_hours = in_hours;
  apply_all();
}

void ServerStates::set_ordered(std::optional<long> open) {
  ordered_ = open;
  apply_all();
}

void ServerStates::set_facing(std::uint16_t server, Facing facing) {
  servers_[server].facing = facing;
  apply_all();
}

void ServerStates::set_works(std::uint16_t server, bool works) {
  servers_[server].works = works;
  apply_all();
}

void ServerStates::set_disrupted(long first, bool on) {
  for (std::size_t s = 0; s < static_cast<std::size_t>(first); ++s)
    servers_[s].disruptions = static_cast<std::uint16_t>(servers_[s].disruptions + (on ? 1 : -1));
  apply_all();
}

void ServerStates::set_posts(std::function<void()> changed) {
  changed_ = std::move(changed);
}

bool ServerStates::wanted(std::uint16_t server) const {
  const Reasons& r = servers_[server];
  return r.in_hours && r.opened && r.facing != Facing::away;
}

void ServerStates::set_manning(std::uint16_t server, Manning manning) {
  if (servers_[server].manning == manning) return;
  servers_[server].manning = manning;
  apply(server);
}

ServerState ServerStates::state(std::uint16_t server) const {
  const Reasons& r = servers_[server];
  if (!r.in_hours) return ServerState::closed_by_hours;
  if (!r.works || r.disruptions > 0) return ServerState::device_down;
  if (!r.opened || r.facing == Facing::away) return ServerState::not_opened;
  if (r.facing == Facing::turning) return ServerState::changing_over;
  if (!changed_ || r.manning == Manning::manned) return ServerState::open;
  return r.manning == Manning::changing ? ServerState::changing_over : ServerState::no_officer;
}

void ServerStates::apply(std::uint16_t server) {
  if (changed_) {
    Reasons& r = servers_[server];
    if (const bool now = wanted(server); now != r.wanted) {
      r.wanted = now;
      changed_();
    }
    if (r.wanted && r.manning == Manning::undecided) return;
  }
  bank_.set_server(server, state(server));
}

std::shared_ptr<ServerStates> add_server_actors(ControlPlane& control, Bank& bank, const Station& station,
                                                const Build& build) {
  const long shared = kind_of(station).shared_servers(build.scenario().ports[build.port], station);
  const auto states = std::make_shared<ServerStates>(bank, shared);
  add_plan(control, states, station, build);
  const auto* kind = dynamic_cast<const BankKind*>(&kind_of(station));
  if (kind != nullptr && kind->bank(station).breakdowns)
    add_breakdowns(control, states, *kind->bank(station).breakdowns, station, build);
  return states;
}

}  // namespace crossflow

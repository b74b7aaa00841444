#include "sim/model/dogs/dog_actor.hpp"

#include <algorithm>
#include <cmath>

#include "sim/model/dogs/dog_teams.hpp"
#include "sim/model/opening.hpp"

namespace crossflow {

DogActor::DogActor(const DogTeam& described, std::uint16_t index, const Build& build, FlowPlane& flow, DogTeams& teams)
    : described_(described),
      scenario_(build.scenario()),
      port_(build.scenario().ports[build.port]),
      index_(index),
      number_(static_cast<std::size_t>(&described - port_.dog_teams.data())),
      first_node_(build.node_of(0)),
      flow_(flow),
      teams_(teams),
      bell_(flow),
      condition_(evidence_of(scenario_.dogs.evidence, scenario_.dogs.condition)),
      differ_(scenario_.dogs.differ),
      rate_draws_(build.stream(port_.name + "/" + described.name, "dog of the day")),
      collar_draws_(build.stream(port_.name + "/" + described.name, "smart collar")),
      kennel_(described.kennel.station ? place_of(*described.kennel.station)
                                       : Point{described.kennel.x, described.kennel.y}),
      patrol_due_(described.patrols.size(), 0),
      from_(kennel_),
      to_(kennel_) {
  for (const std::size_t station : described.on_call) posts_.push_back({station});
}

// --- where it is, and what it does
// ------------------------------------------------------------------------------------

DogActor::Point DogActor::place_of(std::size_t station) const {
  const FloorPlace& floor = *port_.stations[station].floor;
  return {floor.x + floor.width / 2, floor.y + floor.height / 2};
}

DogActor::Point DogActor::here() const {
  if (now() >= arrives_) return to_;
  const double way = to_seconds(now() - left_) / to_seconds(arrives_ - left_);
  return {from_.x + way * (to_.x - from_.x), from_.y + way * (to_.y - from_.y)};
}

Tick DogActor::walking_time(Point from, Point to) const {
  return ticks_from_seconds(std::hypot(to.x - from.x, to.y - from.y) / scenario_.dogs.walking_speed);
}

Tick DogActor::walk_to(std::size_t station) const {
  return walking_time(here(), place_of(station));
}

Heat DogActor::heat_at(std::size_t station) const {
  const Station& there = port_.stations[station];
  if (there.indoors.value_or(kind_of(there).unit == EntityKind::traveller)) return Heat::mild;
  return value_at(scenario_.weather.heat, now() % day);
}

NodeId DogActor::node_of(std::size_t station) const {
  return static_cast<NodeId>(first_node_ + station);
}

void DogActor::say(TeamState state, std::size_t station) {
  const auto seconds = static_cast<std::int32_t>(condition_.effective_minutes(now()) * 60);
  flow_.log().write({now(), no_entity, seconds, station == nowhere ? no_station : node_of(station), index_,
                     EventKind::team, static_cast<std::uint8_t>(state)});
}

Tick DogActor::worked() const {
  return worked_ + (activity_ == DogActivity::works ? now() - since_ : 0);
}

void DogActor::begins(DogActivity activity) {
  worked_ = worked();
  activity_ = activity;
  since_ = now();
  const Heat heat = works_at_ == nowhere ? Heat::mild : heat_at(works_at_);
  switch (activity) {
    case DogActivity::works:
      condition_.works(now(), heat, own_rate_);
      break;
    case DogActivity::rests:
      condition_.rests(now());
      break;
    case DogActivity::neither:
      condition_.stands(now());
      break;
  }
  policy_->begins(activity, now(), heat);
}

bool DogActor::must_rest() const {
  return worked() >= scenario_.dogs.most_work || policy_->must_rest(now());
}

// --- calls
// ------------------------------------------------------------------------------------------------------------

std::optional<std::uint16_t> DogActor::server_at(std::size_t station) const {
  for (const Post& post : posts_)
    if (post.station == station) return post.server;
  return {};
}

void DogActor::set_server(std::size_t station, std::uint16_t server) {
  for (Post& post : posts_)
    if (post.station == station) post.server = server;
}

bool DogActor::answers(std::size_t station) const {
  return on_duty_ && call_ == nowhere && server_at(station) && !must_rest() && now() + walk_to(station) < until_;
}

void DogActor::called_to(std::size_t station) {
  call_ = station;
  bell_.raise(0);
}

double DogActor::begins_search() {
  CROSSFLOW_CHECK(call_ != nowhere, "a search begins where no team is");
  works_at_ = call_;
  if (!searches_) {
    searches_ = true;
    begins(DogActivity::works);
    say(TeamState::searching, call_);
  }
  return condition_.search_time(now(), heat_at(call_));
}

void DogActor::ends_search() {
  searches_ = false;
  begins(DogActivity::neither);
  say(TeamState::standing_by, call_);
}

bool DogActor::goes_on() const {
  return now() < until_ && !must_rest();
}

void DogActor::done() {
  there_ = false;
  call_ = nowhere;
  bell_.raise(0);
}

AlarmChance DogActor::chance(DogTarget target) const {
  const auto what = static_cast<std::size_t>(target);
  AlarmChance out;
  out.clean = scenario_.dogs.false_alarms[what];
  out.carrier.fill(out.clean);
  const double detects = scenario_.dogs.detects[what] * condition_.detection(now(), heat_at(works_at_));
  for (const Contraband scent : described_.scents)
    out.carrier[index_of(scent)] = std::min(1.0, std::max(out.clean, detects));
  return out;
}

bool DogActor::screens(std::uint16_t persons) {
  if (now() < screens_from_) return false;
  const double each = condition_.search_time(now(), heat_at(works_at_)) / scenario_.dogs.pace;
  screens_from_ = now() + ticks_from_seconds(persons * each);
  return true;
}

// --- the actor
// --------------------------------------------------------------------------------------------------------

void DogActor::wait(Actor& self, Tick until) {
  if (!bell_.pending() && until > now()) bell_.wait_until(self, until);
  while (bell_.pending()) bell_.wait(self);
}

bool DogActor::walk(Actor& self, Point to, std::size_t station, bool may_be_called) {
  const Point from = here();
  left_ = now();
  arrives_ = now() + walking_time(from, to);
  from_ = from;
  to_ = to;
  if (arrives_ == now()) return true;
  if (activity_ != DogActivity::neither) begins(DogActivity::neither);
  say(TeamState::walking, station);
  while (now() < arrives_) {
    if (!may_be_called) {
      self.wait_until(arrives_);
      continue;
    }
    wait(self, arrives_);
    if (call_ == nowhere) continue;
    from_ = to_ = here();  // it turns round
    arrives_ = left_ = now();
    return false;
  }
  return true;
}

void DogActor::answer(Actor& self) {
  walk(self, place_of(call_), call_, false);
  DogPost& post = teams_.post(call_);
  if (post.calls() == 0) {
    call_ = nowhere;
    return;
  }
  there_ = true;
  post.team_comes(*server_at(call_));
  while (there_) wait(self, never);
}

bool DogActor::patrol(Actor& self) {
  const std::size_t count = described_.patrols.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t which = (next_patrol_ + i) % count;
    const Patrol& patrol = described_.patrols[which];
    if (patrol_due_[which] > now() || now() + walk_to(patrol.at) >= until_) continue;
    if (!walk(self, place_of(patrol.at), patrol.at, true)) return true;
    next_patrol_ = (which + 1) % count;
    patrol_due_[which] = now() + patrol.every;
    works_at_ = patrol.at;
    screens_from_ = now();
    begins(DogActivity::works);
    say(TeamState::on_patrol, patrol.at);
    teams_.set_patrol(patrol.at, *this, true);
    const Tick end = std::min(until_, now() + patrol.length);
    while (now() < std::min(end, until_) && call_ == nowhere && !must_rest())
      wait(self, std::min({end, policy_->next_look(now()), now() + scenario_.dogs.most_work - worked()}));
    teams_.set_patrol(patrol.at, *this, false);
    begins(DogActivity::neither);
    return true;
  }
  return false;
}

void DogActor::walk_home(Actor& self, bool may_be_called) {
  walk(self, kennel_, nowhere, may_be_called);
}

void DogActor::rest(Actor& self, bool must) {
  if (activity_ != DogActivity::rests) {
    begins(DogActivity::rests);
    say(TeamState::resting, nowhere);
  }
  Tick next = until_;
  if (must) {
    next = std::min(next, policy_->next_look(now()));
  } else {
    for (const Tick due : patrol_due_)
      if (due > now()) next = std::min(next, due);
  }
  wait(self, next);
}

void DogActor::new_day(int day_number) {
  worked_ = 0;
  own_rate_ = differ_(rate_draws_.uniform(static_cast<std::uint64_t>(day_number + 1)));
  policy_ = make_rest_policy(described_.rest.value_or(scenario_.dogs.rest),
                             {[this](Tick at) { return condition_.effective_minutes(at); }, collar_draws_});
}

void DogActor::duty(Actor& self, Tick until) {
  until_ = until;
  activity_ = DogActivity::neither;
  since_ = now();
  on_duty_ = true;
  while (now() < until_) {
    if (call_ != nowhere) {
      answer(self);
      continue;
    }
    const bool must = must_rest();
    if (!must) {
      if (const auto call = teams_.nearest_call(*this)) {
        call_ = *call;
        continue;
      }
      if (patrol(self)) continue;
    }
    const Point at = here();
    if (at.x != kennel_.x || at.y != kennel_.y) {
      walk_home(self, !must);
      continue;
    }
    rest(self, must);
  }
  on_duty_ = false;
  call_ = nowhere;
  walk_home(self, false);
  begins(DogActivity::rests);
  say(TeamState::off_duty, nowhere);
}

// It is on duty, and still, while there is nobody to lead it.
void DogActor::duty_with_handler(Actor& self, Tick until) {
  wants_handler_ = true;
  changed_();
  while (now() < until) {
    if (!handler_) {
      until_ = now();
      wait(self, until);
      continue;
    }
    out_ = true;
    duty(self, until);
    out_ = false;
    changed_();
  }
  wants_handler_ = false;
  changed_();
}

void DogActor::set_handler(bool there) {
  if (handler_ == there) return;
  handler_ = there;
  if (!there) until_ = std::min(until_, now());  // finishes what it does, and goes home
  bell_.raise(0);
}

void DogActor::run(Actor& self) {
  for (const Post& post : posts_) teams_.post(post.station).team_is_away(post.server);
  // The night shift of the day before is still on duty, and those inside after the last date still need dogs.
  for (int d = -1; d <= scenario_.days; ++d) {
    const Tick until = d * day + described_.on_duty.close;
    if (until <= now()) continue;
    wait_if_later(self, std::max<Tick>(0, d * day + described_.on_duty.open));
    new_day(d);
    changed_ ? duty_with_handler(self, until) : duty(self, until);
  }
}

}  // namespace crossflow

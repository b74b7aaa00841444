#include "sim/kernel/control_plane.hpp"

#include <utility>

#include "sim/kernel/actors.hpp"

namespace crossflow {

ControlPlane::ControlPlane(FlowPlane& flow) : flow_(flow) {}

void ControlPlane::add(std::string name, Body body) {
  actors_.emplace_back(std::move(name), std::move(body));
}

Tick ControlPlane::run(Body the_day) {
  actors_.emplace_back("day", std::move(the_day));
  engine_ = &Actors::get();
  std::vector<std::pair<std::string, std::function<void()>>> bodies;
  for (std::uint32_t id = 0; id < actors_.size(); ++id) {
    flow_.schedule_actor(id, 0);  // each begins through our own list
    bodies.emplace_back(actors_[id].first, [this, id] {
      Actor self(*this, id);
      self.block();
      actors_[id].second(self);
    });
  }
  const bool ended = engine_->run(bodies, [this] {
    const Tick before = flow_.now();
    const std::uint32_t actor = flow_.run();
    return Actors::WakeUp{actor, to_seconds(flow_.now() - before), actor != FlowPlane::no_actor};
  });
  CROSSFLOW_CHECK(ended, "the control plane waits for what never comes");
  return flow_.now();
}

Tick Actor::now() const {
  return plane_.flow_.now();
}

void Actor::block() {
  plane_.engine_->block(id_);
}

void Actor::wait_until(Tick at) {
  plane_.flow_.schedule_actor(id_, at);
  block();
}

void Actor::wait_until_ahead(Tick at) {
  plane_.flow_.schedule_actor_ahead(id_, at);
  block();
}

void Actor::wait_for_other_actors() {
  plane_.flow_.schedule_actor_last_by_clock(id_);
  block();
}

void Actor::wait_for_end(Tick horizon) {
  plane_.flow_.wait_for_end(id_, horizon);
  block();
}

void Call::raise(std::int64_t what) {
  if (const std::uint32_t waiter = add(what); waiter != FlowPlane::no_actor) flow_.schedule_actor(waiter, flow_.now());
}

void Call::raise_by_clock(std::int64_t what) {
  if (const std::uint32_t waiter = add(what); waiter != FlowPlane::no_actor) flow_.schedule_actor_last_by_clock(waiter);
}

// Whom to wake because of it.
std::uint32_t Call::add(std::int64_t what) {
  raised_.push_back(what);
  const std::uint32_t waiter = std::exchange(waiter_, FlowPlane::no_actor);
  // Whose time has come at this very instant keeps his place among what the clock says.
  return until_ > flow_.now() ? waiter : FlowPlane::no_actor;
}

std::int64_t Call::wait(Actor& actor) {
  if (raised_.empty()) {
    CROSSFLOW_CHECK(waiter_ == FlowPlane::no_actor, "two actors wait for one call");
    waiter_ = actor.id_;
    until_ = never;
    actor.block();
  }
  return take();
}

std::optional<std::int64_t> Call::wait_until(Actor& actor, Tick at) {
  if (at == never) return wait(actor);
  if (raised_.empty()) {
    CROSSFLOW_CHECK(waiter_ == FlowPlane::no_actor, "two actors wait for one call");
    waiter_ = actor.id_;
    until_ = at;
    actor.wait_until(at);  // a call that comes before makes this wake-up stale
    waiter_ = FlowPlane::no_actor;
    if (raised_.empty()) return {};
  }
  return take();
}

std::int64_t Call::take() {
  const std::int64_t what = raised_.front();
  raised_.pop_front();
  return what;
}

}  // namespace crossflow

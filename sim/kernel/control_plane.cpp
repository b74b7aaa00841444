#include "sim/kernel/control_plane.hpp"

#include <memory>

#include <simgrid/kernel/resource/Model.hpp>
#include <simgrid/s4u.hpp>

namespace crossflow {
namespace {

// SimGrid asks this model for its next event after all others and takes the answer for what the time has advanced, as
// it does with ns-3: so one call runs the flow plane up to the next event that an actor waits for. Our own clock is the
// truth; SimGrid's, a double, only follows.
class FlowModel : public simgrid::kernel::resource::Model {
 public:
  FlowModel() : Model("crossflow") {}

  void begin(FlowPlane& flow, const std::vector<simgrid::s4u::SemaphorePtr>& wake_ups) {
    flow_ = &flow;
    wake_ups_ = &wake_ups;
    actor_ = FlowPlane::no_actor;
    over_ = false;
  }

  bool next_occurring_event_is_idempotent() override { return false; }

  double next_occurring_event(double /*horizon*/) override {
    if (over_) return -1.0;
    const Tick before = flow_->now();
    actor_ = flow_->run();
    if (actor_ == FlowPlane::no_actor) return -1.0;
    return to_seconds(flow_->now() - before);
  }

  void update_actions_state(double /*now*/, double /*delta*/) override {
    if (actor_ == FlowPlane::no_actor) return;
    (*wake_ups_)[actor_]->release();
    actor_ = FlowPlane::no_actor;
  }

  void day_is_over() { over_ = true; }

 private:
  FlowPlane* flow_ = nullptr;
  const std::vector<simgrid::s4u::SemaphorePtr>* wake_ups_ = nullptr;
  std::uint32_t actor_ = FlowPlane::no_actor;
  bool over_ = true;
};

// SimGrid has one engine in a process, whose clock never goes back: all runs of a process use it, one after the other.
class OnlyEngine {
 public:
  static OnlyEngine& get() {
    static OnlyEngine& only = *new OnlyEngine;  // is never taken apart: nobody can say when the last run was
    return only;
  }

  simgrid::s4u::Engine& engine() { return *engine_; }
  simgrid::s4u::Host* host() { return host_; }
  FlowModel& model() { return *model_; }
  bool deadlocked() const { return deadlocked_; }

 private:
  OnlyEngine() {
    std::string name = "crossflow";
    std::string log = "--log=root.thresh:error";
#if defined(__SANITIZE_ADDRESS__)
    std::string contexts = "--cfg=contexts/factory:thread";
#else
    std::string contexts = "--cfg=contexts/factory:raw";
#endif
    std::string stack = "--cfg=contexts/stack-size:64";
    std::vector<char*> argv{name.data(), log.data(), contexts.data(), stack.data(), nullptr};
    int argc = 4;
    engine_ = std::make_unique<simgrid::s4u::Engine>(&argc, argv.data());
    auto* zone = simgrid::s4u::create_full_zone("port");
    host_ = zone->create_host("control", 1e9);
    zone->seal();
    engine_->add_model(model_, {});
    simgrid::s4u::Engine::on_deadlock_cb([this] { deadlocked_ = true; });
  }

  std::unique_ptr<simgrid::s4u::Engine> engine_;
  simgrid::s4u::Host* host_ = nullptr;
  std::shared_ptr<FlowModel> model_ = std::make_shared<FlowModel>();
  bool deadlocked_ = false;
};

}  // namespace

struct ControlPlane::Engine {
  std::vector<simgrid::s4u::SemaphorePtr> wake_ups;  // by actor
};

ControlPlane::ControlPlane(FlowPlane& flow) : flow_(flow), engine_(std::make_unique<Engine>()) {}
ControlPlane::~ControlPlane() = default;

void ControlPlane::add(std::string name, Body body) {
  actors_.emplace_back(std::move(name), std::move(body));
}

Tick ControlPlane::run(Body the_day) {
  OnlyEngine& only = OnlyEngine::get();
  only.model().begin(flow_, engine_->wake_ups);
  simgrid::s4u::Host* const host = only.host();

  for (std::uint32_t id = 0; id <= actors_.size(); ++id)
    engine_->wake_ups.push_back(simgrid::s4u::Semaphore::create(0));
  // SimGrid starts actors in the order of their making; each begins through our own list all the same.
  for (std::uint32_t id = 0; id < actors_.size(); ++id) {
    flow_.schedule_actor(id, 0);
    simgrid::s4u::Actor::create(actors_[id].first, host, [this, id] {
      Actor self(*this, id);
      self.block();
      actors_[id].second(self);
    })->daemonize();
  }
  const auto day_id = static_cast<std::uint32_t>(actors_.size());
  flow_.schedule_actor(day_id, 0);
  simgrid::s4u::Actor::create("day", host, [this, day_id, &the_day, &only] {
    Actor self(*this, day_id);
    self.block();
    the_day(self);
    only.model().day_is_over();
  });
  only.engine().run();
  CROSSFLOW_CHECK(!only.deadlocked(), "the control plane waits for what never comes");
  engine_->wake_ups.clear();
  return flow_.now();
}

Tick Actor::now() const {
  return plane_.flow_.now();
}

void Actor::block() {
  plane_.engine_->wake_ups[id_]->acquire();
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
  raised_.push_back(what);
  if (waiter_ == FlowPlane::no_actor) return;
  // Whose time has come at this very instant keeps his place among what the clock says.
  if (until_ > flow_.now()) flow_.schedule_actor(waiter_, flow_.now());
  waiter_ = FlowPlane::no_actor;
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

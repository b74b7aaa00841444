// The module: see actors.hpp.
#include <memory>

#include <simgrid/kernel/resource/Model.hpp>
#include <simgrid/s4u.hpp>

#include "sim/kernel/actors.hpp"

namespace crossflow {
namespace {

// SimGrid asks this model for its next event after all others and takes the answer for what the time has advanced, as
// it does with ns-3: so one call runs the flow plane up to the next event that an actor waits for. Our own clock is the
// truth; SimGrid's, a double, only follows.
class FlowModel : public simgrid::kernel::resource::Model {
 public:
  FlowModel() : Model("crossflow") {}

  void begin(const std::function<Actors::WakeUp()>& next, std::size_t actors) {
    next_ = &next;
    due_ = {};
    over_ = false;
    wake_ups_.clear();
    while (wake_ups_.size() < actors) wake_ups_.push_back(simgrid::s4u::Semaphore::create(0));
  }
  void end() { over_ = true; }

  void block(std::uint32_t actor) { wake_ups_[actor]->acquire(); }

  bool next_occurring_event_is_idempotent() override { return false; }

  double next_occurring_event(double /*horizon*/) override {
    if (over_) return -1.0;
    due_ = (*next_)();
    return due_.any ? due_.after_s : -1.0;
  }

  void update_actions_state(double /*now*/, double /*delta*/) override {
    if (!due_.any) return;
    wake_ups_[due_.actor]->release();
    due_ = {};
  }

 private:
  const std::function<Actors::WakeUp()>* next_ = nullptr;
  Actors::WakeUp due_;
  bool over_ = true;
  std::vector<simgrid::s4u::SemaphorePtr> wake_ups_;  // by actor
};

// There is one engine in a process, whose clock never goes back: all runs use it.
class SimGridActors : public Actors {
 public:
  SimGridActors() {
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

  bool run(const std::vector<std::pair<std::string, std::function<void()>>>& bodies,
           const std::function<WakeUp()>& next) override {
    deadlocked_ = false;
    model_->begin(next, bodies.size());
    // SimGrid starts actors in the order of their making.
    for (std::size_t i = 0; i + 1 < bodies.size(); ++i)
      simgrid::s4u::Actor::create(bodies[i].first, host_, bodies[i].second)->daemonize();
    simgrid::s4u::Actor::create(bodies.back().first, host_, [this, &bodies] {
      bodies.back().second();
      model_->end();
    });
    engine_->run();
    return !deadlocked_;
  }

  void block(std::uint32_t actor) override {
    model_->block(actor);
  }

 private:
  std::unique_ptr<simgrid::s4u::Engine> engine_;
  simgrid::s4u::Host* host_ = nullptr;
  std::shared_ptr<FlowModel> model_ = std::make_shared<FlowModel>();
  bool deadlocked_ = false;
};

}  // namespace
}  // namespace crossflow

// Never taken apart: nobody can say when the last run was.
extern "C" crossflow::Actors* crossflow_actors() {
  static auto* const only = new crossflow::SimGridActors;
  return only;
}

// Waiting elsewhere until called by mobile phone, as lorries wait in a remote park.
#include <algorithm>
#include <cmath>
#include <deque>
#include <set>

#include "sim/base/sampler.hpp"
#include "sim/kernel/bank.hpp"
#include "sim/model/kinds.hpp"

namespace crossflow {
namespace {

struct CallKeys {
  std::vector<std::size_t> to;
  long fewer_than = 0;
  Distribution travel = Distribution::constant(0);
};

const CallKeys& keys_of(const Source& s) {
  return *static_cast<const CallKeys*>(s.option_keys.get());
}

bool leads_to(const std::vector<Step>& steps, std::size_t station) {
  return std::any_of(steps.begin(), steps.end(), [station](const Step& step) {
    return std::find(step.stations.begin(), step.stations.end(), station) != step.stations.end() ||
           std::any_of(step.rows.begin(), step.rows.end(),
                       [station](const ChoiceRow& row) { return leads_to(row.steps, station); });
  });
}

/// Those who wait, in the order of the times at which they wanted to come; and those on the way, until they join one of
/// the queues or leave the port without.
class CallQueue final : public VirtualQueue, private QueueWatcher {
 public:
  CallQueue(const SourceBuild& source, const Build& build) : keys_(keys_of(source.source)), travel_(keys_.travel) {
    for (std::size_t c = 0; c < source.scenario.classes.size(); ++c)
      travels_.emplace_back(source.run, source.element(c), "travel when called");
    for (const std::size_t s : keys_.to) nodes_.push_back(build.node_of(s));
  }

  void start(FlowPlane& flow, NodeId door, bool open) override {
    flow_ = &flow;
    door_ = door;
    open_ = open;
    caller_ = flow.add(std::make_unique<Caller>(*this));
    flow.watch_leaving(*this);
    for (const NodeId node : nodes_) {
      banks_.push_back(dynamic_cast<Bank*>(&flow.node(node)));
      CROSSFLOW_CHECK(banks_.back() != nullptr, "called to a place without a queue");
      banks_.back()->watch(*this);
    }
  }

  bool comes(Slot slot) override {
    Entity& e = flow_->entity(slot);
    if (e.phase == Entity::Phase::held) return true;  // has been called
    e.phase = Entity::Phase::held;
    source_ = e.source;
    waiting_.push_back({slot, flow_->now()});
    call();
    return false;
  }

  void door(bool open) override {
    open_ = open;
    if (flow_ != nullptr && open) decide_soon();
  }

  void finish() override {
    for (const Waiting& w : waiting_) {
      const Entity& e = flow_->entity(w.slot);
      flow_->log().write({flow_->now(), no_entity, static_cast<std::int32_t>(Absence::not_called), door_, units(e),
                          EventKind::stayed_away, e.traveller_class});
    }
  }

 private:
  // The queue's own place in the flow plane, where nobody ever is: for its timer.
  class Caller final : public Node {
   public:
    explicit Caller(CallQueue& queue) : queue_(queue) {}
    bool admits(const Entity&) const override { return false; }
    void enter(Slot) override { CROSSFLOW_CHECK(false, "no route leads to a phone"); }
    void due(Slot) override { CROSSFLOW_CHECK(false, "nobody waits at a phone"); }
    void released(std::uint16_t, std::uint16_t) override {}
    void wake() override {
      queue_.pending_ = false;
      queue_.call();
    }

   private:
    CallQueue& queue_;
  };
  struct Waiting {
    Slot slot;
    Tick since;
  };

  // Of a vehicle and those aboard only the vehicle counts.
  static std::uint16_t units(const Entity& e) { return e.vehicle_party != 0 ? std::uint16_t{1} : e.persons; }
  static std::uint64_t key(const Entity& e, std::uint32_t member = 0) {
    return static_cast<std::uint64_t>(e.traveller_class) << 32U | (e.number + member);
  }

  void call() {
    while (open_ && !waiting_.empty() && queued() + static_cast<std::int64_t>(on_the_way_.size()) < keys_.fewer_than) {
      const Waiting first = waiting_.front();
      waiting_.pop_front();
      Entity& e = flow_->entity(first.slot);
      e.need = to_seconds(flow_->now() - first.since);
      for (std::uint32_t member = 0; member < units(e); ++member) on_the_way_.insert(key(e, member));
      flow_->schedule(first.slot,
                      flow_->now() + ticks_from_seconds(travel_(travels_[e.traveller_class].uniform(e.number))));
    }
  }
  std::int64_t queued() const {
    std::int64_t sum = 0;
    for (const Bank* bank : banks_) sum += bank->waiting();
    return sum;
  }

  void came(Slot leader) override { not_on_the_way(leader); }
  void leaves(Slot leader) override { not_on_the_way(leader); }
  void fell() override { decide_soon(); }
  void not_on_the_way(Slot leader) {
    for (Slot s = leader; s != no_slot; s = flow_->entity(s).companion)
      if (const Entity& e = flow_->entity(s); e.source == source_ && on_the_way_.erase(key(e)) > 0) decide_soon();
  }
  // Whoever tells of a change is still in the middle of it.
  void decide_soon() {
    if (pending_ || waiting_.empty()) return;
    pending_ = true;
    flow_->wake_node(caller_, flow_->now());
  }

  const CallKeys& keys_;
  Sampler travel_;
  std::vector<Stream> travels_;  // by class
  std::vector<NodeId> nodes_;
  std::vector<Bank*> banks_;
  FlowPlane* flow_ = nullptr;
  NodeId door_ = no_node, caller_ = no_node;
  std::uint16_t source_ = 0;
  bool open_ = true, pending_ = false;
  std::deque<Waiting> waiting_;
  std::set<std::uint64_t> on_the_way_;
};

struct CallOption : ModelSourceOption {
  CallOption() {
    name = "call";
    help =
        "Virtual queueing by mobile phone: at the time that the source gives them they begin to wait elsewhere, such "
        "as "
        "in a remote park, and are called, first come first called, while the queue to which they go is short. They "
        "are called only while the door is open.";
    auto r = std::make_shared<Record<CallKeys>>(name, help);
    r->required("to", &CallKeys::to, types::list_of(types::station_name(), 1),
                "The station whose queue decides, or several whose queues count together. They must come to it.")
        .required("fewer than", &CallKeys::fewer_than, types::whole(1, 100'000, "persons"),
                  "The next is called while the queues hold fewer than this, those called and still on the way to them "
                  "included: persons, or vehicles.")
        .key("travel", &CallKeys::travel, types::distribution(Measure::duration), "0 s",
             "From being called to coming, each party's own.");
    keys = r;
  }

  std::unique_ptr<VirtualQueue> make(const SourceBuild& source, const Build& build,
                                     std::unique_ptr<Arrivals>& /*arrivals*/) const override {
    return std::make_unique<CallQueue>(source, build);
  }

  void validate(const Scenario& /*scenario*/, const Port& port, const Source& source,
                Problems& problems) const override {
    for (const std::size_t s : keys_of(source).to) {
      const Station& station = port.stations[s];
      if (!kind_of(station).has_bank())
        problems.add(source.place,
                     "those of '" + source.name + "' are called to '" + station.name + "', which has no queue",
                     "a station with servers");
      else if (!leads_to(port.routes[source.route].steps, s))
        problems.add(source.place,
                     "those of '" + source.name + "' are called to '" + station.name + "', but never come there",
                     "a station of the route '" + port.routes[source.route].name + "'");
    }
  }
};

}  // namespace

const ModelSourceOption& call_option() {
  static const CallOption option;
  return option;
}

}  // namespace crossflow

// One command over immigration and customs and all halls of a port, as on festive days.
#include <algorithm>
#include <set>

#include "sim/model/supervisors/policy.hpp"
#include "sim/scenario/record.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct JointKeys {
  long crowded_at = 0;
  std::optional<long> relaxed_below;
  std::optional<long> hold_above;
  Tick step = 30 * minute;
  double turn = 2;
};

class JointCommand : public SupervisorPolicy {
 public:
  explicit JointCommand(const JointKeys& keys)
      : keys_(keys), relaxed_below_(keys.relaxed_below.value_or(keys.crowded_at / 2)) {}

  void look(const SupervisorView& view, Orders& orders) override {
    const long crowd = view.crowd();
    if (crowd >= keys_.crowded_at) take_command(view, orders);
    if (!commands_) return;
    open_all(view, orders);
    turn_desks(view, orders);
    hold_or_let_in(view, crowd, orders);
    if (relaxed_.for_long(!holds_ && crowd < relaxed_below_, view.now, keys_.step)) stand_down(view, orders);
  }

 private:
  void take_command(const SupervisorView& view, Orders& orders) {
    stood_down_.clear();
    if (commands_) return;
    commands_ = true;
    relaxed_.begin_anew();
    for (const DesksSight& desks : view.desks) faced_.emplace(desks.group, desks.facing_first);
    for (const PoolSight& p : view.pools)
      if (p.reserves > 0) orders.call_reserves(p.pool, p.reserves);
  }

  void open_all(const SupervisorView& view, Orders& orders) const {
    for (const StationSight& s : view.stations)
      if (s.ordered != s.installed && !stood_down_.contains(s.station)) orders.open_servers(s.station, s.installed);
  }

  // All desks of a group face the side that waits so much longer.
  void turn_desks(const SupervisorView& view, Orders& orders) {
    for (const DesksSight& desks : view.desks) {
      const auto last = turned_.find(desks.group);
      if (last != turned_.end() && view.now - last->second < keys_.step) continue;
      const double first = to_seconds(view.find(desks.between.first)->predicted_wait());
      const double second = to_seconds(view.find(desks.between.second)->predicted_wait());
      if (std::max(first, second) < least_wait) continue;
      if (first > keys_.turn * second) face(desks, desks.desks, view.now, orders);
      if (second > keys_.turn * first) face(desks, 0, view.now, orders);
    }
  }
  void face(const DesksSight& desks, long first, Tick now, Orders& orders) {
    if (desks.facing_first == first) return;
    orders.face(desks.group, first);
    turned_[desks.group] = now;
  }

  void hold_or_let_in(const SupervisorView& view, long crowd, Orders& orders) {
    if (!keys_.hold_above) return;
    if (!holds_ && crowd > *keys_.hold_above) {
      holds_ = true;
      for (const DoorSight& d : view.doors) orders.hold(d.source);
    } else if (holds_ && crowd <= *keys_.hold_above * 2 / 3) {
      holds_ = false;
      for (const DoorSight& d : view.doors) orders.let_in(d.source);
    }
  }

  // One station after the other goes back to its plan, first where people wait least; with the last one desks turn
  // back, and the command is over. Reserves go home after their stay.
  void stand_down(const SupervisorView& view, Orders& orders) {
    relaxed_.begin_anew();
    const StationSight* next = nullptr;
    for (const StationSight& s : view.stations)
      if (!stood_down_.contains(s.station) && (next == nullptr || s.predicted_wait() < next->predicted_wait()))
        next = &s;
    if (next != nullptr) {
      orders.follow_plan(next->station);
      stood_down_.insert(next->station);
    }
    if (stood_down_.size() < view.stations.size()) return;
    for (const DesksSight& desks : view.desks) face(desks, faced_.at(desks.group), view.now, orders);
    faced_.clear();
    stood_down_.clear();
    commands_ = false;
  }

  static constexpr double least_wait = 120;  // seconds; below this no desk is worth turning
  JointKeys keys_;
  long relaxed_below_;
  bool commands_ = false;
  bool holds_ = false;
  Holding relaxed_;
  std::map<std::size_t, Tick> turned_;  // by group
  std::map<std::size_t, long> faced_;   // before the command, by group
  std::set<std::size_t> stood_down_;    // stations
};

struct JointPolicy : ModelSupervisorPolicy {
  JointPolicy() {
    name = "joint command";
    help =
        "One command over immigration, customs and all halls. At so many people in all queues it opens every server "
        "for which officers can be found, calls all reserves, and turns contra-flow desks to the side that waits "
        "longer; at last it holds the crowd outside. It stands down in steps: lets in, then sends one station after "
        "the other back to its plan, and turns the desks back.";
    auto r = std::make_shared<Record<JointKeys>>("supervisor policy '" + name + "'", help);
    r->required("crowded at", &JointKeys::crowded_at, types::whole(1, 1'000'000, "persons"),
                "It takes command when so many wait at all stations overseen.")
        .optional("relaxed below", &JointKeys::relaxed_below, types::whole(1, 1'000'000, "persons"),
                  "It stands down step by step while fewer wait; unless given, half of 'crowded at'.")
        .optional("hold above", &JointKeys::hold_above, types::whole(1, 1'000'000, "persons"),
                  "Nobody is let in while more wait, until no more than two thirds of that do; unless given, the doors "
                  "stay open.")
        .key("step", &JointKeys::step, types::duration(0, day), "30 min",
             "Relaxed for so long before each step of standing down; also the least time between two turns of a desk.")
        .key("turn at", &JointKeys::turn, types::number(1, 100), "2",
             "Desks turn to a side whose predicted wait is more than so many times the other's, from 2 min on.")
        .check([](const JointKeys& read, const Value& value, Reader& reader) {
          if (read.relaxed_below && *read.relaxed_below > read.crowded_at)
            reader.problem(*value.find("relaxed below"), "it would stand down while it is crowded",
                           "at most " + std::to_string(read.crowded_at) + " persons");
          if (read.hold_above && *read.hold_above < read.crowded_at)
            reader.problem(*value.find("hold above"), "the crowd is held before it is crowded",
                           "at least " + std::to_string(read.crowded_at) + " persons");
        });
    keys = r;
  }
  std::unique_ptr<SupervisorPolicy> make(const void* read, const SupervisorPolicyBuild&) const override {
    return std::make_unique<JointCommand>(*static_cast<const JointKeys*>(read));
  }
};

}  // namespace

const ModelSupervisorPolicy& joint_command_policy() {
  static const JointPolicy policy;
  return policy;
}

}  // namespace crossflow

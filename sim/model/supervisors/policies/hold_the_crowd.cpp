// Nobody is let in while too many stand inside.
#include "sim/model/supervisors/policy.hpp"
#include "sim/scenario/record.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct HoldKeys {
  long hold_above = 0;
  std::optional<long> let_in_below;
  Tick between = 5 * minute;
};

class HoldTheCrowd : public SupervisorPolicy {
 public:
  explicit HoldTheCrowd(const HoldKeys& keys) : keys_(keys) {}

  void look(const SupervisorView& view, Orders& orders) override {
    const long inside = view.crowd();
    if (changed_ != never && view.now - changed_ < keys_.between) return;
    for (const DoorSight& door : view.doors) {
      if (!door.held && inside > keys_.hold_above) {
        orders.hold(door.source);
        changed_ = view.now;
      } else if (door.held && inside <= keys_.let_in_below.value_or(keys_.hold_above * 2 / 3)) {
        orders.let_in(door.source);
        changed_ = view.now;
      }
    }
  }

 private:
  HoldKeys keys_;
  Tick changed_ = never;
};

struct HoldPolicy : ModelSupervisorPolicy {
  HoldPolicy() {
    name = "hold the crowd";
    help =
        "The doors of all sources whose people come to a station overseen let nobody in while more than so many wait "
        "at "
        "these stations, those held directly before a full queue included; those outside wait there. Those who are "
        "already on the way to the queues come all the same.";
    auto r = std::make_shared<Record<HoldKeys>>("supervisor policy '" + name + "'", help);
    r->required("hold above", &HoldKeys::hold_above, types::whole(1, 1'000'000, "persons"),
                "Nobody is let in while more than so many wait at all stations overseen.")
        .optional("let in below", &HoldKeys::let_in_below, types::whole(0, 1'000'000, "persons"),
                  "They are let in again when no more than so many wait; unless given, two thirds of 'hold above'.")
        .key("between changes", &HoldKeys::between, types::duration(0, day), "5 min",
             "Least time between shutting the doors and opening them.")
        .check([](const HoldKeys& read, const Value& value, Reader& reader) {
          if (read.let_in_below && *read.let_in_below > read.hold_above)
            reader.problem(*value.find("let in below"), "doors would be shut and opened at one length of the queue",
                           "at most " + std::to_string(read.hold_above) + " persons");
        });
    keys = r;
  }
  std::unique_ptr<SupervisorPolicy> make(const void* read, const SupervisorPolicyBuild&) const override {
    return std::make_unique<HoldTheCrowd>(*static_cast<const HoldKeys*>(read));
  }
};

}  // namespace

const ModelSupervisorPolicy& hold_the_crowd_policy() {
  static const HoldPolicy policy;
  return policy;
}

}  // namespace crossflow

// One more server while the queue is long, one less while it is short.
#include "sim/model/supervisors/limits.hpp"
#include "sim/model/supervisors/policy.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct ThresholdKeys {
  long open_above = 40;
  long close_below = 8;
  Tick between = 10 * minute;
  ServerLimits limits;
};

class Thresholds : public SupervisorPolicy {
 public:
  explicit Thresholds(const ThresholdKeys& keys) : keys_(keys) {}

  void look(const SupervisorView& view, Orders& orders) override {
    for (const StationSight& s : view.stations) {
      const auto last = changed_.find(s.station);
      if (last != changed_.end() && view.now - last->second < keys_.between) continue;
      long wanted = s.ordered;
      if (s.ahead() > keys_.open_above) ++wanted;
      if (s.ahead() < keys_.close_below) --wanted;
      wanted = keys_.limits.within(wanted, s);
      if (wanted == s.ordered) continue;
      orders.open_servers(s.station, wanted);
      changed_[s.station] = view.now;
    }
  }

 private:
  ThresholdKeys keys_;
  std::map<std::size_t, Tick> changed_;
};

struct ThresholdPolicy : ModelSupervisorPolicy {
  ThresholdPolicy() {
    name = "thresholds";
    help =
        "At each station overseen: one more server while more than so many wait, one less while fewer than so many do. "
        "Between the two nothing is changed.";
    auto r = std::make_shared<Record<ThresholdKeys>>("supervisor policy '" + name + "'", help);
    r->key("open above", &ThresholdKeys::open_above, types::whole(0, 1'000'000, "persons"), "40 persons",
           "One more is opened while more than so many wait at the station, or vehicles.")
        .key("close below", &ThresholdKeys::close_below, types::whole(0, 1'000'000, "persons"), "8 persons",
             "One is closed while fewer than so many wait.")
        .key("between changes", &ThresholdKeys::between, types::duration(0, day), "10 min",
             "Least time between two orders for one station.")
        .include(&ThresholdKeys::limits, server_limits_keys())
        .check([](const ThresholdKeys& read, const Value& value, Reader& reader) {
          if (read.close_below > read.open_above)
            reader.problem(value, "servers would be closed and opened at one length of the queue",
                           "'close below' at or below 'open above'");
        });
    keys = r;
  }
  std::unique_ptr<SupervisorPolicy> make(const void* read, const SupervisorPolicyBuild&) const override {
    return std::make_unique<Thresholds>(*static_cast<const ThresholdKeys*>(read));
  }
};

}  // namespace

const ModelSupervisorPolicy& thresholds_policy() {
  static const ThresholdPolicy policy;
  return policy;
}

}  // namespace crossflow

// As many servers as those who join now need in order to be in time.
#include <cmath>

#include "sim/model/supervisors/limits.hpp"
#include "sim/model/supervisors/policy.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct PledgeKeys {
  std::optional<Tick> limit;
  Tick margin = 5 * minute;
  Tick safe_for = 20 * minute;
  ServerLimits limits;
};

// With fewer servers those who join still wait no more than half of the target, and as many are served as come.
bool would_do(const StationSight& s, long servers, Tick target) {
  return servers > 0 && s.wait_with(servers) <= target / 2 &&
         static_cast<double>(s.joined) <= s.rate * static_cast<double>(servers) * to_seconds(s.window);
}

class ByPledge : public SupervisorPolicy {
 public:
  ByPledge(const PledgeKeys& keys, Tick limit) : keys_(keys), target_(std::max<Tick>(minute, limit - keys.margin)) {}

  void look(const SupervisorView& view, Orders& orders) override {
    for (const StationSight& s : view.stations) {
      // Where nobody has served from one look to the next, what is ordered serves nobody: what is needed comes on top.
      const bool nobody_serves = s.open == 0 && s.in_use == 0 && s.ahead() > 0 && !s.under_way;
      const bool idle = idle_[s.station].for_long(nobody_serves, view.now, view.looks_every);
      const long serving = idle ? 0 : s.ordered;
      long wanted = s.ordered;
      if (s.rate > 0 && s.wait_with(serving) > target_) {
        const auto needed =
            static_cast<long>(std::ceil(static_cast<double>(s.ahead()) / (s.rate * to_seconds(target_))));
        wanted = s.ordered + std::max(0L, needed - serving);
      }
      const bool safe = wanted == s.ordered && !nobody_serves && would_do(s, s.ordered - 1, target_);
      if (safe_[s.station].for_long(safe, view.now, keys_.safe_for)) {
        --wanted;
        safe_[s.station].begin_anew();
      }
      wanted = keys_.limits.within(wanted, s);
      if (wanted != s.ordered) orders.open_servers(s.station, wanted);
    }
  }

 private:
  PledgeKeys keys_;
  Tick target_;
  HoldingBy safe_;
  HoldingBy idle_;
};

struct PledgePolicy : ModelSupervisorPolicy {
  PledgePolicy() {
    name = "pledge";
    help =
        "At each station overseen: as many servers as keep the predicted wait of those who join now below the pledge's "
        "limit less a margin, at once. One is closed when for some time one fewer would have kept it below half of "
        "that and served all who came.";
    auto r = std::make_shared<Record<PledgeKeys>>("supervisor policy '" + name + "'", help);
    r->optional("limit", &PledgeKeys::limit, types::duration(2 * minute, day),
                "What is to be kept; unless given, the shortest pledge of all classes, or 15 min where there is none.")
        .key("margin", &PledgeKeys::margin, types::duration(0, day), "5 min",
             "So much less is aimed at; at least a minute is left.")
        .key("closes after", &PledgeKeys::safe_for, types::duration(0, day), "20 min",
             "One fewer would have done for so long before one is closed.")
        .include(&PledgeKeys::limits, server_limits_keys());
    keys = r;
  }
  std::unique_ptr<SupervisorPolicy> make(const void* read, const SupervisorPolicyBuild& build) const override {
    const auto& mine = *static_cast<const PledgeKeys*>(read);
    Tick shortest = never;
    for (const TravellerClass& c : build.scenario.classes)
      if (c.pledge) shortest = std::min(shortest, c.pledge->limit);
    return std::make_unique<ByPledge>(mine, mine.limit.value_or(shortest == never ? 15 * minute : shortest));
  }
};

}  // namespace

const ModelSupervisorPolicy& pledge_policy() {
  static const PledgePolicy policy;
  return policy;
}

}  // namespace crossflow

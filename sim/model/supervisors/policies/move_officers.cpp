// Officers go from where people wait shortest to where they wait longest; no more servers than before in all.
#include <algorithm>

#include "sim/model/supervisors/policy.hpp"
#include "sim/scenario/record.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct MoveKeys {
  Tick gain = 5 * minute;
  Tick between = 15 * minute;
  long least = 1;
};

/// How many servers depend on so many officers as both stations have posts of.
long servers_moved(const StationSight& s) {
  return s.post == nullptr ? 1 : s.post->servers;
}

bool same_officers(const StationSight& a, const StationSight& b) {
  if (a.post == nullptr || b.post == nullptr) return a.post == b.post;
  return a.post->skill == b.post->skill && a.post->officers == b.post->officers;
}

class MoveOfficers : public SupervisorPolicy {
 public:
  MoveOfficers(const MoveKeys& keys, const Port& port) : keys_(keys), port_(port) {}

  void look(const SupervisorView& view, Orders& orders) override {
    bool plan_changed = false;
    for (const StationSight& s : view.stations) plan_changed = follow_plan(s, orders) || plan_changed;
    if (plan_changed) return;  // what is seen does not hold any more
    if (last_ != never && view.now - last_ < keys_.between) return;
    const StationSight* to = longest_wait(view);
    if (to == nullptr) return;
    const StationSight* from = nullptr;
    Tick best = to->predicted_wait() - keys_.gain;
    for (const StationSight& s : view.stations) {
      if (&s == to || s.under_way || !same_officers(s, *to) || s.ordered - servers_moved(s) < keys_.least) continue;
      // They work there for long, so a move is worth it as long as those whom they leave will wait less than those to
      // whom they come do now; the walk is what is lost.
      const Tick then = s.wait_with(s.open - servers_moved(s)) + walk(s, *to);
      if (then > best || (from != nullptr && then == best)) continue;
      best = then;
      from = &s;
    }
    if (from == nullptr) return;
    change(*from, -servers_moved(*from), orders);
    change(*to, servers_moved(*to), orders);
    last_ = view.now;
  }

 private:
  static const StationSight* longest_wait(const SupervisorView& view) {
    const StationSight* longest = nullptr;
    for (const StationSight& s : view.stations)
      if (!s.under_way && s.ordered + servers_moved(s) <= s.installed &&
          (longest == nullptr || s.predicted_wait() > longest->predicted_wait()))
        longest = &s;
    return longest;
  }

  void change(const StationSight& s, long by, Orders& orders) {
    moved_[s.station] += by;
    orders.open_servers(s.station, s.ordered + by);
  }

  // When the plan changes, those who were moved stay moved. Whether there is anything to order.
  bool follow_plan(const StationSight& s, Orders& orders) {
    const auto moved = moved_.find(s.station);
    if (moved == moved_.end() || s.under_way) return false;
    const long wanted = std::clamp(s.planned + moved->second, std::min(keys_.least, s.installed), s.installed);
    if (moved->second == 0 && s.by_order) {
      orders.follow_plan(s.station);
      return true;
    }
    if (moved->second == 0 || wanted == s.ordered) return false;
    orders.open_servers(s.station, wanted);
    return true;
  }

  Tick walk(const StationSight& a, const StationSight& b) const {
    if (a.post == nullptr || a.post->hall == b.post->hall) return 0;
    for (const OfficerWalk& way : port_.officer_walks)
      if (way.between == std::pair(a.post->hall, b.post->hall) || way.between == std::pair(b.post->hall, a.post->hall))
        return way.takes;
    return 0;
  }

  MoveKeys keys_;
  const Port& port_;
  std::map<std::size_t, long> moved_;  // servers more or less than planned, by station
  Tick last_ = never;
};

struct MovePolicy : ModelSupervisorPolicy {
  MovePolicy() {
    name = "move officers";
    help =
        "One post's officers at a time from one station overseen to another with posts of the same skill: to where the "
        "predicted wait is longest, from where it will be shortest without them. Only if that shortest wait and the "
        "walk "
        "are together shorter than the longest wait by what makes it worth it. In all as many posts as planned.";
    auto r = std::make_shared<Record<MoveKeys>>("supervisor policy '" + name + "'", help);
    r->key("worth it", &MoveKeys::gain, types::duration(0, day), "5 min", "By how much.")
        .key("between changes", &MoveKeys::between, types::duration(0, day), "15 min", "Least time between two moves.")
        .key("least", &MoveKeys::least, types::whole(0, 50'000), "1", "Servers that are left open at each station.");
    keys = r;
  }
  std::unique_ptr<SupervisorPolicy> make(const void* read, const SupervisorPolicyBuild& build) const override {
    return std::make_unique<MoveOfficers>(*static_cast<const MoveKeys*>(read), build.port);
  }
};

}  // namespace

const ModelSupervisorPolicy& move_officers_policy() {
  static const MovePolicy policy;
  return policy;
}

}  // namespace crossflow

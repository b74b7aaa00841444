// Officers are called in while people wait too long and nobody is spare.
#include <algorithm>

#include "sim/model/supervisors/limits.hpp"
#include "sim/model/supervisors/policy.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct ReserveKeys {
  std::string pool;
  Tick above = 15 * minute;
  Tick lasting = 10 * minute;
  std::optional<long> officers;
  ServerLimits limits;
};

std::optional<std::size_t> pool_named(const std::string& name, const Port& port) {
  for (std::size_t p = 0; p < port.pools.size(); ++p)
    if (port.pools[p].name == name) return p;
  return {};
}

/// A station where they can work.
bool works_at(const Pool& pool, const StationSight& s) {
  return s.post != nullptr && std::find(pool.skills.begin(), pool.skills.end(), s.post->skill) != pool.skills.end();
}

class CallReserves : public SupervisorPolicy {
 public:
  CallReserves(const ReserveKeys& keys, std::size_t pool, const Port& port)
      : keys_(keys), pool_(pool), described_(port.pools[pool]) {}

  void look(const SupervisorView& view, Orders& orders) override {
    const StationSight* worst = nullptr;
    for (const StationSight& s : view.stations) {
      if (!works_at(described_, s)) continue;
      if (worst == nullptr || s.predicted_wait() > worst->predicted_wait()) worst = &s;
      close_again(s, view.now, orders);
    }
    if (worst == nullptr) return;
    const bool long_wait = worst->predicted_wait() > keys_.above;
    if (long_wait && !worst->under_way && worst->spare >= worst->post->officers) open_more(*worst, orders);
    const bool too_long = long_wait && worst->spare < worst->post->officers && view.now >= called_until_;
    if (!too_long_.for_long(too_long, view.now, keys_.lasting)) return;
    const auto pool =
        std::find_if(view.pools.begin(), view.pools.end(), [&](const auto& p) { return p.pool == pool_; });
    if (pool == view.pools.end() || pool->reserves == 0) return;
    orders.call_reserves(pool_, std::min(pool->reserves, keys_.officers.value_or(pool->reserves)));
    // Those called have come, and been given something to do, before more are called.
    called_until_ = view.now + view.acts_after + described_.reserves->come_after + view.looks_every;
    too_long_.begin_anew();
  }

 private:
  void open_more(const StationSight& s, Orders& orders) {
    const long wanted = keys_.limits.within(s.ordered + s.spare / s.post->officers * s.post->servers, s);
    if (wanted > s.ordered) orders.open_servers(s.station, wanted);
  }
  // What was opened for them is closed post by post, and then the plan holds again.
  void close_again(const StationSight& s, Tick now, Orders& orders) {
    if (!s.by_order || s.under_way) return;
    const long fewer = s.ordered - s.post->servers;
    const bool safe = s.wait_with(std::min(s.open, fewer)) <= keys_.above / 2;
    if (!safe_[s.station].for_long(safe, now, keys_.lasting)) return;
    if (fewer <= s.planned)
      orders.follow_plan(s.station);
    else
      orders.open_servers(s.station, fewer);
    safe_[s.station].begin_anew();
  }

  ReserveKeys keys_;
  std::size_t pool_;
  const Pool& described_;
  Holding too_long_;
  Tick called_until_ = 0;
  HoldingBy safe_;
};

struct ReservePolicy : ModelSupervisorPolicy {
  ReservePolicy() {
    name = "call reserves";
    help =
        "Reserves of a pool are called when at a station overseen the predicted wait has been too long for some time "
        "and nobody with the skill is spare. Spare officers, those who have come among them, man more servers where "
        "the wait is longest; these are closed one after the other when one fewer would keep the wait below half of "
        "what is too long. Reserves go home after their stay.";
    auto r = std::make_shared<Record<ReserveKeys>>("supervisor policy '" + name + "'", help);
    r->required("pool", &ReserveKeys::pool, types::name(), "Whose reserves are called.")
        .key("above", &ReserveKeys::above, types::duration(minute, day), "15 min", "A predicted wait that is too long.")
        .key("for", &ReserveKeys::lasting, types::duration(0, day), "10 min", "For so long before anybody is called.")
        .optional("officers", &ReserveKeys::officers, types::whole(1, 50'000),
                  "So many are called at a time; unless given, all that can be.")
        .include(&ReserveKeys::limits, server_limits_keys());
    keys = r;
  }
  std::unique_ptr<SupervisorPolicy> make(const void* read, const SupervisorPolicyBuild& build) const override {
    const auto& mine = *static_cast<const ReserveKeys*>(read);
    return std::make_unique<CallReserves>(mine, *pool_named(mine.pool, build.port), build.port);
  }
  void validate(const Port& port, const Supervisor& supervisor, Problems& problems) const override {
    const auto& mine = *static_cast<const ReserveKeys*>(supervisor.keys.get());
    const auto pool = pool_named(mine.pool, port);
    std::vector<std::string> with_reserves;
    for (const Pool& p : port.pools)
      if (p.reserves) with_reserves.push_back(p.name);
    if (!pool)
      problems.add(supervisor.place,
                   "'" + supervisor.name + "' calls reserves of '" + mine.pool + "', which is no pool",
                   "a pool with reserves", nearest_word(mine.pool, with_reserves));
    else if (!port.pools[*pool].reserves)
      problems.add(supervisor.place, "'" + supervisor.name + "' calls reserves of '" + mine.pool + "', which has none",
                   "a pool with reserves", nearest_word(mine.pool, with_reserves));
  }
};

}  // namespace

const ModelSupervisorPolicy& call_reserves_policy() {
  static const ReservePolicy policy;
  return policy;
}

}  // namespace crossflow

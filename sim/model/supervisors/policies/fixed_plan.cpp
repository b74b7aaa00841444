// A plan of servers by time of the day that a supervisor carries out, in place of the stations' own.
#include <algorithm>

#include "sim/model/supervisors/policy.hpp"
#include "sim/scenario/record.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

using ServersByTime = Schedule<long>;
struct FixedPlanKeys {
  std::vector<std::pair<std::string, ServersByTime>> servers;
};

/// Stations by index are known only beside their port.
class FixedPlan : public SupervisorPolicy {
 public:
  FixedPlan(const FixedPlanKeys& keys, const Port& port) {
    for (const auto& [name, plan] : keys.servers)
      for (std::size_t s = 0; s < port.stations.size(); ++s)
        if (port.stations[s].name == name) plans_.emplace_back(s, plan);
  }

  /// Orders what is planned for the time at which the order takes effect.
  void look(const SupervisorView& view, Orders& orders) override {
    for (const auto& [station, plan] : plans_) {
      const StationSight* s = view.find(station);
      const long wanted = value_at(plan, (view.now + view.acts_after) % day);
      if (s != nullptr && s->ordered != wanted) orders.open_servers(station, wanted);
    }
  }

 private:
  std::vector<std::pair<std::size_t, ServersByTime>> plans_;
};

struct FixedPlanPolicy : ModelSupervisorPolicy {
  FixedPlanPolicy() {
    name = "fixed plan";
    help =
        "Servers by station and time of the day, whatever the queues. Orders nothing else. As long as it says the same "
        "as "
        "the station's own plan, that one holds; so use it at stations without one.";
    auto r = std::make_shared<Record<FixedPlanKeys>>("supervisor policy '" + name + "'", help);
    r->required("servers", &FixedPlanKeys::servers,
                types::map_of(types::schedule(types::whole(0, 50'000)), "a station overseen"),
                "Servers open, by station and time of the day. An order takes effect at the time planned, or up to the "
                "time between two looks later.")
        .check([](const FixedPlanKeys& read, const Value& value, Reader& reader) {
          for (const auto& [station, plan] : read.servers)
            if (!std::binary_search(reader.names.stations.begin(), reader.names.stations.end(), station))
              reader.problem(*value.find("servers"), "there is no station '" + station + "'",
                             listed(reader.names.stations), nearest_word(station, reader.names.stations));
        });
    keys = r;
  }
  std::unique_ptr<SupervisorPolicy> make(const void* read, const SupervisorPolicyBuild& build) const override {
    return std::make_unique<FixedPlan>(*static_cast<const FixedPlanKeys*>(read), build.port);
  }
  void validate(const Port& port, const Supervisor& supervisor, Problems& problems) const override {
    if (supervisor.over.empty()) return;
    for (const auto& [station, plan] : static_cast<const FixedPlanKeys*>(supervisor.keys.get())->servers) {
      const auto here = std::find_if(supervisor.over.begin(), supervisor.over.end(),
                                     [&, &wanted = station](std::size_t s) { return port.stations[s].name == wanted; });
      if (here == supervisor.over.end())
        problems.add(supervisor.place, "'" + supervisor.name + "' has a plan for '" + station + "' and is not over it",
                     "a station of 'over'");
    }
  }
};

}  // namespace

const ModelSupervisorPolicy& fixed_plan_policy() {
  static const FixedPlanPolicy policy;
  return policy;
}

}  // namespace crossflow

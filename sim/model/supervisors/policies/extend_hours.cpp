// The port closes later when many still wait.
#include <algorithm>

#include "sim/model/port_hours.hpp"
#include "sim/model/supervisors/policy.hpp"
#include "sim/scenario/record.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct ExtendKeys {
  long waiting = 0;
  Tick by = 30 * minute;
  Tick at_most = hour;
};

class ExtendHours : public SupervisorPolicy {
 public:
  explicit ExtendHours(const ExtendKeys& keys) : keys_(keys) {}

  /// At the last look from which the order comes in time.
  void look(const SupervisorView& view, Orders& orders) override {
    if (!view.closes || view.now + view.acts_after >= *view.closes) return;
    if (view.now + view.looks_every + view.acts_after < *view.closes) return;
    if (view.crowd() + view.outside() < keys_.waiting) return;
    const long in_all = std::min(view.extended + keys_.by / minute, keys_.at_most / minute);
    if (in_all > view.extended) orders.extend_hours(in_all);
  }

 private:
  ExtendKeys keys_;
};

struct ExtendPolicy : ModelSupervisorPolicy {
  ExtendPolicy() {
    name = "extend hours";
    help =
        "If at the last look before the port closes so many stand in line, at the stations overseen and outside the "
        "doors that lead to them, it closes later; so again before that closing, up to a limit. Whoever is on duty "
        "stays.";
    auto r = std::make_shared<Record<ExtendKeys>>("supervisor policy '" + name + "'", help);
    r->required("waiting", &ExtendKeys::waiting, types::whole(1, 1'000'000, "persons"),
                "So many or more in line make the port close later.")
        .key("by", &ExtendKeys::by, types::duration(minute, 6 * hour), "30 min",
             "How much later at a time, in whole minutes.")
        .key("at most", &ExtendKeys::at_most, types::duration(minute, 6 * hour), "1 h", "In all on one day.");
    keys = r;
  }
  std::unique_ptr<SupervisorPolicy> make(const void* read, const SupervisorPolicyBuild&) const override {
    return std::make_unique<ExtendHours>(*static_cast<const ExtendKeys*>(read));
  }
  void validate(const Port& port, const Supervisor& supervisor, Problems& problems) const override {
    if (!closes(port.hours))
      problems.add(supervisor.place, "'" + supervisor.name + "' extends the hours of a port that never closes",
                   "a port with hours such as 07:00-22:00");
  }
};

}  // namespace

const ModelSupervisorPolicy& extend_hours_policy() {
  static const ExtendPolicy policy;
  return policy;
}

}  // namespace crossflow

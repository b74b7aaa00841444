// How a supervisor decides: policies, each in a file of its own under supervisors/policies/, with a row in policy.cpp.
//
// A policy is asked at each look. It sees a SupervisorView and nothing else, and may remember what it saw.
#pragma once

#include <memory>
#include <vector>

#include "sim/model/supervisors/view.hpp"
#include "sim/scenario/kinds.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// The policy of one supervisor. One begins anew with each day of a port that closes.
class SupervisorPolicy {
 public:
  virtual ~SupervisorPolicy() = default;
  /// Ticks never go back.
  virtual void look(const SupervisorView& view, Orders& orders) = 0;
};

/// What a policy knows before the first day.
struct SupervisorPolicyBuild {
  const Scenario& scenario;
  const Port& port;
};

struct ModelSupervisorPolicy : SupervisorPolicyKind {
  virtual std::unique_ptr<SupervisorPolicy> make(const void* keys, const SupervisorPolicyBuild& build) const = 0;
  /// What is wrong with the policy beside the rest of the port: adds problems.
  virtual void validate(const Port& /*port*/, const Supervisor& /*supervisor*/, Problems& /*problems*/) const {}
};

inline const ModelSupervisorPolicy& policy_of(const Supervisor& supervisor) {
  return static_cast<const ModelSupervisorPolicy&>(*supervisor.kind);
}

const ModelSupervisorPolicy& fixed_plan_policy();
const ModelSupervisorPolicy& thresholds_policy();
const ModelSupervisorPolicy& pledge_policy();
const ModelSupervisorPolicy& move_officers_policy();
const ModelSupervisorPolicy& call_reserves_policy();
const ModelSupervisorPolicy& hold_the_crowd_policy();
const ModelSupervisorPolicy& extend_hours_policy();
const ModelSupervisorPolicy& joint_command_policy();

/// All of them, for the loader.
const std::vector<const SupervisorPolicyKind*>& supervisor_policies();

}  // namespace crossflow

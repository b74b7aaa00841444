#include "sim/model/supervisors/policy.hpp"

namespace crossflow {

const std::vector<const SupervisorPolicyKind*>& supervisor_policies() {
  static const std::vector<const SupervisorPolicyKind*> all = {
      &fixed_plan_policy(),    &thresholds_policy(),     &pledge_policy(),       &move_officers_policy(),
      &call_reserves_policy(), &hold_the_crowd_policy(), &extend_hours_policy(), &joint_command_policy()};
  return all;
}

}  // namespace crossflow

#include "sim/model/dogs/rest_policy.hpp"

#include "sim/scenario/reader.hpp"
#include "sim/scenario/tables.hpp"

namespace crossflow {

const std::vector<const RestPolicyKind*>& rest_policies() {
  static const std::vector<const RestPolicyKind*> all = {&clock_policy(), &long_clock_policy(), &smart_collar_policy(),
                                                         &no_rest_policy()};
  return all;
}

std::unique_ptr<RestPolicy> make_rest_policy(const Rest& rest, RestPolicyBuild build) {
  if (rest.kind != nullptr)
    return static_cast<const ModelRestPolicy&>(*rest.kind).make(rest.keys.get(), std::move(build));
  return clock_policy().make(nullptr, std::move(build));
}

}  // namespace crossflow

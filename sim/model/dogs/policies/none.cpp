// No rule: the team works while there is work.
#include "sim/model/dogs/rest_policy.hpp"
#include "sim/scenario/record.hpp"

namespace crossflow {
namespace {

struct NoKeys {};

class NoRest : public RestPolicy {
 public:
  void begins(DogActivity, Tick, Heat) override {}
  bool must_rest(Tick) override { return false; }
  Tick next_look(Tick) override { return never; }
};

struct NoPolicy : ModelRestPolicy {
  NoPolicy() {
    name = "none";
    help = "The team works while it is called or on patrol, and rests when there is nothing to do.";
    keys = std::make_shared<Record<NoKeys>>("rest policy '" + name + "'", help);
  }
  std::unique_ptr<RestPolicy> make(const void*, RestPolicyBuild) const override { return std::make_unique<NoRest>(); }
};

}  // namespace

const ModelRestPolicy& no_rest_policy() {
  static const NoPolicy policy;
  return policy;
}

}  // namespace crossflow

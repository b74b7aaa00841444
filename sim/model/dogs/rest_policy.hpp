// When a dog team rests: policies, each in a file of its own under dogs/policies/, with a row in rest_policy.cpp.
//
// A policy sees what a handler sees: the clock, the weather, what the team does, and perhaps a collar. It never stops a
// search: it is asked between two of them. While it says that the team must rest, calls wait for it or go to another.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "sim/base/draws.hpp"
#include "sim/base/tick.hpp"
#include "sim/scenario/dogs.hpp"
#include "sim/scenario/kinds.hpp"

namespace crossflow {

enum class DogActivity : std::uint8_t {
  rests,   ///< at its kennel, also while it stands by for a call
  works,   ///< searches, or is on patrol
  neither  ///< walks, or waits with a vehicle that it has searched
};

/// The policy of one team in one time on duty; it begins rested.
class RestPolicy {
 public:
  virtual ~RestPolicy() = default;
  /// What the team does from now on. Ticks never go back.
  virtual void begins(DogActivity activity, Tick now, Heat heat) = 0;
  /// Whether the team must rest now, or may search, or go on with a patrol.
  virtual bool must_rest(Tick now) = 0;
  /// When to ask again if nothing happens before; `never` if the answer stays as it is until the activity changes.
  virtual Tick next_look(Tick now) = 0;
};

/// What a policy may be told of the dog and its luck.
struct RestPolicyBuild {
  std::function<double(Tick)> effective_minutes;  ///< of the dog, at an instant past or present; for a collar
  Stream draws;                                   ///< for errors of measurement
};

struct ModelRestPolicy : RestPolicyKind {
  virtual std::unique_ptr<RestPolicy> make(const void* keys, RestPolicyBuild build) const = 0;
};

const ModelRestPolicy& clock_policy();
const ModelRestPolicy& long_clock_policy();
const ModelRestPolicy& smart_collar_policy();
const ModelRestPolicy& no_rest_policy();

/// All of them, for the loader.
const std::vector<const RestPolicyKind*>& rest_policies();
/// By the scenario's choice; by the clock where it has made none.
std::unique_ptr<RestPolicy> make_rest_policy(const Rest& rest, RestPolicyBuild build);

}  // namespace crossflow

// Profiles of targeting: points by which vehicles and people are picked for a check.
#pragma once

#include <array>
#include <vector>

#include "sim/model/station_kind.hpp"

namespace crossflow {

/// The share of a distribution that lies below x.
double share_below(const Distribution& distribution, double x);

/// The probability that a profile picks an entity of a class. `contraband` is what it, or one of its party, carries.
double picks(const TargetingProfile& profile, std::size_t entity_class, bool grouped, Contraband contraband);

/// All profiles, compiled. The score of an entity is the quantile of a draw of its own, so that it is at or above the
/// threshold exactly if the draw is at or above a cut that hangs on class and contraband alone. Raising the threshold
/// raises the cuts and moves only those between.
class Targeting {
 public:
  explicit Targeting(const Build& build);

  /// Whether the profile gives a score to the class at all.
  bool scores(std::size_t profile, const Entity& e) const { return !cuts(profile, e).empty(); }
  /// The cut for a leader of this class if `contraband` is carried in its party.
  double cut(std::size_t profile, const Entity& e, std::uint8_t contraband) const {
    return cuts(profile, e)[contraband];
  }
  bool picks(std::size_t profile, const Entity& e, double cut) const {
    const Profile& p = profiles_[profile];
    return p.draws.uniform_at(e, 0, 0) >= cut || p.draws.uniform_at(e, 0, 1) < p.random;
  }
  double probability(std::size_t profile, double cut) const { return 1.0 - cut * (1.0 - profiles_[profile].random); }

 private:
  struct Profile {
    double random = 0;
    std::vector<std::vector<double>> cuts;  // [class_and_group][contraband]; empty without a score
    Draws draws;
  };
  const std::vector<double>& cuts(std::size_t profile, const Entity& e) const {
    return profiles_[profile].cuts[class_and_group(e)];
  }
  std::vector<Profile> profiles_;
};

}  // namespace crossflow

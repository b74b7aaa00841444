#include "sim/model/targeting.hpp"

namespace crossflow {
namespace {

double points_of(const TargetingProfile& profile, Contraband contraband) {
  return contraband == Contraband::none ? 0.0 : profile.carriers[index_of(contraband)];
}

double cut_of(const TargetingProfile& profile, const Distribution& score, Contraband contraband) {
  return share_below(score, profile.threshold - points_of(profile, contraband));
}

}  // namespace

double share_below(const Distribution& distribution, double x) {
  constexpr double edge = 0x1.0p-53;
  double below = edge;
  double above = 1.0 - edge;
  if (distribution.quantile(below) >= x) return 0.0;
  if (distribution.quantile(above) < x) return 1.0;
  for (int step = 0; step < 60; ++step) {
    const double middle = 0.5 * (below + above);
    (distribution.quantile(middle) < x ? below : above) = middle;
  }
  return above;
}

double picks(const TargetingProfile& profile, std::size_t entity_class, bool grouped, Contraband contraband) {
  const Distribution* score = profile.score.find(entity_class, grouped);
  return score == nullptr ? 0.0 : 1.0 - cut_of(profile, *score, contraband) * (1.0 - profile.random);
}

Targeting::Targeting(const Build& build) {
  for (const TargetingProfile& from : build.scenario().targeting) {
    Profile made;
    made.random = from.random;
    made.draws = build.draws("targeting by " + from.name);
    for (std::size_t c = 0; c < build.scenario().classes.size(); ++c) {
      for (const bool grouped : {false, true}) {
        std::vector<double>& cuts = made.cuts.emplace_back();
        if (const Distribution* score = from.score.find(c, grouped))
          for (std::size_t k = 0; k <= contraband_kinds; ++k)
            cuts.push_back(cut_of(from, *score, static_cast<Contraband>(k)));
      }
    }
    profiles_.push_back(std::move(made));
  }
}

}  // namespace crossflow

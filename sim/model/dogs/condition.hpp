// The condition of a dog: how much work it has in its legs and its nose, and what that does to finding.
#pragma once

#include <vector>

#include "sim/base/tick.hpp"
#include "sim/scenario/dogs.hpp"

namespace crossflow {

/// What is believed of dogs. Work is counted in effective minutes: minutes of work in mild weather, of a usual dog,
/// since it was last fully rested.
struct DogEvidence {
  FactorTable detection;    ///< the share of its detection that it keeps, by effective minutes
  FactorTable search_time;  ///< a factor on the time of a search, by the same
  double recovery = 1;      ///< effective minutes that a minute of rest takes away
  ByHeat work{};            ///< effective minutes of a minute of work
  ByHeat heat_detection{};  ///< further factors of the heat itself, from the first minute
  ByHeat heat_search_time{};
};

/// The preset of a body of evidence, with what the scenario says otherwise. What of it is measured and what assumed is
/// said in docs/model.md.
DogEvidence evidence_of(Evidence preset, const ConditionKeys& keys = {});

/// Linear between the rows of a table, level outside.
double factor_at(const FactorTable& table, double minutes);

/// Remembers its whole course, so that it can be asked about the past: a collar tells of it late.
class DogCondition {
 public:
  explicit DogCondition(DogEvidence evidence) : evidence_(std::move(evidence)) {}

  /// From now on; ticks never go back. `own_rate`: how fast this dog tires beside others.
  void works(Tick now, Heat heat, double own_rate);
  void rests(Tick now);
  /// Neither works nor recovers, as when it walks.
  void stands(Tick now);

  /// Effective minutes of work since it was rested, at an instant past or present.
  double effective_minutes(Tick at) const;
  double detection(Tick now, Heat heat) const;
  double search_time(Tick now, Heat heat) const;

 private:
  struct Stretch {
    Tick from;
    double minutes;  // effective, when it began
    double rate;     // effective minutes a minute
  };
  void from_now(Tick now, double rate);

  DogEvidence evidence_;
  std::vector<Stretch> course_{{0, 0.0, 0.0}};
};

}  // namespace crossflow

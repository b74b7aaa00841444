// How many come on average, without drawing anybody.
#pragma once

#include <cstddef>
#include <optional>

#include "sim/model/sources/arrival_times.hpp"

namespace crossflow {

/// Persons, or vehicles, and when they come.
struct ExpectedPeople {
  double number = 0;
  Profile when;  ///< of the day; without bins if nobody comes
};

/// What a kind of source is beside that, where it can say this.
struct KnownOnAverage {
  virtual ~KnownOnAverage() = default;
  /// Those of a class on a day, those included whom other sources take out of them; nothing if it cannot be said of
  /// this source. `build` is of the run.
  virtual std::optional<ExpectedPeople> on_average(const SourceBuild& build, std::size_t traveller_class,
                                                   int day_index) const = 0;
};

inline ExpectedPeople on_average(const KnownPeople& known, const SourceBuild& build, std::size_t traveller_class,
                                 int day_index) {
  const Profile* when = known.profile.find(traveller_class, false);
  if (when == nullptr) return {};
  return {static_cast<double>(known.on(build, day_index)[traveller_class]), *when};
}

}  // namespace crossflow

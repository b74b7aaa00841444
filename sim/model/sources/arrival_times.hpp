// Arrivals whose number is known beforehand: their times are quantiles of a profile, so that more people never change
// the times of the first ones.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "sim/base/sampler.hpp"
#include "sim/model/source_kind.hpp"

namespace crossflow {

/// The quantile function of a profile: within a bin all instants are equally likely.
class ProfileQuantile {
 public:
  explicit ProfileQuantile(const Profile& profile);
  Tick operator()(double u) const;
  /// Where its last bin ends.
  Tick end() const { return bins_.back().to; }
  /// The share of the profile that lies before `t`.
  double share_before(Tick t) const;

 private:
  struct Bin {
    double until;  // cumulative share at its end
    Tick from, to;
  };
  std::vector<Bin> bins_;
};

/// Arrivals from a list, put in order of time, then class, then number.
class ListedArrivals : public Arrivals {
 public:
  explicit ListedArrivals(std::vector<Arrival> arrivals);
  std::span<const Arrival> more() override { return std::exchange(left_, {}); }

 private:
  std::vector<Arrival> arrivals_;
  std::span<const Arrival> left_;
};

/// How many persons the party has whose first member bears a number.
class PartySizes {
 public:
  PartySizes(const SourceBuild& build, std::size_t traveller_class);
  std::uint16_t size(std::uint32_t number) const;

 private:
  const Party* party_;
  Stream stream_;
};

/// The numbers of a day's travellers start here: 2^24 persons of a class in a day are enough.
constexpr std::uint32_t first_number(int day_index) {
  return static_cast<std::uint32_t>(day_index) << 24U;
}

/// Adds `persons` travellers of a class on a day, in parties as the source says.
void add_travellers(const SourceBuild& build, std::size_t traveller_class, int day_index, std::int64_t persons,
                    const ProfileQuantile& profile, std::vector<Arrival>& out);

/// Problems for people of whom nobody would be let in, since they come when the port has closed; for a class that comes
/// and has no profile; and for more people than there are numbers.
void check_hours(const Scenario& scenario, const Port& port, const Source& source,
                 const std::vector<const Profile*>& profiles, Problems& problems);
void check_people(const Scenario& scenario, const Port& port, const Source& source, const ClassTotals& people,
                  const ByClass<Profile>& profile, double factor, Problems& problems);

/// What all other sources of the port take out of this one, by class, on one day.
std::vector<std::int64_t> taken_from(const SourceBuild& build);

}  // namespace crossflow

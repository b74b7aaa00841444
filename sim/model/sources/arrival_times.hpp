// Arrivals whose number is known beforehand: their times are quantiles of a profile, so that more people never change
// the times of the first ones.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "sim/base/sampler.hpp"
#include "sim/model/aboard.hpp"
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

/// In order of time; those of one instant by places that are drawn.
void put_in_order(std::vector<Arrival>& arrivals, const SourceBuild& build);

/// Arrivals from a list, put in order.
class ListedArrivals : public Arrivals {
 public:
  ListedArrivals(std::vector<Arrival> arrivals, const SourceBuild& build);
  std::span<const Arrival> more() override { return std::exchange(left_, {}); }

 private:
  std::vector<Arrival> arrivals_;
  std::span<const Arrival> left_;
};

/// Arrivals that are made a day at a time, so that a run of many days holds those of one.
class DailyArrivals : public Arrivals {
 public:
  /// Of a day, in no special order; none of them earlier than that day begins.
  using OfDay = std::function<std::vector<Arrival>(int day_index)>;
  DailyArrivals(const SourceBuild& build, OfDay of_day) : build_(build), of_day_(std::move(of_day)) {}
  std::span<const Arrival> more() override;

 private:
  SourceBuild build_;
  OfDay of_day_;
  int days_made_ = 0;
  std::vector<Arrival> today_, later_;  // who comes by a train after midnight is made with the day before
};

/// Parties that move split, as single members who have each a place of their own among those of the instant.
class SplitArrivals : public Arrivals {
 public:
  SplitArrivals(std::unique_ptr<Arrivals> parties, const SourceBuild& build)
      : parties_(std::move(parties)), build_(build) {}
  std::span<const Arrival> more() override;

 private:
  std::unique_ptr<Arrivals> parties_;
  SourceBuild build_;
  std::vector<Arrival> members_;
};

/// How many the party has whose first member bears a number: travellers, or a vehicle and what it carries.
class PartySizes {
 public:
  PartySizes(const SourceBuild& build, std::size_t traveller_class);
  std::uint16_t size(std::uint32_t number) const;
  /// How many of those who are counted, and of their numbers, such a party takes: a vehicle is one whatever it carries.
  std::uint16_t counted(std::uint16_t size) const { return aboard_ ? std::uint16_t{1} : size; }

 private:
  const Party* party_;
  Stream stream_;
  std::optional<Aboard> aboard_;
  std::uint8_t class_;
};

/// Adds `persons` travellers of a class on a day, in parties as the source says.
void add_travellers(const SourceBuild& build, std::size_t traveller_class, int day_index, std::int64_t persons,
                    const ProfileQuantile& profile, std::vector<Arrival>& out);

/// Problems for people of whom nobody would be let in, since they come when the port has closed; for a class that comes
/// and has no profile; and for more people than there are numbers.
void check_hours(const Scenario& scenario, const Port& port, const Source& source,
                 const std::vector<const Profile*>& profiles, Problems& problems);
void check_people(const Scenario& scenario, const Port& port, const Source& source, const ClassTotals& people,
                  const ByClass<Profile>& profile, double factor, Problems& problems);

/// What all other sources of the port take out of this one, by class, on a day: tour groups, and people in vehicles.
std::vector<std::int64_t> taken_from(const SourceBuild& build, int day_index);

/// Vehicles by class on a day, of a source whose vehicles take a share of another's people: as many as carry them on
/// average, in proportion to `weights`. Nothing of other sources, and where that other is none of people on foot.
std::optional<std::vector<std::int64_t>> vehicles_by_share(const SourceBuild& build, const std::vector<double>& weights,
                                                           double factor, int day_index);

/// How far days differ: coefficients of variation of factors around one.
struct DaySpread {
  double of_all_ports = 0, of_day = 0, of_direction = 0, of_hour = 0;

  bool any() const { return of_all_ports > 0 || of_day > 0 || of_direction > 0 || of_hour > 0; }
};

/// So many people, or on average so many: what kinds of source whose number is known beforehand have in common.
struct KnownPeople {
  ClassTotals people;
  ByClass<Profile> profile;
  double factor = 1;
  DaySpread spread;  ///< none: exactly so many

  /// Persons of each class on a day, before others are taken out of them.
  std::vector<std::int64_t> on(const SourceBuild& build, int day_index) const;
};

/// Persons of all classes on a day, each class on the one that has the most of it.
double on_the_fullest_day(const ClassTotals& people, double factor);
/// By how much more come than the source says, on that date of the scenario on which it is most.
double most_scale(const Scenario& scenario, const Source& source);

/// Its keys, as those of the kind `name` or to be included in them.
std::shared_ptr<Record<KnownPeople>> known_people_keys(const std::string& name, const std::string& help);

/// Those of one day at times of the profile, without those whom other sources take out. In no special order.
std::vector<Arrival> arrivals_of_day(const SourceBuild& build, const KnownPeople& known, int day_index);

}  // namespace crossflow

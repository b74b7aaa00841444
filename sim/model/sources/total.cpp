// A known number of people: exactly those, at times drawn from the profile.
#include "sim/model/kinds.hpp"
#include "sim/model/sources/arrival_times.hpp"

namespace crossflow {
namespace {

const KnownPeople& keys_of(const Source& s) {
  return *static_cast<const KnownPeople*>(s.keys.get());
}

struct Total : ModelSourceKind {
  Total() {
    name = "total";
    help = "Exactly so many people on each day of the scenario, as for an observed date; only their times are drawn.";
    keys = known_people_keys(name, help);
  }
  std::unique_ptr<Arrivals> make(const SourceBuild& build) const override {
    return std::make_unique<DailyArrivals>(build, [build](int day_index) {
      const SourceBuild today = build.on(day_index);
      return arrivals_of_day(today, keys_of(today.source), day_index);
    });
  }
  std::vector<std::int64_t> people_on(const SourceBuild& build, int day_index) const override {
    return keys_of(build.source).on(build, day_index);
  }
  double people_of_a_day(const Source& source) const override {
    return on_the_fullest_day(keys_of(source).people, keys_of(source).factor * source.scale.factor);
  }
  bool brings(const Source& source, std::size_t traveller_class) const override {
    return keys_of(source).people.most(traveller_class) > 0;
  }
  void validate(const Scenario& scenario, const Port& port, const Source& source, Problems& problems) const override {
    check_people(scenario, port, source, keys_of(source).people, keys_of(source).profile, keys_of(source).factor,
                 problems);
  }
};

}  // namespace

const ModelSourceKind& total_kind() {
  static const Total kind;
  return kind;
}

}  // namespace crossflow

// A known number of people: exactly those, at times drawn from the profile.
#include "sim/model/kinds.hpp"
#include "sim/model/sources/drawn_day.hpp"
#include "sim/model/sources/on_average.hpp"

namespace crossflow {
namespace {

const KnownPeople& keys_of(const Source& s) {
  return *static_cast<const KnownPeople*>(s.keys.get());
}

struct Total : ModelSourceKind, KnownOnAverage {
  Total() {
    name = "total";
    help =
        "Exactly so many people on each day of the scenario, as for an observed date; only their times are drawn. With "
        "a "
        "spread so many on average, as for a forecast.";
    auto r = known_people_keys(name, help);
    r->optional("spread", &KnownPeople::spread, day_spread_keys(false),
                "How far days differ from the people given. Unless it is, nobody is added or left out.");
    keys = r;
  }
  std::unique_ptr<Arrivals> make(const SourceBuild& build) const override {
    return std::make_unique<DailyArrivals>(build, [build](int day_index) {
      const SourceBuild today = build.on(day_index);
      const KnownPeople& k = keys_of(today.source);
      return k.spread.any() ? drawn_arrivals(today, k, day_index) : arrivals_of_day(today, k, day_index);
    });
  }
  std::vector<std::int64_t> people_on(const SourceBuild& build, int day_index) const override {
    const KnownPeople& k = keys_of(build.source);
    return k.spread.any() ? drawn_people(build, k, day_index) : k.on(build, day_index);
  }
  double people_of_a_day(const Scenario& scenario, const Source& source) const override {
    return on_the_fullest_day(keys_of(source).people, keys_of(source).factor * most_scale(scenario, source));
  }
  std::optional<ExpectedPeople> on_average(const SourceBuild& build, std::size_t traveller_class,
                                           int day_index) const override {
    const SourceBuild today = build.on(day_index);
    return crossflow::on_average(keys_of(today.source), today, traveller_class, day_index);
  }
  bool brings(const Source& source, std::size_t traveller_class) const override {
    return keys_of(source).people.most(traveller_class) > 0;
  }
  void validate(const Scenario& scenario, const Port& port, const Source& source, Problems& problems) const override {
    check_people(scenario, port, source, keys_of(source).people, keys_of(source).profile, keys_of(source).factor,
                 problems);
    if (keys_of(source).spread.any()) check_room_for_more(scenario, source, keys_of(source), problems);
  }
};

}  // namespace

const ModelSourceKind& total_kind() {
  static const Total kind;
  return kind;
}

}  // namespace crossflow

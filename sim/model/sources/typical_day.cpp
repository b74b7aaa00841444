// A typical day: the number of people is drawn too.
#include "sim/model/kinds.hpp"
#include "sim/model/sources/drawn_day.hpp"
#include "sim/model/sources/on_average.hpp"

namespace crossflow {
namespace {

const KnownPeople& keys_of(const Source& s) {
  return *static_cast<const KnownPeople*>(s.keys.get());
}

struct TypicalDay : ModelSourceKind, KnownOnAverage {
  TypicalDay() {
    name = "typical day";
    draws_people = true;
    help =
        "A day such as others: the number of people is drawn as well, around a mean, with a factor of the day that all "
        "classes and directions share, one of the direction and one of each hour.";
    auto r = std::make_shared<Record<KnownPeople>>(name, help);
    r->required("people", &KnownPeople::people, types::class_totals(), "Mean persons of each class in a day.")
        .required("profile", &KnownPeople::profile, types::by_class(types::profile()),
                  "When they come: weights by time of day, for all or by class.")
        .key("factor", &KnownPeople::factor, types::percent(0, 100), "100%", "Scales the mean of every class.")
        .optional("spread", &KnownPeople::spread, day_spread_keys(true), "How far days differ.");
    keys = r;
  }

  std::unique_ptr<Arrivals> make(const SourceBuild& build) const override {
    return std::make_unique<DailyArrivals>(build, [build](int day_index) {
      const SourceBuild today = build.on(day_index);
      return drawn_arrivals(today, keys_of(today.source), day_index);
    });
  }
  std::vector<std::int64_t> people_on(const SourceBuild& build, int day_index) const override {
    return drawn_people(build, keys_of(build.source), day_index);
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
    const KnownPeople& k = keys_of(source);
    check_people(scenario, port, source, k.people, k.profile, k.factor, problems);
    check_room_for_more(scenario, source, k, problems);
  }
};

}  // namespace

const ModelSourceKind& typical_day_kind() {
  static const TypicalDay kind;
  return kind;
}

}  // namespace crossflow

// A typical day: the number of people is drawn too.
#include <algorithm>
#include <cmath>

#include <boost/math/distributions/poisson.hpp>

#include "sim/model/kinds.hpp"
#include "sim/model/sources/arrival_times.hpp"

namespace crossflow {
namespace {

struct Spread {
  double of_day = 0, of_direction = 0, of_hour = 0;
};

struct TypicalDayKeys {
  ClassTotals people;
  ByClass<Profile> profile;
  double factor = 1;
  Spread spread;
};

const TypicalDayKeys& keys_of(const Source& s) {
  return *static_cast<const TypicalDayKeys*>(s.keys.get());
}

// A factor around one: gamma with the given cv, the same for all who ask with the same names.
double factor_of(const SourceBuild& build, const std::string& element, const std::string& purpose, double cv,
                 std::uint64_t number) {
  if (cv <= 0) return 1.0;
  const Stream stream(build.run, element, purpose);
  return Distribution::gamma(1.0, cv).quantile(stream.uniform(number));
}

Profile with_hours(const SourceBuild& build, const Profile& profile, double cv, int day_index) {
  const std::string element = build.port.name + "/" + build.source.direction;
  Profile out;
  for (const Profile::Bin& bin : profile.bins) {
    const auto hour_index = static_cast<std::uint64_t>(day_index * 24 + bin.from / hour);
    out.bins.push_back(
        {bin.from, bin.to, bin.weight * factor_of(build, element, "factor of the hour", cv, hour_index)});
  }
  return out;
}

double weight_of(const Profile& profile) {
  double sum = 0;
  for (const Profile::Bin& bin : profile.bins) sum += bin.weight;
  return sum;
}

std::int64_t poisson(double mean, double u) {
  if (mean <= 0) return 0;
  namespace policies = boost::math::policies;
  using Policy = policies::policy<policies::discrete_quantile<policies::integer_round_up>>;
  return std::llround(quantile(boost::math::poisson_distribution<double, Policy>(mean), u));
}

// The number of people of each class, before others are taken out of them.
std::vector<std::int64_t> drawn_people(const SourceBuild& build, int day_index) {
  const TypicalDayKeys& k = keys_of(build.source);
  const std::vector<double>& people = k.people.on(day_index);
  if (auto vehicles = vehicles_by_share(build, people, k.factor, day_index)) return *std::move(vehicles);
  const auto number = static_cast<std::uint64_t>(day_index);
  const double shared = k.factor * build.scale_on(day_index) *
                        factor_of(build, build.port.name, "factor of the day", k.spread.of_day, number) *
                        factor_of(build, build.port.name + "/" + build.source.direction, "factor of the direction",
                                  k.spread.of_direction, number);
  std::vector<std::int64_t> out(build.scenario.classes.size());
  for (std::size_t c = 0; c < out.size(); ++c) {
    if (people[c] <= 0) continue;
    const Profile& usual = *k.profile.find(c, false);
    const Profile today = with_hours(build, usual, k.spread.of_hour, day_index);
    const double mean = people[c] * shared * weight_of(today) / weight_of(usual);
    const Stream totals(build.run, build.element(c), "number of people");
    out[c] = poisson(mean, totals.uniform(number));
  }
  return out;
}

std::vector<Arrival> of_day(const SourceBuild& build, int day_index) {
  const TypicalDayKeys& k = keys_of(build.source);
  const std::vector<std::int64_t> taken = taken_from(build, day_index);
  const std::vector<std::int64_t> people = drawn_people(build, day_index);
  std::vector<Arrival> arrivals;
  for (std::size_t c = 0; c < build.scenario.classes.size(); ++c) {
    if (people[c] <= 0) continue;
    const Profile today = with_hours(build, *k.profile.find(c, false), k.spread.of_hour, day_index);
    // A spread may make a day of any size; beyond these there are no numbers.
    const int days = build.scenario.days;
    const std::int64_t most = build.source.carries.empty() ? Numbers{days}.in_a_day() : carried::most_vehicles(days);
    const std::int64_t n = std::clamp<std::int64_t>(people[c] - taken[c], 0, most);
    if (n > 0) add_travellers(build, c, day_index, n, ProfileQuantile(today), arrivals);
  }
  return arrivals;
}

struct TypicalDay : ModelSourceKind {
  TypicalDay() {
    name = "typical day";
    draws_people = true;
    help =
        "A day such as others: the number of people is drawn as well, around a mean, with a factor of the day that all "
        "classes and directions share, one of the direction and one of each hour.";
    auto spread = std::make_shared<Record<Spread>>("spread", "How far days differ: coefficients of variation.");
    spread->key("day", &Spread::of_day, types::percent(0, 2), "0%", "Of the factor of the day.")
        .key("direction", &Spread::of_direction, types::percent(0, 2), "0%", "Of the factor of the direction.")
        .key("hour", &Spread::of_hour, types::percent(0, 2), "0%", "Of the factor of each hour of the profile.");
    auto r = std::make_shared<Record<TypicalDayKeys>>(name, help);
    r->required("people", &TypicalDayKeys::people, types::class_totals(), "Mean persons of each class in a day.")
        .required("profile", &TypicalDayKeys::profile, types::by_class(types::profile()),
                  "When they come: weights by time of day, for all or by class.")
        .key("factor", &TypicalDayKeys::factor, types::percent(0, 100), "100%", "Scales the mean of every class.")
        .optional("spread", &TypicalDayKeys::spread,
                  std::static_pointer_cast<const Type<Spread>>(std::shared_ptr<const Record<Spread>>(spread)),
                  "How far days differ.");
    keys = r;
  }

  std::unique_ptr<Arrivals> make(const SourceBuild& build) const override {
    return std::make_unique<DailyArrivals>(build,
                                           [build](int day_index) { return of_day(build.on(day_index), day_index); });
  }
  std::vector<std::int64_t> people_on(const SourceBuild& build, int day_index) const override {
    return drawn_people(build, day_index);
  }

  double people_of_a_day(const Source& source) const override {
    return on_the_fullest_day(keys_of(source).people, keys_of(source).factor * source.scale.factor);
  }
  bool brings(const Source& source, std::size_t traveller_class) const override {
    return keys_of(source).people.most(traveller_class) > 0;
  }

  void validate(const Scenario& scenario, const Port& port, const Source& source, Problems& problems) const override {
    const TypicalDayKeys& k = keys_of(source);
    check_people(scenario, port, source, k.people, k.profile, k.factor, problems);
    for (std::size_t c = 0; c < scenario.classes.size(); ++c) {
      const double mean = k.people.most(c) * k.factor;
      const double most = carried::most_vehicles(scenario.days);
      if (!source.carries.empty() && mean <= most && 2 * mean > most)
        problems.add(source.place,
                     "'" + source.name + "' may have too many vehicles of class '" + scenario.classes[c].name + "'",
                     std::string("a mean of at most ") + (Numbers{scenario.days}.many_days() ? "8,192" : "16,384") +
                         " in a day that carry somebody, since a day may have twice as many");
    }
  }
};

}  // namespace

const ModelSourceKind& typical_day_kind() {
  static const TypicalDay kind;
  return kind;
}

}  // namespace crossflow

#include "sim/model/sources/drawn_day.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/poisson.hpp>

#include "sim/model/kinds.hpp"
#include "sim/scenario/grouped.hpp"

namespace crossflow {
namespace {

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

}  // namespace

bool draws_people(const Source& source) {
  const bool total = &kind_of(source) == &total_kind();
  return kind_of(source).draws_people || (total && static_cast<const KnownPeople*>(source.keys.get())->spread.any());
}

std::shared_ptr<const Type<DaySpread>> day_spread_keys(bool hours) {
  auto spread = std::make_shared<Record<DaySpread>>("spread", "How far days differ: coefficients of variation.");
  spread
      ->key("all ports", &DaySpread::of_all_ports, types::percent(0, 2), "0%",
            "Of the factor of the day that all ports of a run share.")
      .key("day", &DaySpread::of_day, types::percent(0, 2), "0%", "Of the factor of the day.")
      .key("direction", &DaySpread::of_direction, types::percent(0, 2), "0%", "Of the factor of the direction.");
  if (hours)
    spread->key("hour", &DaySpread::of_hour, types::percent(0, 2), "0%", "Of the factor of each hour of the profile.");
  return std::shared_ptr<const Record<DaySpread>>(spread);
}

std::vector<std::int64_t> drawn_people(const SourceBuild& build, const KnownPeople& mean, int day_index) {
  const std::vector<double>& people = mean.people.on(day_index);
  if (auto vehicles = vehicles_by_share(build, people, mean.factor, day_index)) return *std::move(vehicles);
  const DaySpread& spread = mean.spread;
  const auto number = static_cast<std::uint64_t>(day_index);
  const double shared = mean.factor * build.scale_on(day_index) *
                        factor_of(build, "", "factor of the day of all ports", spread.of_all_ports, number) *
                        factor_of(build, build.port.name, "factor of the day", spread.of_day, number) *
                        factor_of(build, build.port.name + "/" + build.source.direction, "factor of the direction",
                                  spread.of_direction, number);
  std::vector<std::int64_t> out(build.scenario.classes.size());
  for (std::size_t c = 0; c < out.size(); ++c) {
    if (people[c] <= 0) continue;
    const Profile& usual = *mean.profile.find(c, false);
    const Profile today = with_hours(build, usual, spread.of_hour, day_index);
    const double expected = people[c] * shared * weight_of(today) / weight_of(usual);
    const Stream totals(build.run, build.element(c), "number of people");
    out[c] = poisson(expected, totals.uniform(number));
  }
  return out;
}

std::vector<Arrival> drawn_arrivals(const SourceBuild& build, const KnownPeople& mean, int day_index) {
  const std::vector<std::int64_t> taken = taken_from(build, day_index);
  const std::vector<std::int64_t> people = drawn_people(build, mean, day_index);
  std::vector<Arrival> arrivals;
  for (std::size_t c = 0; c < build.scenario.classes.size(); ++c) {
    if (people[c] <= 0) continue;
    const Profile today = with_hours(build, *mean.profile.find(c, false), mean.spread.of_hour, day_index);
    // A spread may make a day of any size; beyond these there are no numbers.
    const int days = build.scenario.days;
    const std::int64_t most = build.source.carries.empty() ? Numbers{days}.in_a_day() : carried::most_vehicles(days);
    const std::int64_t n = std::clamp<std::int64_t>(people[c] - taken[c], 0, most);
    if (n > 0) add_travellers(build, c, day_index, n, ProfileQuantile(today), arrivals);
  }
  return arrivals;
}

void check_room_for_more(const Scenario& scenario, const Source& source, const KnownPeople& mean, Problems& problems) {
  if (source.carries.empty()) return;
  for (std::size_t c = 0; c < scenario.classes.size(); ++c) {
    const double most = mean.people.most(c) * mean.factor * most_scale(scenario, source);
    const std::uint32_t numbers = carried::most_vehicles(scenario.days);
    if (most <= numbers && 2 * most > numbers)
      problems.add(source.place,
                   "'" + source.name + "' may have too many vehicles of class '" + scenario.classes[c].name + "'",
                   "a mean of at most " + grouped(numbers / 2) +
                       " in a day that carry somebody, since a day may have twice as many");
  }
}

}  // namespace crossflow

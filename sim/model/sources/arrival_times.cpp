#include "sim/model/sources/arrival_times.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "sim/base/check.hpp"
#include "sim/model/one_instant.hpp"
#include "sim/model/seats.hpp"
#include "sim/scenario/grouped.hpp"

namespace crossflow {

ProfileQuantile::ProfileQuantile(const Profile& profile) {
  double total = 0;
  for (const Profile::Bin& bin : profile.bins) total += bin.weight;
  CROSSFLOW_CHECK(total > 0, "a profile needs weight");
  double so_far = 0;
  for (const Profile::Bin& bin : profile.bins) {
    if (bin.weight <= 0) continue;
    so_far += bin.weight;
    bins_.push_back({so_far / total, bin.from, bin.to});
  }
  bins_.back().until = 1.0;
}

Tick ProfileQuantile::operator()(double u) const {
  const auto bin = std::find_if(bins_.begin(), bins_.end() - 1, [u](const Bin& b) { return u < b.until; });
  const double before = bin == bins_.begin() ? 0.0 : (bin - 1)->until;
  const double within = (u - before) / (bin->until - before);
  return bin->from +
         std::min(static_cast<Tick>(within * static_cast<double>(bin->to - bin->from)), bin->to - bin->from - 1);
}

double ProfileQuantile::share_before(Tick t) const {
  double before = 0;
  for (const Bin& bin : bins_) {
    if (t < bin.to) {
      if (t <= bin.from) return before;
      return before + (bin.until - before) * static_cast<double>(t - bin.from) / static_cast<double>(bin.to - bin.from);
    }
    before = bin.until;
  }
  return before;
}

namespace {

// By (time, class, number). Arrivals are spread over a day, so most of it is done by counting how many come in each of
// as many equal intervals as there are people.
void sort_by_time(std::vector<Arrival>& arrivals) {
  if (arrivals.empty()) return;
  const auto [first, last] = std::minmax_element(arrivals.begin(), arrivals.end(),
                                                 [](const Arrival& a, const Arrival& b) { return a.at < b.at; });
  const Tick from = first->at;
  const double per_tick = static_cast<double>(arrivals.size()) / static_cast<double>(last->at - from + 1);
  const auto interval = [&](const Arrival& a) {
    return static_cast<std::size_t>(static_cast<double>(a.at - from) * per_tick);
  };
  std::vector<std::uint32_t> begins(arrivals.size() + 2);  // of each interval, one further on
  for (const Arrival& a : arrivals) ++begins[interval(a) + 2];
  for (std::size_t i = 2; i < begins.size(); ++i) begins[i] += begins[i - 1];
  std::vector<Arrival> sorted(arrivals.size());
  for (const Arrival& a : arrivals) sorted[begins[interval(a) + 1]++] = a;
  const auto before = [](const Arrival& a, const Arrival& b) {
    return std::tie(a.at, a.traveller_class, a.number) < std::tie(b.at, b.traveller_class, b.number);
  };
  // By now begins[i] is where the interval i begins.
  for (std::size_t i = 0; i + 1 < begins.size(); ++i)
    if (begins[i + 1] - begins[i] > 1) std::sort(sorted.begin() + begins[i], sorted.begin() + begins[i + 1], before);
  arrivals = std::move(sorted);
}

}  // namespace

void put_in_order(std::vector<Arrival>& arrivals, const SourceBuild& build) {
  sort_by_time(arrivals);
  std::vector<Stream> streams;
  for (std::size_t c = 0; c < build.scenario.classes.size(); ++c)
    streams.emplace_back(build.run, build.element(c), "place among those of one instant");
  const auto draw = [&streams](const Arrival& a) {
    return static_cast<std::uint32_t>(streams[a.traveller_class].bits(a.number) >> 32U);
  };
  for (auto from = arrivals.begin(); from != arrivals.end();) {
    const auto to = std::find_if(from, arrivals.end(), [at = from->at](const Arrival& a) { return a.at != at; });
    if (to - from == 1) {
      from->place = draw(*from);
    } else {
      std::vector<std::uint8_t> classes;
      std::vector<std::uint32_t> draws;
      for (auto a = from; a != to; ++a) {
        classes.push_back(a->traveller_class);
        draws.push_back(draw(*a));
      }
      const std::vector<std::uint32_t> places = places_of_one_instant(classes, draws);
      for (auto a = from; a != to; ++a) a->place = places[static_cast<std::size_t>(a - from)];
      std::stable_sort(from, to, [](const Arrival& a, const Arrival& b) { return a.place < b.place; });
    }
    from = to;
  }
}

ListedArrivals::ListedArrivals(std::vector<Arrival> arrivals, const SourceBuild& build)
    : arrivals_(std::move(arrivals)) {
  put_in_order(arrivals_, build);
  left_ = arrivals_;
}

std::span<const Arrival> DailyArrivals::more() {
  today_.clear();
  while (today_.empty() && (days_made_ < build_.scenario.days || !later_.empty())) {
    if (days_made_ < build_.scenario.days) {
      const std::vector<Arrival> made = of_day_(days_made_++);
      later_.insert(later_.end(), made.begin(), made.end());
    }
    const Tick until = days_made_ < build_.scenario.days ? days_made_ * day : never;
    const auto later = std::partition(later_.begin(), later_.end(), [until](const Arrival& a) { return a.at < until; });
    today_.assign(later_.begin(), later);
    later_.erase(later_.begin(), later);
  }
  put_in_order(today_, build_);
  return today_;
}

std::span<const Arrival> SplitArrivals::more() {
  members_.clear();
  for (const Arrival& party : parties_->more()) {
    for (std::uint16_t offset = 0; offset < party.persons; ++offset) {
      Arrival& member = members_.emplace_back(party);
      member.number += offset;
      member.offset = offset;
      member.party_size = party.persons;
      member.persons = 1;
    }
  }
  put_in_order(members_, build_);
  return members_;
}

PartySizes::PartySizes(const SourceBuild& build, std::size_t traveller_class)
    : party_(build.source.party ? &*build.source.party : nullptr),
      stream_(build.run, build.element(traveller_class), "party size"),
      class_(static_cast<std::uint8_t>(traveller_class)) {
  if (!build.source.carries.empty()) aboard_.emplace(build);
}

std::uint16_t PartySizes::size(std::uint32_t number) const {
  if (aboard_) return static_cast<std::uint16_t>(1 + aboard_->count(class_, number));
  if (party_ == nullptr) return 1;
  return static_cast<std::uint16_t>(drawn(party_->size_share, stream_.uniform(number)));
}

void add_travellers(const SourceBuild& build, std::size_t traveller_class, int day_index, std::int64_t persons,
                    const ProfileQuantile& profile, std::vector<Arrival>& out) {
  const PartySizes parties(build, traveller_class);
  const Stream times(build.run, build.element(traveller_class), "arrival time");
  const std::uint32_t first = first_number(day_index);
  for (std::int64_t k = 0; k < persons;) {
    const auto number = static_cast<std::uint32_t>(first + k);
    std::uint16_t size = parties.size(number);
    const std::int64_t counted = std::min<std::int64_t>(parties.counted(size), persons - k);
    if (parties.counted(size) == size) size = static_cast<std::uint16_t>(counted);
    out.push_back(
        {day_index * day + profile(times.uniform(number)), number, size, static_cast<std::uint8_t>(traveller_class)});
    k += counted;
  }
}

void check_hours(const Scenario& scenario, const Port& port, const Source& source,
                 const std::vector<const Profile*>& profiles, Problems& problems) {
  Tick from = never;
  Tick to = 0;
  for (const Profile* profile : profiles) {
    for (const Profile::Bin& bin : profile->bins) {
      if (bin.weight <= 0) continue;
      // Who comes before it opens waits; who comes once it has closed stays outside, but may find it open the next day.
      if (bin.from < port.hours.close || (scenario.days > 1 && bin.to > port.hours.open + day)) return;
      from = std::min(from, bin.from);
      to = std::max(to, bin.to);
    }
  }
  if (to == 0) return;
  const auto clock = [](Tick t) { return t == day ? std::string("24:00") : clock_text(t % day); };
  const auto span = [&clock](Tick a, Tick b) { return a == b ? clock(a) : clock(a) + "-" + clock(b); };
  problems.add(source.place,
               "all people of '" + source.name + "' come at " + span(from, to) +
                   ", after the port has closed, and would stay outside: it is open " +
                   span(port.hours.open, port.hours.close),
               "arrivals in the opening hours");
}

void check_people(const Scenario& scenario, const Port& port, const Source& source, const ClassTotals& people,
                  const ByClass<Profile>& profile, double factor, Problems& problems) {
  constexpr double most_persons = 16e6;
  factor *= most_scale(scenario, source);
  std::vector<const Profile*> profiles;
  for (std::size_t c = 0; c < scenario.classes.size(); ++c) {
    if (people.most(c) <= 0) continue;
    if (people.most(c) * factor > std::min<double>(most_persons, Numbers{scenario.days}.in_a_day()))
      problems.add(source.place,
                   "'" + source.name + "' has too many persons of class '" + scenario.classes[c].name + "'",
                   scenario.days > 128 ? "from 0 to 8,388,608 in a day of so many, times the factor"
                                       : "from 0 to 16,000,000 in a day, times the factor");
    if (!source.carries.empty() && people.most(c) * factor > carried::most_vehicles(scenario.days))
      problems.add(source.place,
                   "'" + source.name + "' has too many vehicles of class '" + scenario.classes[c].name + "'",
                   "at most " + grouped(carried::most_vehicles(scenario.days)) + " in a day that carry somebody");
    profiles.push_back(profile.find(c, false));
    if (profiles.back() != nullptr) continue;
    problems.add(source.place, "no profile for class '" + scenario.classes[c].name + "' of '" + source.name + "'",
                 "a profile for every class that comes");
    profiles.pop_back();
  }
  check_hours(scenario, port, source, profiles, problems);
}

std::vector<std::int64_t> taken_from(const SourceBuild& build, int day_index) {
  std::vector<std::int64_t> taken(build.scenario.classes.size());
  for (const Source& other : build.port.sources)
    for (const auto& [name, by_class] : kind_of(other).takes({build.scenario, build.port, other, build.run}, day_index))
      if (name == build.source.name)
        for (std::size_t c = 0; c < taken.size(); ++c) taken[c] += by_class[c];
  const std::vector<std::int64_t> in_vehicles = taken_by_vehicles(build, day_index);
  for (std::size_t c = 0; c < taken.size(); ++c) taken[c] += in_vehicles[c];
  return taken;
}

std::optional<std::vector<std::int64_t>> vehicles_by_share(const SourceBuild& build, const std::vector<double>& weights,
                                                           double factor, int day_index) {
  const auto& carries = build.source.carries;
  const auto by_share =
      std::find_if(carries.begin(), carries.end(), [](const Carried& carried) { return carried.share.has_value(); });
  if (by_share == carries.end()) return {};
  const Source* of = source_of(build.port, *by_share);
  if (of == nullptr || !of->carries.empty()) return {};  // which is told
  const auto people = kind_of(*of).people_on({build.scenario, build.port, *of, build.run}, day_index);
  const auto all = static_cast<double>(std::accumulate(people.begin(), people.end(), std::int64_t{0}));
  const double vehicles = all * *by_share->share * factor / mean_number(*by_share);
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<std::int64_t> out;
  for (const double weight : weights) out.push_back(std::llround(sum > 0 ? vehicles * weight / sum : 0));
  return out;
}

std::vector<std::int64_t> KnownPeople::on(const SourceBuild& build, int day_index) const {
  if (auto vehicles = vehicles_by_share(build, people.on(day_index), factor, day_index)) return *std::move(vehicles);
  std::vector<std::int64_t> out;
  for (const double n : people.on(day_index)) out.push_back(std::llround(n * factor * build.scale_on(day_index)));
  return out;
}

double most_scale(const Scenario& scenario, const Source& source) {
  return std::max(source.scale.on(scenario.date), source.scale.on(days_after(scenario.date, scenario.days - 1)));
}

double on_the_fullest_day(const ClassTotals& people, double factor) {
  double all = 0;
  for (std::size_t c = 0; c < people.of_class.size(); ++c) all += people.most(c) * factor;
  return all;
}

std::shared_ptr<Record<KnownPeople>> known_people_keys(const std::string& name, const std::string& help) {
  auto r = std::make_shared<Record<KnownPeople>>(name, help);
  r->required("people", &KnownPeople::people, types::class_totals(), "Persons of each class in a day.")
      .required("profile", &KnownPeople::profile, types::by_class(types::profile()),
                "When they come: weights by time of day, for all or by class.")
      .key("factor", &KnownPeople::factor, types::percent(0, 100), "100%",
           "Scales the people of every class: 108% is eight per cent more than observed. The first ones stay the "
           "same.");
  return r;
}

std::vector<Arrival> arrivals_of_day(const SourceBuild& build, const KnownPeople& known, int day_index) {
  const std::vector<std::int64_t> taken = taken_from(build, day_index);
  const std::vector<std::int64_t> people = known.on(build, day_index);
  std::vector<Arrival> arrivals;
  for (std::size_t c = 0; c < people.size(); ++c) {
    const std::int64_t n = people[c] - taken[c];
    CROSSFLOW_CHECK(n >= 0, "more people are taken out of a source than it has");
    if (n > 0) add_travellers(build, c, day_index, n, ProfileQuantile(*known.profile.find(c, false)), arrivals);
  }
  return arrivals;
}

}  // namespace crossflow

// Tour groups: taken out of another source's people, not on top of them.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/base/sampler.hpp"
#include "sim/model/kinds.hpp"
#include "sim/model/sources/drawn_day.hpp"

namespace crossflow {
namespace {

struct Before {
  Tick time = 0;
  double share = 0;
};

struct GroupsKeys {
  std::string of;
  std::size_t traveller_class = 0;
  std::optional<long> number;
  std::optional<double> share;
  Distribution size = Distribution::constant(1);
  Profile profile;
  std::optional<Before> before;
  Distribution spread = Distribution::constant(0);
};

const GroupsKeys& keys_of(const Source& s) {
  return *static_cast<const GroupsKeys*>(s.keys.get());
}

constexpr std::uint32_t numbers_of_a_group = 1024;  // so that one group's size moves no other's numbers
constexpr int longest_span = 4096;                  // groups of a day
constexpr long most_groups = longest_span - 1;

class GroupDraws {
 public:
  explicit GroupDraws(const SourceBuild& build)
      : sizes_(keys_of(build.source).size),
        size_(build.run, build.element(), "group size"),
        time_(build.run, build.element(), "group time"),
        spread_(build.run, build.element(), "group spread"),
        member_(build.run, build.element(), "place in the group") {}

  std::uint32_t persons(std::uint32_t group) const {
    return static_cast<std::uint32_t>(
        std::clamp(std::lround(sizes_(size_.uniform(group))), 1L, static_cast<long>(numbers_of_a_group)));
  }
  double time(std::uint32_t group) const { return time_.uniform(group); }
  double spread(std::uint32_t group) const { return spread_.uniform(group); }
  double member(std::uint32_t number) const { return member_.uniform(number); }

 private:
  Sampler sizes_;
  Stream size_, time_, spread_, member_;
};

/// Persons of the groups of a day, group by group.
std::vector<std::uint32_t> groups_of_day(const SourceBuild& build, int day_index) {
  const GroupsKeys& k = keys_of(build.source);
  const GroupDraws draws(build);
  const auto size = [&](long g) { return draws.persons(static_cast<std::uint32_t>(day_index * longest_span + g)); };
  std::vector<std::uint32_t> out;
  if (k.number) {
    const long n = std::min(std::lround(static_cast<double>(*k.number) * build.scale_on(day_index)), most_groups);
    for (long g = 0; g < n; ++g) out.push_back(size(g));
    return out;
  }
  const Source& of = *std::find_if(build.port.sources.begin(), build.port.sources.end(),
                                   [&](const Source& source) { return source.name == k.of; });
  const auto people = kind_of(of).people_on({build.scenario, build.port, of, build.run}, day_index);
  const auto all = static_cast<double>(people[k.traveller_class]);
  const double wanted = all * *k.share;
  // Up to the number of groups that comes nearest to the share, as long as there are people for them.
  double persons = 0;
  for (long g = 0; g < most_groups; ++g) {
    const std::uint32_t next = size(g);
    if (persons + next / 2.0 > wanted || persons + next > all) break;
    persons += next;
    out.push_back(next);
  }
  return out;
}

// With `before`, the uniform is bent so that the wanted share falls before that time and each part keeps its profile.
double bent(double u, const GroupsKeys& keys, const ProfileQuantile& profile) {
  if (!keys.before) return u;
  const double usual = profile.share_before(keys.before->time);
  const double wanted = keys.before->share;
  return u < wanted ? u / wanted * usual : usual + (u - wanted) / (1 - wanted) * (1 - usual);
}

std::vector<Arrival> of_day(const SourceBuild& build, int day_index) {
  const GroupsKeys& k = keys_of(build.source);
  const GroupDraws draws(build);
  const Sampler spread(k.spread);
  const ProfileQuantile profile(k.profile);
  std::vector<Arrival> arrivals;
  const std::vector<std::uint32_t> sizes = groups_of_day(build, day_index);
  for (std::size_t g = 0; g < sizes.size(); ++g) {
    const auto group = static_cast<std::uint32_t>(day_index * longest_span) + static_cast<std::uint32_t>(g);
    const double length = spread(draws.spread(group));
    // A group that would still be coming when the profile ends comes whole before that.
    const Tick start = day_index * day + std::min(profile(bent(draws.time(group), k, profile)),
                                                  std::max<Tick>(0, profile.end() - 1 - ticks_from_seconds(length)));
    for (std::uint32_t m = 0; m < sizes[g]; ++m) {
      const std::uint32_t number = group * numbers_of_a_group + m;
      arrivals.push_back({start + ticks_from_seconds(length * draws.member(number)), number, 1,
                          static_cast<std::uint8_t>(k.traveller_class)});
    }
  }
  return arrivals;
}

// Whether the source out of which they are taken has so many people on each day.
void check_people_of(const Scenario& scenario, const Port& port, const Source& source, const Source& of,
                     Problems& problems) {
  const GroupsKeys& k = keys_of(source);
  const SourceBuild build{scenario, port, of, {}};
  const double largest = std::min(k.size.most(), static_cast<double>(numbers_of_a_group));
  for (int d = 0; d < scenario.days; ++d) {
    if (!scenario.is_on(d)) continue;
    const std::vector<std::int64_t> people = kind_of(of).people_on(build, d);
    if (people.empty() && k.share) {
      problems.add(
          source.place,
          "'" + source.name + "' is a share of '" + of.name + "', of which nobody knows how many come on a day",
          "a source with 'total', 'timetable' or 'typical day', or 'number', of groups");
      return;
    }
    // Of a number that is drawn as many are taken as there are.
    if (people.empty() || k.share || draws_people(of)) continue;
    const double most = largest * std::round(static_cast<double>(*k.number) * build.scale_on(d));
    const std::int64_t there = people[k.traveller_class];
    if (most <= static_cast<double>(there)) continue;
    problems.add(source.place,
                 "'" + source.name + "' may take " + fmt::format("{:.0f}", most) + " persons out of '" + of.name +
                     "', which has " + std::to_string(there) + " of that class" +
                     (scenario.days > 1 ? " on " + date_text(days_after(scenario.date, d)) : ""),
                 "fewer or smaller groups, or 'share' in the place of 'number'");
    return;
  }
}

struct Groups : ModelSourceKind {
  Groups() {
    name = "groups";
    help = "Tour groups, taken out of the people of another source. Their members bear numbers of their own.";
    groups = true;
    auto before = std::make_shared<Record<Before>>("share before a time", "How many groups come early.");
    before->required("time", &Before::time, types::clock(day), "The time.")
        .required("share", &Before::share, types::share(), "The share of groups that come before it.");
    auto r = std::make_shared<Record<GroupsKeys>>(name, help);
    r->required("of", &GroupsKeys::of, types::name(), "The source out of whose people they are taken.")
        .required("class", &GroupsKeys::traveller_class, types::class_name(), "The class of their members.")
        .optional("number", &GroupsKeys::number, types::whole(0, most_groups), "Groups in a day.")
        .optional("share", &GroupsKeys::share, types::share(),
                  "Instead of 'number': the share of the class that comes in groups. How many groups come on a day "
                  "follows from its people.")
        .required("size", &GroupsKeys::size, types::distribution(Measure::count),
                  "Persons of a group, rounded to a whole number.")
        .required("profile", &GroupsKeys::profile, types::profile(), "When groups come: weights by time of day.")
        .optional("before", &GroupsKeys::before,
                  std::static_pointer_cast<const Type<Before>>(std::shared_ptr<const Record<Before>>(before)),
                  "Bends the profile so that a given share comes before a time.")
        .required("spread", &GroupsKeys::spread, types::distribution(Measure::duration),
                  "Time from a group's first member to its last; they come evenly at random within it.")
        .check([](const GroupsKeys& read, const Value& value, Reader& reader) {
          if (read.number.has_value() == read.share.has_value())
            reader.problem(value, read.number ? "both 'number' and 'share'" : "neither 'number' nor 'share' of groups",
                           "one of them");
        });
    keys = r;
  }

  std::unique_ptr<Arrivals> make(const SourceBuild& build) const override {
    return std::make_unique<DailyArrivals>(build,
                                           [build](int day_index) { return of_day(build.on(day_index), day_index); });
  }

  bool brings(const Source& source, std::size_t traveller_class) const override {
    return keys_of(source).traveller_class == traveller_class;
  }

  std::vector<std::pair<std::string, std::vector<std::int64_t>>> takes(const SourceBuild& build,
                                                                       int day_index) const override {
    const GroupsKeys& k = keys_of(build.source);
    std::vector<std::int64_t> by_class(build.scenario.classes.size());
    for (const std::uint32_t persons : groups_of_day(build, day_index)) by_class[k.traveller_class] += persons;
    return {{k.of, std::move(by_class)}};
  }

  void validate(const Scenario& scenario, const Port& port, const Source& source, Problems& problems) const override {
    const GroupsKeys& k = keys_of(source);
    if (!source.carries.empty())
      problems.add(source.place, "groups of '" + source.name + "' carry others",
                   "a source of vehicles with 'total', 'typical day', 'timetable', 'rate' or 'recorded'");
    if (k.share.value_or(0) > 0 || k.number.value_or(0) > 0)
      check_hours(scenario, port, source, {&k.profile}, problems);
    std::vector<std::string> names;
    for (const Source& other : port.sources)
      if (!kind_of(other).groups) names.push_back(other.name);
    if (std::find(names.begin(), names.end(), k.of) == names.end())
      problems.add(source.place, "'" + source.name + "' is taken out of '" + k.of + "', which is no source of people",
                   "the name of another source", nearest_word(k.of, names));
    for (const Source& other : port.sources)
      if (other.name == k.of) check_people_of(scenario, port, source, other, problems);
    if (const double usual = k.before ? ProfileQuantile(k.profile).share_before(k.before->time) : 0.5;
        usual <= 0 || usual >= 1)
      problems.add(source.place,
                   "the profile of '" + source.name + "' lies wholly on one side of " + clock_text(k.before->time) +
                       ", before which a share of it is wanted",
                   "a time inside the profile");
    if (k.before && (k.before->share <= 0 || k.before->share >= 1))
      problems.add(source.place, "the share of groups before " + clock_text(k.before->time) + " is all or nothing",
                   "a share between 0% and 100%");
  }
};

}  // namespace

const ModelSourceKind& groups_kind() {
  static const Groups kind;
  return kind;
}

}  // namespace crossflow

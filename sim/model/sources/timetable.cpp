// People who come in loads: trains, coaches and ferries by their timetable. Code and keys say "train" for all of them.
#include <algorithm>
#include <limits>

#include "sim/base/sampler.hpp"
#include "sim/model/kinds.hpp"
#include "sim/model/sources/on_average.hpp"

namespace crossflow {
namespace {

struct TimetableKeys {
  KnownPeople known;
  std::vector<Tick> times;
  std::optional<Schedule<Tick>> every;
  std::optional<Tick> first, last;
  std::optional<long> capacity;
  Distribution spread = Distribution::constant(0);
};

const TimetableKeys& keys_of(const Source& s) {
  return *static_cast<const TimetableKeys*>(s.keys.get());
}

const std::string one_way = "either 'times', or 'every' with 'first' and 'last'";

// When they come on a day, in order of time.
std::vector<Tick> trains_of(const TimetableKeys& keys) {
  if (!keys.times.empty()) return keys.times;
  std::vector<Tick> trains;
  // What holds last on a day goes on after midnight.
  for (Tick t = *keys.first; t <= *keys.last; t += value_at(*keys.every, t % day)) trains.push_back(t);
  return trains;
}

// Puts the people of a day, in order of time, on the first train at or after their time that has room for their whole
// party. Nobody overtakes. An empty train takes a party of any size, the last train all that are left.
// Of vehicles, on a ferry, only the vehicle takes room.
void board(std::vector<Arrival>& people, Tick midnight, const std::vector<Tick>& trains, long capacity, bool vehicles) {
  std::size_t train = 0;
  long room = capacity;
  for (Arrival& party : people) {
    const auto too_early = [&] { return midnight + trains[train] < party.at; };
    const long persons = vehicles ? 1 : party.persons;
    const auto full = [&] { return room < persons && room < capacity; };
    while (train + 1 < trains.size() && (too_early() || full())) {
      ++train;
      room = capacity;
    }
    room -= persons;
    party.at = midnight + trains[train];
  }
}

// The shares of people by train: the profile of those who come out of the station.
Profile by_train(const Profile& profile, const TimetableKeys& keys, const std::vector<Tick>& trains) {
  const ProfileQuantile wanted(profile);
  Profile out;
  double before = 0;
  for (const Tick train : trains) {
    const double until = train == trains.back() ? 1.0 : wanted.share_before(train + 1);
    out.bins.push_back({train + ticks_from_seconds(keys.spread.least()),
                        train + ticks_from_seconds(std::min(keys.spread.most(), to_seconds(day))), until - before});
    before = until;
  }
  return out;
}

ByClass<Profile> by_train(const ByClass<Profile>& profiles, const TimetableKeys& keys,
                          const std::vector<Tick>& trains) {
  ByClass<Profile> out;
  for (const auto& profile : profiles.of_class)
    out.of_class.push_back(profile ? std::optional(by_train(*profile, keys, trains)) : std::nullopt);
  if (profiles.otherwise) out.otherwise = by_train(*profiles.otherwise, keys, trains);
  return out;
}

void check_times(const TimetableKeys& read, const Value& value, Reader& reader) {
  for (const std::string key : {"every", "first", "last"})
    if (const Value* other = value.find(key)) reader.problem(*other, "'" + key + "' stands beside 'times'", one_way);
  const Value& list = *value.find("times");
  for (std::size_t i = 1; i < read.times.size(); ++i)
    if (read.times[i] <= read.times[i - 1])
      reader.problem(
          list.items[i],
          "the train at " + describe(list.items[i]) + " stands after the one at " + describe(list.items[i - 1]),
          "times in order, each once; half past midnight is 24:30");
}

void check_intervals(const TimetableKeys& read, const Value& value, Reader& reader) {
  if (!read.every && !read.first && !read.last) {
    reader.problem(value, reader.subject() + " has no trains", one_way);
    return;
  }
  for (const std::string key : {"every", "first", "last"})
    if (value.find(key) == nullptr) reader.problem(value, "'" + key + "' is missing", one_way);
  if (!read.every || !read.first || !read.last) return;
  const Value& first = *value.find("first");
  if (*read.last < *read.first)
    reader.problem(
        *value.find("last"),
        "the last train, at " + describe(*value.find("last")) + ", comes before the first, at " + describe(first),
        "a later time; half past midnight is 24:30");
  if (const Tick from = read.every->front().first; *read.first < from)
    reader.problem(first, "the first train comes at " + describe(first) + ", but 'every' begins at " + clock_text(from),
                   "an interval for all trains");
}

struct Timetable : ModelSourceKind, KnownOnAverage {
  Timetable() {
    name = "timetable";
    help =
        "People who come in loads, by train, coach or ferry ('train' stands for each): exactly so many on each day, as "
        "with `total`. Everybody comes by the first train of that day at or after the time that the profile gives him; "
        "the last train brings the rest.";
    auto r = std::make_shared<Record<TimetableKeys>>(name, help);
    r->include(&TimetableKeys::known, std::shared_ptr<const Record<KnownPeople>>(known_people_keys(name, help)))
        .optional("times", &TimetableKeys::times, types::list_of(types::clock(), 1),
                  "When trains come, in order of time. After midnight go on with 24:00.")
        .optional("every", &TimetableKeys::every, types::schedule(types::duration(second, day)),
                  "Instead of 'times': how long after a train the next one comes, always or for trains from times of "
                  "the day on.")
        .optional("first", &TimetableKeys::first, types::clock(day), "Goes with 'every': the first train.")
        .optional("last", &TimetableKeys::last, types::clock(),
                  "Goes with 'every': no train comes later than this. Half past midnight is 24:30.")
        .optional(
            "capacity", &TimetableKeys::capacity, types::whole(1, 100'000, "persons"),
            "A train brings no more than so many: whoever finds it full takes the next one, and nobody overtakes. "
            "The last train takes all that are left.")
        .key("spread", &TimetableKeys::spread, types::distribution(Measure::duration), "0 s",
             "Time from the train's coming to a person's (or a party's) arrival here: getting off and walking.")
        .check([](const TimetableKeys& read, const Value& value, Reader& reader) {
          read.times.empty() ? check_intervals(read, value, reader) : check_times(read, value, reader);
        });
    keys = r;
  }

  std::unique_ptr<Arrivals> make(const SourceBuild& build) const override {
    std::vector<Stream> walks;
    for (std::size_t c = 0; c < build.scenario.classes.size(); ++c)
      walks.emplace_back(build.run, build.element(c), "walk from the train");
    return std::make_unique<DailyArrivals>(build, [build, walks = std::move(walks)](int day_index) {
      const SourceBuild today = build.on(day_index);
      const TimetableKeys& k = keys_of(today.source);
      const Sampler walk(k.spread);
      std::vector<Arrival> of_day = arrivals_of_day(today, k.known, day_index);
      put_in_order(of_day, build);
      board(of_day, day_index * day, trains_of(k), k.capacity.value_or(std::numeric_limits<long>::max()),
            !build.source.carries.empty());
      for (Arrival& party : of_day)
        party.at += ticks_from_seconds(walk(walks[party.traveller_class].uniform(party.number)));
      return of_day;
    });
  }

  std::optional<ExpectedPeople> on_average(const SourceBuild& build, std::size_t traveller_class,
                                           int day_index) const override {
    const SourceBuild today = build.on(day_index);
    return crossflow::on_average(keys_of(today.source).known, today, traveller_class, day_index);
  }
  bool brings(const Source& source, std::size_t traveller_class) const override {
    return keys_of(source).known.people.most(traveller_class) > 0;
  }
  std::vector<std::int64_t> people_on(const SourceBuild& build, int day_index) const override {
    return keys_of(build.source).known.on(build, day_index);
  }
  double people_of_a_day(const Scenario& scenario, const Source& source) const override {
    return on_the_fullest_day(keys_of(source).known.people,
                              keys_of(source).known.factor * most_scale(scenario, source));
  }

  void validate(const Scenario& scenario, const Port& port, const Source& source, Problems& problems) const override {
    const TimetableKeys& k = keys_of(source);
    const std::vector<Tick> trains = trains_of(k);
    check_people(scenario, port, source, k.known.people, by_train(k.known.profile, k, trains), k.known.factor,
                 problems);
    for (std::size_t c = 0; c < scenario.classes.size(); ++c) {
      const Profile* profile = k.known.profile.find(c, false);
      if (k.known.people.of_class[c] <= 0 || profile == nullptr) continue;
      if (ProfileQuantile(*profile).share_before(trains.back()) > 0) continue;
      problems.add(source.place,
                   "all people of class '" + scenario.classes[c].name + "' of '" + source.name +
                       "' would come after its last train at " + clock_text(trains.back()),
                   "a later train, or a profile with weight before it");
    }
  }
};

}  // namespace

const ModelSourceKind& timetable_kind() {
  static const Timetable kind;
  return kind;
}

}  // namespace crossflow

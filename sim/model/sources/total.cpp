// A known number of people: exactly those, at times drawn from the profile.
#include <cmath>

#include "sim/model/kinds.hpp"
#include "sim/model/sources/arrival_times.hpp"

namespace crossflow {
namespace {

struct TotalKeys {
  ClassTotals people;
  ByClass<Profile> profile;
  double factor = 1;
};

const TotalKeys& keys_of(const Source& s) {
  return *static_cast<const TotalKeys*>(s.keys.get());
}

struct Total : ModelSourceKind {
  Total() {
    name = "total";
    help = "Exactly so many people on each day of the scenario, as for an observed date; only their times are drawn.";
    auto r = std::make_shared<Record<TotalKeys>>(name, help);
    r->required("people", &TotalKeys::people, types::class_totals(), "Persons of each class in a day.")
        .required("profile", &TotalKeys::profile, types::by_class(types::profile()),
                  "When they come: weights by time of day, for all or by class.")
        .key("factor", &TotalKeys::factor, types::percent(0, 100), "100%",
             "Scales the people of every class: 108% is eight per cent more than observed. The first ones stay the "
             "same.")
        .check([](const TotalKeys& read, const Value& value, Reader& reader) {
          if (read.people.of_one_date && reader.days > 1)
            reader.problem(
                *value.find("people"),
                "the table's row is for one date, but the scenario has " + std::to_string(reader.days) + " days",
                "days: 1, or people given in the file");
        });
    keys = r;
  }
  std::unique_ptr<Arrivals> make(const SourceBuild& build) const override {
    const TotalKeys& k = keys_of(build.source);
    const std::vector<std::int64_t> taken = taken_from(build);
    const std::vector<std::int64_t> people = known_people(build.source);
    std::vector<Arrival> arrivals;
    for (std::size_t c = 0; c < build.scenario.classes.size(); ++c) {
      const std::int64_t n = people[c] - taken[c];
      CROSSFLOW_CHECK(n >= 0, "more people are taken out of a source than it has");
      if (n == 0) continue;
      const ProfileQuantile profile(*k.profile.find(c, false));
      for (int d = 0; d < build.scenario.days; ++d) add_travellers(build, c, d, n, profile, arrivals);
    }
    return std::make_unique<ListedArrivals>(std::move(arrivals));
  }
  std::vector<std::int64_t> known_people(const Source& source) const override {
    std::vector<std::int64_t> out;
    for (const double n : keys_of(source).people.of_class) out.push_back(std::llround(n * keys_of(source).factor));
    return out;
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

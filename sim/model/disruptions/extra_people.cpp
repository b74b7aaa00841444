// A crowd on top of everybody else: people who come from a concert, a match, fireworks.
#include <algorithm>
#include <cmath>

#include "sim/model/disruptions/changed_arrivals.hpp"
#include "sim/model/disruptions/selectors.hpp"
#include "sim/model/kinds.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct ExtraKeys {
  SourceSelector sources;
  long number = 0;
  std::vector<std::pair<std::string, double>> mix;
};

const ExtraKeys& keys_of(const Effect& effect) {
  return *static_cast<const ExtraKeys*>(effect.keys.get());
}

constexpr double whole = 1.0, nearly = 1e-6;

/// Which sources of all ports take in how many of which class.
struct Portion {
  const Source* source;
  std::size_t traveller_class;
  std::int64_t persons;
};

bool takes(const ExtraKeys& keys, const SourceBuild& build, std::size_t traveller_class) {
  return selects(keys.sources, build.source) && build.source.carries.empty() && !kind_of(build.source).groups &&
         brings_on_any_day(build, traveller_class);
}

// Classes that come nowhere give their part to the others; the sources of a class share it equally.
std::vector<Portion> portions(const Effect& effect, const Scenario& scenario, const std::vector<const Port*>& ports) {
  const ExtraKeys& keys = keys_of(effect);
  struct OfClass {
    std::size_t traveller_class;
    double weight;
    std::vector<const Source*> sources;
  };
  std::vector<OfClass> classes;
  double weights = 0;
  for (std::size_t c = 0; c < scenario.classes.size(); ++c) {
    const auto found = std::find_if(keys.mix.begin(), keys.mix.end(),
                                    [&](const auto& each) { return each.first == scenario.classes[c].name; });
    if (found == keys.mix.end() || found->second <= 0 || scenario.classes[c].kind != EntityKind::traveller) continue;
    OfClass of{c, found->second, {}};
    for (const Port* port : ports)
      for (const Source& source : port->sources)
        if (takes(keys, {scenario, *port, source, {}}, c)) of.sources.push_back(&source);
    if (of.sources.empty()) continue;
    weights += of.weight;
    classes.push_back(std::move(of));
  }
  std::vector<Portion> out;
  double so_far = 0;
  std::int64_t given = 0;
  for (const OfClass& of : classes) {
    so_far += of.weight;
    const std::int64_t until = std::llround(static_cast<double>(keys.number) * so_far / weights);
    const std::int64_t persons = until - std::exchange(given, until);
    const auto n = static_cast<std::int64_t>(of.sources.size());
    for (std::int64_t i = 0; i < n; ++i)
      out.push_back(
          {of.sources[static_cast<std::size_t>(i)], of.traveller_class, (i + 1) * persons / n - i * persons / n});
  }
  return out;
}

class ExtraPeople : public ModelEffectKind {
 public:
  ExtraPeople() {
    name = "extra people";
    help =
        "So many people come on foot on top of all others, evenly at random from the beginning to the end, in parties "
        "such as others of their source. They come in by the sources that bring their class already (not by vehicle, "
        "nor in tour groups), in equal parts, at all ports together.";
    auto r = std::make_shared<Record<ExtraKeys>>(name, help);
    r->include(&ExtraKeys::sources, std::shared_ptr<const Record<SourceSelector>>(source_selector_keys()))
        .required("number", &ExtraKeys::number, types::whole(1, 1'000'000, "persons"), "How many in all.")
        .required("mix", &ExtraKeys::mix, types::map_of(types::share(), "classes"),
                  "Their classes, by share. Where nobody of a class comes anyway, the others take its part.")
        .check([](const ExtraKeys& read, const Value& value, Reader& reader) {
          double sum = 0;
          for (const auto& each : read.mix) sum += each.second;
          const Reader::Scope scope(reader, "mix");
          if (std::abs(sum - whole) > nearly) refuse_sum(*value.find("mix"), sum, "class", reader);
        });
    keys = r;
  }

  bool finds(const Effect& effect, const PortView& view) const override {
    return !portions(effect, view.scenario, {&view.port()}).empty();
  }
  std::string looks_for(const Effect& effect) const override {
    std::vector<std::string> classes;
    for (const auto& each : keys_of(effect).mix) classes.push_back(each.first);
    return text_of(keys_of(effect).sources) + " on foot with class '" + listed(classes, "' or '") + "'";
  }

  std::unique_ptr<Arrivals> change(const EffectOf& of, const SourceBuild& build,
                                   std::unique_ptr<Arrivals> arrivals) const override {
    std::vector<const Port*> ports;
    for (const Port& port : build.scenario.ports)
      if (is_at(of.disruption, port)) ports.push_back(&port);
    const ProfileQuantile evenly(Profile{{{of.disruption.from, of.disruption.until, 1.0}}});
    std::vector<Arrival> others;
    for (const Portion& portion : portions(of.effect, build.scenario, ports))
      if (portion.source == &build.source && portion.persons > 0)
        add_travellers(build, portion.traveller_class, of.block, portion.persons, evenly, others);
    if (others.empty()) return arrivals;
    for (Arrival& a : others) a.at -= of.block * day;  // the block stands where a day does, for its numbers alone
    return std::make_unique<MoreArrivals>(std::move(arrivals), std::move(others), build);
  }
};

}  // namespace

const ModelEffectKind& extra_people_effect() {
  static const ExtraPeople kind;
  return kind;
}

}  // namespace crossflow

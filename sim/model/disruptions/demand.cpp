// More people than usual, or fewer: a festive peak, a holiday on the other side.
#include <algorithm>
#include <array>
#include <cmath>

#include "sim/model/disruptions/changed_arrivals.hpp"
#include "sim/model/disruptions/selectors.hpp"
#include "sim/model/kinds.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct DemandKeys {
  SourceSelector sources;
  std::vector<std::string> classes;
  double factor = 1;
};

const DemandKeys& keys_of(const Effect& effect) {
  return *static_cast<const DemandKeys*>(effect.keys.get());
}

// By class: whether it is one of those meant, and comes from this source by itself.
std::vector<bool> classes_of(const DemandKeys& keys, const SourceBuild& build) {
  std::vector<bool> out;
  for (std::size_t c = 0; c < build.scenario.classes.size(); ++c) {
    const auto& wanted = keys.classes;
    out.push_back(
        (wanted.empty() || std::find(wanted.begin(), wanted.end(), build.scenario.classes[c].name) != wanted.end()) &&
        brings_on_any_day(build, c));
  }
  return out;
}

class Demand : public ModelEffectKind {
 public:
  Demand() {
    name = "demand";
    help =
        "More or fewer come than usual, of those who would come in that time. Beyond 100% people come on top of the "
        "usual ones, as they would on another such day; below, a share of the usual ones stays away. Either way the "
        "others come as they would have come.";
    auto r = std::make_shared<Record<DemandKeys>>(name, help);
    r->include(&DemandKeys::sources, std::shared_ptr<const Record<SourceSelector>>(source_selector_keys()))
        .optional("class", &DemandKeys::classes, types::list_of(types::name()),
                  "Of these classes only, by those who come by themselves: of a car with people aboard, the car's.")
        .required("factor", &DemandKeys::factor, types::percent(0, 10), "How many come, of the usual number.");
    keys = r;
  }

  bool finds(const Effect& effect, const PortView& view) const override {
    const auto& sources = view.port().sources;
    return std::any_of(sources.begin(), sources.end(), [&](const Source& s) { return changes(effect, view, s); });
  }
  std::string looks_for(const Effect& effect) const override {
    const DemandKeys& k = keys_of(effect);
    return text_of(k.sources) + (k.classes.empty() ? "" : " with class '" + listed(k.classes, "' or '") + "'");
  }

  std::unique_ptr<Arrivals> change(const EffectOf& of, const SourceBuild& build,
                                   std::unique_ptr<Arrivals> arrivals) const override {
    const DemandKeys& k = keys_of(of.effect);
    const std::vector<bool> meant = classes_of(k, build);
    if (!selects(k.sources, build.source) || std::find(meant.begin(), meant.end(), true) == meant.end())
      return arrivals;
    if (k.factor > 1) return std::make_unique<MoreArrivals>(std::move(arrivals), others(of, build, meant), build);
    return std::make_unique<FewerArrivals>(std::move(arrivals), who_comes(of, build, meant));
  }

 private:
  static bool changes(const Effect& effect, const PortView& view, const Source& source) {
    const std::vector<bool> meant = classes_of(keys_of(effect), {view.scenario, view.port(), source, {}});
    return selects(keys_of(effect).sources, source) && std::find(meant.begin(), meant.end(), true) != meant.end();
  }

  static bool concerns(const Disruption& disruption, const std::vector<bool>& meant, const Arrival& a) {
    return a.at >= disruption.from && a.at < disruption.until && meant[a.traveller_class];
  }

  static FewerArrivals::Comes who_comes(const EffectOf& of, const SourceBuild& build, const std::vector<bool>& meant) {
    std::vector<Stream> streams;
    for (std::size_t c = 0; c < meant.size(); ++c)
      streams.emplace_back(build.run, build.element(c), "comes all the same in " + of.disruption.name);
    return [&disruption = of.disruption, factor = keys_of(of.effect).factor, meant, streams](const Arrival& a) {
      return !concerns(disruption, meant, a) || streams[a.traveller_class].uniform(a.number) < factor;
    };
  }

  // Those of another such day, once for each 100% beyond the first; of the last a share.
  static std::vector<Arrival> others(const EffectOf& of, const SourceBuild& build, const std::vector<bool>& meant) {
    const double factor = keys_of(of.effect).factor;
    const PartiesOf parties(build);
    std::vector<std::uint32_t> made(meant.size());  // numbers, by class
    std::vector<Arrival> out;
    for (int copy = 0; copy < static_cast<int>(std::ceil(factor - 1)); ++copy) {
      const std::string day_name = of.disruption.name + " " + std::to_string(copy);
      RunKey other_day = build.run;
      other_day.seed = combine(other_day.seed, hash_name(day_name));
      const auto day = kind_of(build.source).make({build.scenario, build.port, build.source, other_day});
      std::vector<Stream> streams;
      for (std::size_t c = 0; c < meant.size(); ++c)
        streams.emplace_back(build.run, build.element(c), "comes on top in " + day_name);
      for (auto some = day->more(); !some.empty() && some.front().at < of.disruption.until; some = day->more()) {
        for (Arrival a : some) {
          if (!concerns(of.disruption, meant, a)) continue;
          const std::uint32_t k = made[a.traveller_class];
          a.number = first_number(of.block) + k;
          a.persons = parties.size(a);
          made[a.traveller_class] += parties.numbers(a);
          if (made[a.traveller_class] > parties.most())
            throw RunError("the disruption '" + of.disruption.name + "' brings more of class '" +
                           build.scenario.classes[a.traveller_class].name + "' to '" + build.source.name +
                           "' than there are numbers: " + std::to_string(parties.most()));
          if (streams[a.traveller_class].uniform(k) < factor - 1 - copy) out.push_back(a);
        }
      }
    }
    return out;
  }

  // Who comes with whom: a vehicle carries what its new number says, others are as many as on the other day.
  class PartiesOf {
   public:
    explicit PartiesOf(const SourceBuild& build) : days_(build.scenario.days) {
      if (!build.source.carries.empty()) aboard_.emplace(build);
    }
    std::uint16_t size(const Arrival& a) const {
      return aboard_ ? static_cast<std::uint16_t>(1 + aboard_->count(a.traveller_class, a.number)) : a.persons;
    }
    std::uint32_t numbers(const Arrival& a) const { return aboard_ ? 1 : a.persons; }
    std::uint32_t most() const { return aboard_ ? carried::most_vehicles(days_) : Numbers{days_}.in_a_day(); }

   private:
    int days_;
    std::optional<Aboard> aboard_;
  };
};

}  // namespace

const ModelEffectKind& demand_effect() {
  static const Demand kind;
  return kind;
}

}  // namespace crossflow

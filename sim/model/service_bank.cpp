#include "sim/model/service_bank.hpp"

#include <algorithm>

#include "sim/scenario/types.hpp"

namespace crossflow {

std::shared_ptr<Record<ServiceKeys>> service_keys(const std::string& kind, const std::string& about, EntityKind unit) {
  auto r = std::make_shared<Record<ServiceKeys>>(kind, about);
  r->include(&ServiceKeys::bank, bank_keys())
      .required(
          "service", &ServiceKeys::service, types::by_class(types::distribution(Measure::duration)),
          unit == EntityKind::traveller
              ? "How long one person takes, for all or by class. Members of a party that moves together are served in "
                "one transaction, which takes as long as all of them one after the other."
              : "How long one of them takes, for all or by class. Who is aboard adds nothing, unless "
                "a time is given for his class by name.")
      .optional("prepared", &ServiceKeys::prepared,
                types::list_of(std::static_pointer_cast<const Type<PreparedKeys>>(prepared_keys(unit))),
                "Those who bring something that makes their service quicker; the first of several counts.")
      .optional(
          "task", &ServiceKeys::task, types::text(),
          "What is done here. Stations with one task draw the same need for the same traveller, so that splitting a "
          "station in two changes nobody's need.")
      .check([unit](const ServiceKeys& read, const Value& value, Reader& reader) {
        // Of several ports, each serves those who come to it: that is known only once all are read.
        if (unit != EntityKind::traveller || reader.names.several_ports) return;
        for (std::size_t c = 0; c < reader.names.classes.size(); ++c)
          if (reader.names.class_kinds[c] == unit && read.service.find(c, false) == nullptr)
            reader.problem(*value.find("service"), "no service time for class '" + reader.names.classes[c] + "'",
                           "a value for every class, or 'otherwise'");
      });
  return r;
}

std::vector<bool> classes_that_count(const std::vector<const ByClass<Distribution>*>& times, const Station& station,
                                     const Build& build) {
  const EntityKind unit = kind_of(station).unit;
  std::vector<bool> counts;
  for (std::size_t c = 0; c < build.scenario().classes.size(); ++c) {
    const bool named = std::any_of(times.begin(), times.end(),
                                   [c](const auto* t) { return c < t->of_class.size() && t->of_class[c].has_value(); });
    counts.push_back(unit == EntityKind::traveller || build.scenario().classes[c].kind == unit || named);
  }
  return counts;
}

std::optional<double> mean_service(const ServiceKeys& keys, std::size_t entity_class, bool grouped) {
  const Distribution* usual = keys.service.find(entity_class, grouped);
  if (usual == nullptr) return {};
  double mean = usual->mean();
  // The first of several counts.
  for (auto prepared = keys.prepared.rbegin(); prepared != keys.prepared.rend(); ++prepared) {
    const double* share = prepared->share.find(entity_class, grouped);
    const Distribution* quicker = prepared->service.find(entity_class, grouped);
    if (share != nullptr && quicker != nullptr) mean = *share * quicker->mean() + (1 - *share) * mean;
  }
  return mean;
}

ServiceBank::ServiceBank(const ServiceKeys& keys, const std::string& task, const Station& station, const Build& build,
                         bool may_fail)
    : KeyedBank(keys.bank, station, build, may_fail),
      service_(keys.service, classes_that_count({&keys.service}, station, build)),
      draws_(build.draws(task)) {
  for (const PreparedKeys& prepared : keys.prepared)
    prepared_.emplace_back(prepared, classes_that_count({&keys.service}, station, build), build);
}

double ServiceBank::need(const Entity& e) {
  const double u = draws_.uniform(e);
  if (!prepared_.empty()) [[unlikely]]
    return need_if_prepared(e, u);
  return service_.or_nothing(e, u);
}

// Apart, else `need` would save registers for it.
double ServiceBank::need_if_prepared(const Entity& e, double u) const {
  for (const Prepared& prepared : prepared_)
    if (prepared.has(e)) return prepared.service(e, u);
  return service_.or_nothing(e, u);
}

std::string ServiceKind::task(const Station& station) const {
  const std::string& own = keys_of(station).task.value_or(default_task);
  const std::string by = authority_of(station);
  return by.empty() ? own : own + " by " + by;
}

std::unique_ptr<Node> ServiceKind::make(const Station& station, const Build& build) const {
  return std::make_unique<ServiceBank>(keys_of(station), task(station), station, build);
}

}  // namespace crossflow

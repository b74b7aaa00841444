#include "sim/model/service_bank.hpp"

#include "sim/scenario/types.hpp"

namespace crossflow {

std::shared_ptr<Record<ServiceKeys>> service_keys(const std::string& kind, const std::string& about) {
  auto r = std::make_shared<Record<ServiceKeys>>(kind, about);
  r->include(&ServiceKeys::bank, bank_keys())
      .required(
          "service", &ServiceKeys::service, types::by_class(types::distribution(Measure::duration)),
          "How long one person takes, for all or by class. Members of a party that moves together are served in one "
          "transaction, which takes as long as all of them one after the other.")
      .optional(
          "task", &ServiceKeys::task, types::text(),
          "What is done here. Stations with one task draw the same need for the same traveller, so that splitting a "
          "station in two changes nobody's need.")
      .check([](const ServiceKeys& read, const Value& value, Reader& reader) {
        for (std::size_t c = 0; c < reader.names.classes.size(); ++c)
          if (read.service.find(c, false) == nullptr)
            reader.problem(*value.find("service"), "no service time for class '" + reader.names.classes[c] + "'",
                           "a value for every class, or 'otherwise'");
      });
  return r;
}

ServiceBank::ServiceBank(const ServiceKeys& keys, const std::string& task, const Station& station, const Build& build,
                         bool may_fail)
    : KeyedBank(keys.bank, station, build, may_fail),
      service_(keys.service, build.scenario().classes.size()),
      draws_(build.draws(task)) {}

std::string ServiceKind::task(const Station& station) const {
  const std::string& own = keys_of(station).task.value_or(default_task);
  const std::string by = authority_of(station);
  return by.empty() ? own : own + " by " + by;
}

std::unique_ptr<Node> ServiceKind::make(const Station& station, const Build& build) const {
  return std::make_unique<ServiceBank>(keys_of(station), task(station), station, build);
}

}  // namespace crossflow

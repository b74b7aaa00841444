// A bank where one service, drawn for each traveller, is all that happens: counters, gates, search tables.
#pragma once

#include <memory>
#include <string>

#include "sim/model/bank_keys.hpp"

namespace crossflow {

struct ServiceKeys {
  BankKeys bank;
  ByClass<Distribution> service;
  std::optional<std::string> task;
};

/// `task` is what is done here unless the scenario names it: draws hang on the task.
std::shared_ptr<Record<ServiceKeys>> service_keys(const std::string& kind, const std::string& about);

class ServiceBank : public KeyedBank {
 public:
  ServiceBank(const ServiceKeys& keys, const std::string& task, const Station& station, const Build& build,
              bool may_fail = false);

 protected:
  double need(const Entity& entity) override { return service_(entity, draws_.uniform(entity)); }

 private:
  SamplerByClass service_;
  Draws draws_;
};

/// The base of kinds whose keys are ServiceKeys.
struct ServiceKind : BankKind {
  std::string default_task;

  const ServiceKeys& keys_of(const Station& station) const {
    return *static_cast<const ServiceKeys*>(station.keys.get());
  }
  const BankKeys& bank(const Station& station) const override { return keys_of(station).bank; }
  std::string task(const Station& station) const override;
  std::unique_ptr<Node> make(const Station& station, const Build& build) const override;
};

}  // namespace crossflow

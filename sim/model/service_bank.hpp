// A bank where one service, drawn for each traveller, is all that happens: counters, gates, search tables.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/model/bank_keys.hpp"
#include "sim/model/prepared.hpp"

namespace crossflow {

struct ServiceKeys {
  BankKeys bank;
  ByClass<Distribution> service;
  std::vector<PreparedKeys> prepared;
  std::optional<std::string> task;
};

/// `unit` is what the kind counts.
std::shared_ptr<Record<ServiceKeys>> service_keys(const std::string& kind, const std::string& about,
                                                  EntityKind unit = EntityKind::traveller);

/// Whose service time counts at a station, by class. Where vehicles are served, those aboard take no time of their own,
/// but for classes to which the scenario gives one by name.
std::vector<bool> classes_that_count(const std::vector<const ByClass<Distribution>*>& times, const Station& station,
                                     const Build& build);

/// Those who are prepared included; empty for a class that takes no time here.
std::optional<double> mean_service(const ServiceKeys& keys, std::size_t entity_class, bool grouped);

class ServiceBank : public KeyedBank {
 public:
  ServiceBank(const ServiceKeys& keys, const std::string& task, const Station& station, const Build& build,
              bool may_fail = false);

 protected:
  double need(const Entity& entity) override;

 private:
  [[gnu::noinline]] double need_if_prepared(const Entity& e, double u) const;

  SamplerByClass service_;
  std::vector<Prepared> prepared_;
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
  bool serves(const Station& station, std::size_t entity_class) const override {
    return keys_of(station).service.find(entity_class, false) != nullptr;
  }
  std::optional<double> mean_service(const Station& station, std::size_t entity_class, bool grouped) const override {
    return crossflow::mean_service(keys_of(station), entity_class, grouped);
  }
  std::unique_ptr<Node> make(const Station& station, const Build& build) const override;
};

}  // namespace crossflow

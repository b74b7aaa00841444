// What a station looks for in those whom it serves: an alarm, or a search that finds.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "sim/base/sampler.hpp"
#include "sim/model/risk.hpp"

namespace crossflow {

/// Either raises alarms (a scanner, the reading of its image, a baggage belt) or finds (a search).
struct CheckKeys {
  std::optional<ByContraband> detects;
  std::optional<double> false_alarms;
  std::optional<ByContraband> finds;
  std::optional<Distribution> case_time;
};

std::shared_ptr<const Record<CheckKeys>> check_keys();

/// The check of one station. It is made at the end of a service, of those whom the station counts. A find keeps its
/// server, and who was found with his party, for the time of the case.
class Check {
 public:
  Check(const CheckKeys& keys, const Station& station, const Build& build);

  /// A service is over, or the case after it: how much longer it takes.
  Tick made(Slot leader, NodeId station, const Entity& e);

 private:
  Risk& risk_;
  EntityKind unit_;
  AlarmChance alarm_;
  std::optional<ByContraband> finds_;
  std::optional<Sampler> case_time_;
  Draws draws_;
  std::vector<bool> in_case_;  // by server
};

}  // namespace crossflow

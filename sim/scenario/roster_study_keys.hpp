// The description of the keys of a file that asks for a roster; internal to sim/scenario.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/roster_study.hpp"
#include "sim/scenario/study_keys.hpp"

namespace crossflow {

struct WrittenRosterCondition {
  WrittenMeasureCondition written;
  Place bound_place;
};

struct WrittenRosterStudy {
  long version = 1;
  Label title;
  Layer base;
  std::optional<Layer> scenario;
  std::vector<RosterPool> pools;
  DutyCosts costs;
  KeptOn pledges = KeptOn::each_date;
  std::optional<double> on_days;
  std::vector<WrittenRosterCondition> conditions;
  long replications = 0, rosters = 0, test = 0, seed = 0;
  std::string note;
  std::string source;
};

inline constexpr const char* roster_key = "crossflow roster";

std::shared_ptr<const Record<DutyForm>> duty_form_record();
std::shared_ptr<const Record<RosterPool>> roster_pool_record();
std::shared_ptr<const Record<DutyCosts>> duty_costs_record();
std::shared_ptr<const Record<WrittenRosterStudy>> roster_study_record(const Kinds& kinds, const MeasureKinds& measures);

}  // namespace crossflow

// The descriptions of what is written of detector dogs.
#pragma once

#include <memory>
#include <vector>

#include "sim/scenario/dogs.hpp"
#include "sim/scenario/kinds.hpp"
#include "sim/scenario/record.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// Under `weather`.
std::shared_ptr<const Record<Weather>> weather_record();
/// Under `dogs`.
std::shared_ptr<const Record<DogRules>> dog_rules_record(const Kinds& kinds);
/// Each of a port's `dog teams`.
std::shared_ptr<const Record<DogTeam>> dog_team_record(const Kinds& kinds);
TypePtr<std::vector<DogTeam>> dog_teams_type(const Kinds& kinds);

}  // namespace crossflow

// Contraband and targeting at the top of a scenario, and values by kind of contraband.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "sim/base/contraband.hpp"
#include "sim/scenario/record.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {

using Prevalences = std::array<ByClass<double>, contraband_kinds>;

/// `contraband:`, kind by kind: who carries it.
const KeysBase& contraband_keys();
TypePtr<Prevalences> contraband_type();
/// `targeting:`, profile by profile.
std::shared_ptr<const Record<TargetingProfile>> targeting_record();
TypePtr<std::vector<TargetingProfile>> targeting_type();

namespace types {

/// One value for all, or {drugs: 90%, otherwise: 80%}; kinds of which nothing is said have 0.
TypePtr<ByContraband> by_contraband(TypePtr<double> item);
/// The index of a profile of targeting.
TypePtr<std::size_t> targeting_name();

}  // namespace types
}  // namespace crossflow

// The types of value that only detector dogs have.
#pragma once

#include "sim/scenario/dogs.hpp"
#include "sim/scenario/kinds.hpp"
#include "sim/scenario/type.hpp"

namespace crossflow {

/// "clock", or {policy: clock, work: 30 min, rest: 30 min}.
TypePtr<Rest> rest_type(const Kinds& kinds);
/// {"30 min": 100%, "60 min": 90%}
TypePtr<FactorTable> factor_table_type();
/// A station's name, or [40 m, 22 m].
TypePtr<Spot> spot_type();
TypePtr<Heat> heat_type();
/// A kind of contraband.
TypePtr<Contraband> scent_type();

}  // namespace crossflow

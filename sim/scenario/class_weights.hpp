// Weights by class, read as people by class are, but that need not be whole.
#pragma once

#include "sim/scenario/types.hpp"

namespace crossflow::types {

TypePtr<ClassTotals> class_weights();

}  // namespace crossflow::types

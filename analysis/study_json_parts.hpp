// What the JSON of studies and of comparisons have in common; for analysis/ alone.
#pragma once

#include <optional>

#include <nlohmann/json.hpp>

#include "analysis/measure.hpp"

namespace crossflow {

/// `value` and `interval_95`, or null.
nlohmann::ordered_json json_of(const std::optional<Estimate>& estimate);

/// What was asked for.
nlohmann::ordered_json measure_json(const MeasureRequest& request);

}  // namespace crossflow

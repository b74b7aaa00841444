// What the JSON of studies, comparisons and the like have in common.
#pragma once

#include <optional>
#include <span>

#include <nlohmann/json.hpp>

#include "analysis/measure.hpp"
#include "analysis/not_cleared.hpp"

namespace crossflow {

/// `value` and `interval_95`, or null.
nlohmann::ordered_json json_of(const std::optional<Estimate>& estimate);

/// Who was never served, by class and direction.
nlohmann::ordered_json json_of(std::span<const ClassNotCleared> not_cleared);

/// Each with its `measure` and `at_least` or `at_most`, in the measure's unit.
nlohmann::ordered_json conditions_json(std::span<const MeasureCondition> conditions,
                                       std::span<const MeasureRequest> measures);

/// What was asked for.
nlohmann::ordered_json measure_json(const MeasureRequest& request);

}  // namespace crossflow

// Distributions as a planner writes them: a number with its unit, or one family with its numbers.
#pragma once

#include "sim/scenario/quantity.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {

/// The names of the families: constant, uniform, ...
const std::vector<std::string>& distribution_families();

/// "duration distribution": the name of a measure's definition in the JSON Schema, and the definition.
std::string distribution_definition_name(Measure measure);
nlohmann::json distribution_definition(Measure measure);

/// What a distribution of this measure is made of: a duration, a speed, a plain number.
QuantityRule rule_of(Measure measure);

/// A distribution as read, with the figure at its centre: its mean as written, or worked out where none is.
struct ReadDistribution {
  Distribution distribution = Distribution::constant(0);
  Amount central;
};

/// Reads what stands under a family's name; nothing after adding a problem.
std::optional<ReadDistribution> read_family(const std::string& family, const Value& value, const QuantityRule& rule,
                                            Reader& reader);

/// {table: FILE, value: COLUMN, weight: COLUMN}
std::optional<ReadDistribution> read_table_distribution(const Value& map, const QuantityRule& rule, Reader& reader);

}  // namespace crossflow

// A figure is a quantity of which its writer says where it comes from, or how far it may be off: `mark`, `source`,
// `note` and `range` beside it. This is the one place that reads them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/quantity.hpp"

namespace crossflow {

/// "observed"; empty where nothing is said.
const char* text_of(Mark mark);

/// mark, source, range, note.
const std::vector<std::string>& annotation_keys();
bool is_annotation(std::string_view key);
/// Whether a map holds any of them.
bool is_annotated(const Value& map);
/// Their part of a JSON Schema's properties, and the definitions to which it refers.
nlohmann::json annotation_schema();
nlohmann::json annotation_definitions();
/// A map of `value` and annotations, as a JSON Schema.
nlohmann::json annotated_schema(const nlohmann::json& value);

/// Reads the annotations of `map` and notes the figure under the present path. `whole` is what stands in the file for
/// the figure; `central` the value that a range surrounds, by `rule`: without one a range is refused. False after a
/// problem.
bool note_figure(const Value& map, const Value& whole, const QuantityRule* rule, const std::optional<Amount>& central,
                 Reader& reader);

/// What was drawn for the figure at the present path as an amount in the unit of `central`; otherwise `central` itself.
double drawn_or(const Amount& central, const QuantityRule& rule, const Reader& reader);

/// A quantity whose annotations, if any, stand in `map` beside it.
std::optional<double> read_beside(const QuantityRule& rule, const Value& value, const Value& map, Reader& reader);

}  // namespace crossflow

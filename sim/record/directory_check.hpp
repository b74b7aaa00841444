// Whether a directory that came from outside (a file, a stream) may be used.
#pragma once

#include <string>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/trace_entity.hpp"

namespace crossflow {

/// No more days are simulated at a time.
inline constexpr int most_days = 366;

/// What is wrong with it: a column has a value that it cannot have, or there is too much of something. Empty if all is
/// right.
std::string wrong_with(const Directory& directory);

/// Whether an entity points to what exists; `entities` are all rows.
bool is_within(const TraceEntity& entity, const Directory& directory, std::size_t entities);

}  // namespace crossflow

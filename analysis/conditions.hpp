// What must hold of a variant before it may be called best: "residents in time at least 98%, not cleared at most 0".
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/measure.hpp"

namespace crossflow {

enum class Meets : std::uint8_t {
  yes,
  no,     ///< also where it cannot be measured
  untold  ///< chance may have made it either way
};

/// Whether a figure keeps the bound, but for rounding.
bool keeps(const MeasureCondition& condition, double value);

/// Whether the measure's figure keeps the bound. `yes` and `no` are each wrong with a probability of at most `error`:
/// a one-sided bound of the figure lies on that side. Where only days without any exception keep it (at most 0, or a
/// share of at least 100%), one exception says no, and none on two or more days says yes: what it then says is that of
/// these days, and a kind of day too rare to be among them no figure can tell.
Meets meets(const MeasureCondition& condition, const MeasureRequest& request, std::span<const Observation> observations,
            double error);

/// Whether the bound lies at the end of what is possible, so that no day with an exception keeps it on average.
bool allows_no_exception(const MeasureCondition& condition, const MeasureRequest& request);

/// The worst of several: one `no` is enough.
Meets all_of(std::span<const Meets> each);

/// "residents in time at least 98%".
std::string condition_text(const MeasureCondition& condition, const MeasureRequest& request);
/// "residents in time at least 98% and not cleared at most 0".
std::string conditions_text(std::span<const MeasureCondition> conditions, std::span<const MeasureRequest> measures);
/// "yes", "no", "cannot_be_told": for JSON.
const char* meets_key(Meets meets);

/// One of those that are to meet conditions: of each whether it does, and the figure (none: it cannot be measured).
struct ConditionsMet {
  std::string name;
  std::vector<Meets> meets;
  std::vector<std::optional<double>> values;
};

/// A table with a line for each; `what` heads the names.
std::string conditions_table(const std::string& what, std::span<const MeasureCondition> conditions,
                             std::span<const MeasureRequest> measures, std::span<const ConditionsMet> all,
                             std::size_t width);

}  // namespace crossflow

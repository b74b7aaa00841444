// Amounts of measures as options and studies write them: in the unit of the measure, which only the analysis knows.
#pragma once

#include <string>
#include <vector>

#include "analysis/measure.hpp"
#include "sim/scenario/study.hpp"

namespace crossflow {

/// A difference, above 0: "0.5%" or "0.5 points" of a share, "10 s" of a time, "5" of a count. Throws an InputError.
double indifference_of(const std::string& text, MeasureUnit unit);

/// "95%" as a share. Throws an InputError.
double confidence_of(const std::string& text);

/// Fills the bounds of conditions: "98%" of a share, "10 min" of a time, "22:30" of a time of day. A problem for each
/// that is not in the unit of its measure.
void read_bounds(std::vector<MeasureCondition>& conditions, const std::vector<MeasureRequest>& measures,
                 Problems& problems);

}  // namespace crossflow

// What `crossflow sensitivity` says: a page, JSON, a table and a picture.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "cli/sensitivity_runs.hpp"

namespace crossflow {

inline constexpr std::string_view tornado_header =
    "figure,path,known as,as written,low end,high end,measure,unit,at low end,from,to,at high end,from,to,swing,rank "
    "coefficient,from,to,first-order index,from,to\n";
inline constexpr std::string_view tornado_begins = "<!-- what an answer hangs on, by crossflow sensitivity -->\n";

std::string text_of(const SensitivityRuns& runs, std::size_t width);
nlohmann::ordered_json json_of(const SensitivityRuns& runs);
/// Each figure for each measure, one a line.
std::string tornado_csv(const SensitivityRuns& runs);
/// A tornado for each measure: SVG.
std::string tornado_chart(const SensitivityRuns& runs);

/// "67% of the tornado's swing comes from assumptions, 33% from design figures."
std::string swing_sentence(const MeasureHangs& hangs);
/// Marks of figures with some swing, those with the most of it first.
std::vector<Mark> marks_by_swing(const MeasureHangs& hangs);

}  // namespace crossflow

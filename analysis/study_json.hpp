// The answer of a study as JSON; docs/studies.md describes its keys.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "analysis/study_answer.hpp"

namespace crossflow {

nlohmann::ordered_json json_of(const StudyDesign& design, const StudyAnswer& answer);

}  // namespace crossflow

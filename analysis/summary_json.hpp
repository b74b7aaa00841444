// The front page as JSON, for programs. The keys are described in docs/json.md and do not change within a version.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "analysis/summary.hpp"

namespace crossflow {

/// "not_kept": the word for a verdict in JSON and in files.
const char* key_of(Verdict verdict);
nlohmann::ordered_json json_of(const Label& label);
nlohmann::ordered_json json_of(const Directory& directory, const Summary& summary);

}  // namespace crossflow

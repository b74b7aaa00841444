// What the descriptions of keys say to others than the loader: to editors, and to readers.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "sim/scenario/kinds.hpp"

namespace crossflow {

/// JSON Schema (draft 7) of a scenario, complete; of an overlay or of a file that extends another only the top keys.
nlohmann::json json_schema(const Kinds& kinds);

/// Every key of a scenario, as Markdown.
std::string reference_page(const Kinds& kinds);

/// The table of a record's keys on such a page.
std::string keys_table(const KeysBase& keys);

}  // namespace crossflow

#include "tests/paths.hpp"

#include <cstdlib>
#include <string_view>

namespace crossflow {

std::string source_root() {
  return CROSSFLOW_ROOT;
}

std::string program_folder() {
  return CROSSFLOW_BIN;
}

bool night() {
  const char* asked = std::getenv("CROSSFLOW_NIGHT");
  return asked != nullptr && std::string_view(asked) == "1";
}

}  // namespace crossflow

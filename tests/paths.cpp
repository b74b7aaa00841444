#include "tests/paths.hpp"

namespace crossflow {

std::string source_root() {
  return CROSSFLOW_ROOT;
}

std::string program_folder() {
  return CROSSFLOW_BIN;
}

}  // namespace crossflow

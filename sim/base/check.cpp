#include "sim/base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace crossflow {

void check_failed(const char* expression, const char* file, int line, const char* why) {
  std::fflush(stdout);
  std::fprintf(stderr, "crossflow: assertion failed: %s (%s:%d): %s\n", expression, file, line, why);
  std::fflush(stderr);
  std::abort();
}

}  // namespace crossflow

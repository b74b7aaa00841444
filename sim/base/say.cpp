#include "sim/base/say.hpp"

#include <cstdio>

namespace crossflow {

void say_on_error(const std::string& text) {
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace crossflow

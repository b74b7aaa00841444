#include "sim/base/say.hpp"

#include <cstdio>

#include "sim/base/foreign_text.hpp"

namespace crossflow {

void say_on_output(const std::string& text) {
  const std::string shown = for_terminal(text);
  std::fwrite(shown.data(), 1, shown.size(), stdout);
}

void say_on_error(const std::string& text) {
  draw_on_error(for_terminal(text));
}

void draw_on_error(const std::string& text) {
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace crossflow

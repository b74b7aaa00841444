#include "sim/base/say.hpp"

#include <cerrno>
#include <cstdio>

#include "sim/base/foreign_text.hpp"
#include "sim/base/problem.hpp"

namespace crossflow {

void say_on_output(const std::string& text) {
  static bool nobody_reads = false;
  if (nobody_reads) return;
  const std::string shown = for_terminal(text);
  errno = 0;
  if (std::fwrite(shown.data(), 1, shown.size(), stdout) == shown.size() && std::fflush(stdout) == 0) return;
  if (errno != EPIPE) throw RunError("cannot write to standard output");
  nobody_reads = true;
}

void say_on_error(const std::string& text) {
  draw_on_error(for_terminal(text));
}

void draw_on_error(const std::string& text) {
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace crossflow

#include "tests/kernel/in_child.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <exception>

#include <sys/wait.h>
#include <unistd.h>

#include "sim/base/check.hpp"

namespace crossflow::test {
namespace {

void write_all(int descriptor, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t n = write(descriptor, text.data() + at, text.size() - at);
    if (n < 0 && errno != EINTR) _exit(5);
    if (n > 0) at += static_cast<std::size_t>(n);
  }
}

std::string read_all(int descriptor) {
  std::string out;
  std::array<char, 65536> buffer{};
  for (;;) {
    const ssize_t n = read(descriptor, buffer.data(), buffer.size());
    if (n > 0) out.append(buffer.data(), static_cast<std::size_t>(n));
    if (n == 0 || (n < 0 && errno != EINTR)) return out;
  }
}

}  // namespace

ChildEnd in_child(const std::function<std::string()>& work) {
  std::array<int, 2> ends{};
  CROSSFLOW_CHECK(pipe(ends.data()) == 0, "no pipe for a test");
  std::fflush(nullptr);
  const pid_t child = fork();
  CROSSFLOW_CHECK(child >= 0, "no process for a test");
  if (child == 0) {
    close(ends[0]);
    alarm(60);
    try {
      write_all(ends[1], work());
      _exit(0);
    } catch (const std::exception& e) {
      write_all(ends[1], e.what());
    }
    _exit(4);
  }
  close(ends[1]);
  ChildEnd out;
  out.said = read_all(ends[0]);
  close(ends[0]);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  out.well = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return out;
}

}  // namespace crossflow::test

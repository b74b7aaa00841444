// Work in a process of its own that sends back numbers: a simulation can be run once in a process. For tests and
// benchmarks.
#pragma once

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace crossflow {

/// A child that is at work from construction on. It is a copy of this process, so it knows all that this one has
/// loaded.
class Child {
 public:
  explicit Child(const std::function<std::vector<double>()>& work) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) throw std::runtime_error(std::string("no pipe: ") + std::strerror(errno));
    std::fflush(nullptr);
    id_ = fork();
    if (id_ < 0) throw std::runtime_error(std::string("no process: ") + std::strerror(errno));
    if (id_ == 0) {
      close(ends[0]);
      _exit(answer(work, ends[1]));  // no exit handlers: they belong to the parent
    }
    close(ends[1]);
    from_child_ = ends[0];
  }
  Child(Child&& other) noexcept : id_(std::exchange(other.id_, 0)), from_child_(std::exchange(other.from_child_, -1)) {}
  Child(const Child&) = delete;
  ~Child() {
    if (id_ > 0) finish();
  }

  /// Waits for what the child's work returns; throws if the work threw or did not end well.
  std::vector<double> wait() {
    std::vector<double> numbers(buffer_size);
    std::size_t bytes = 0;
    for (;;) {
      if (bytes == numbers.size() * sizeof(double)) numbers.resize(2 * numbers.size());
      const ssize_t n =
          read(from_child_, reinterpret_cast<char*>(numbers.data()) + bytes, numbers.size() * sizeof(double) - bytes);
      if (n == 0 || (n < 0 && errno != EINTR)) break;
      if (n > 0) bytes += static_cast<std::size_t>(n);
    }
    const int status = finish();
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
      throw std::runtime_error("a child ended with wait status " + std::to_string(status));
    if (WEXITSTATUS(status) == 1)
      throw std::runtime_error("in a child: " + std::string(reinterpret_cast<const char*>(numbers.data()), bytes));
    numbers.resize(bytes / sizeof(double));
    return numbers;
  }

 private:
  static constexpr std::size_t buffer_size = 512;

  static int answer(const std::function<std::vector<double>()>& work, int to_parent) {
    try {
      const std::vector<double> numbers = work();
      return send(to_parent, numbers.data(), numbers.size() * sizeof(double)) ? 0 : 2;
    } catch (const std::exception& e) {
      return send(to_parent, e.what(), std::strlen(e.what())) ? 1 : 2;
    }
  }

  static bool send(int to, const void* data, std::size_t size) {
    for (const char* at = static_cast<const char*>(data); size > 0;) {
      const ssize_t n = write(to, at, size);
      if (n < 0 && errno != EINTR) return false;
      if (n > 0) {
        at += n;
        size -= static_cast<std::size_t>(n);
      }
    }
    return true;
  }

  int finish() {
    close(std::exchange(from_child_, -1));
    int status = 0;
    const pid_t id = std::exchange(id_, 0);
    while (waitpid(id, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
  }

  pid_t id_ = 0;
  int from_child_ = -1;
};

}  // namespace crossflow

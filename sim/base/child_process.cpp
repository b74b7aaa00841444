#include "sim/base/child_process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/base/problem.hpp"

namespace crossflow {

bool Ended::well() const {
  return code() == 0;
}

int Ended::code() const {
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string Ended::how() const {
  if (WIFSIGNALED(status))
    return fmt::format("stopped by signal {} ({})", WTERMSIG(status), strsignal(WTERMSIG(status)));
  return fmt::format("ended with exit code {}", code());
}

ChildProcess::ChildProcess(const std::function<int(int)>& work) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) throw RunError(std::string("cannot make a pipe: ") + std::strerror(errno));
  std::fflush(nullptr);
  const pid_t parent = getpid();
  id_ = fork();
  if (id_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // nothing goes on behind the back of a program that is gone
    if (getppid() != parent) _exit(1);
    std::signal(SIGINT, SIG_IGN);
    std::signal(SIGHUP, SIG_IGN);
    std::signal(SIGTERM, SIG_DFL);
    ::close(ends[0]);
    // An exception must not run on into the parent's code; and no exit handlers: they belong to the parent.
    _exit([&]() noexcept { return work(ends[1]); }());
  }
  ::close(ends[1]);
  pipe_ = ends[0];
  if (id_ < 0) {
    id_ = 0;
    ::close(std::exchange(pipe_, -1));
    throw RunError(std::string("cannot start a process: ") + std::strerror(errno));
  }
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : id_(std::exchange(other.id_, 0)), pipe_(std::exchange(other.pipe_, -1)), said_(std::move(other.said_)) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(pipe_, other.pipe_);
  std::swap(said_, other.said_);
  return *this;
}

ChildProcess::~ChildProcess() {
  if (id_ == 0) return;
  kill();
  end();
}

bool ChildProcess::hear() {
  std::array<char, 65536> buffer{};
  const ssize_t n = read(pipe_, buffer.data(), buffer.size());
  if (n < 0) {
    if (errno == EINTR) return true;
    kill();  // it would wait for who cannot hear it
    return false;
  }
  said_.append(buffer.data(), static_cast<std::size_t>(n));
  return n > 0;
}

std::optional<std::string> ChildProcess::said_until(char end) {
  const std::size_t at = said_.find(end);
  if (at == std::string::npos) return std::nullopt;
  std::string before = said_.substr(0, at);
  said_.erase(0, at + 1);
  return before;
}

void ChildProcess::kill() {
  ::kill(id_, SIGKILL);
}

Ended ChildProcess::end() {
  while (hear()) {
  }
  ::close(std::exchange(pipe_, -1));
  Ended out;
  while (waitpid(id_, &out.status, 0) < 0 && errno == EINTR) {
  }
  id_ = 0;
  out.said = std::move(said_);
  return out;
}

bool write_all(int descriptor, const void* data, std::size_t size) {
  for (const char* at = static_cast<const char*>(data); size > 0;) {
    const ssize_t n = write(descriptor, at, size);
    if (n < 0 && errno != EINTR) return false;
    if (n > 0) {
      at += n;
      size -= static_cast<std::size_t>(n);
    }
  }
  return true;
}

}  // namespace crossflow

#include "viz/replay/simulator_process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sim/base/problem.hpp"

namespace crossflow::viz {
namespace {

// Where the simulator finds the socket.
constexpr int socket_of_child = 3;
constexpr int cannot_execute = 127;

// In the child: nothing but what may be done between fork and exec in a process that had threads.
int become(char* const* command, int socket, int to_parent) {
  const int high_socket = ::fcntl(socket, F_DUPFD, 10);
  const int said = ::fcntl(to_parent, F_DUPFD, 10);
  ::dup2(::open("/dev/null", O_RDONLY), 0);
  ::dup2(said, 1);
  ::dup2(said, 2);
  ::dup2(high_socket, socket_of_child);
  ::close_range(socket_of_child + 1, ~0U, 0);
  ::execv(command[0], command);
  const char* why = strerrordesc_np(errno);
  if (why != nullptr) write_all(2, why, std::strlen(why));
  return cannot_execute;
}

}  // namespace

SimulatorProcess::SimulatorProcess(const std::string& program, const std::vector<std::string>& arguments)
    : received_(64 * 1024) {
  std::vector<std::string> words{program, "live"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  words.insert(words.end(), {"--socket", std::to_string(socket_of_child)});
  std::vector<char*> command;
  for (std::string& word : words) command.push_back(word.data());
  command.push_back(nullptr);

  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw RunError(fmt::format("cannot make a pair of sockets: {}", std::strerror(errno)));
  socket_ = ends[0];
  try {
    child_.emplace([&](int to_parent) { return become(command.data(), ends[1], to_parent); });
  } catch (...) {
    ::close(ends[0]);
    ::close(ends[1]);
    throw;
  }
  ::close(ends[1]);
}

SimulatorProcess::~SimulatorProcess() {
  if (socket_ >= 0) ::close(socket_);
}

std::optional<std::span<const std::byte>> SimulatorProcess::receive() {
  if (socket_ < 0) return std::nullopt;
  send_waiting();
  const ssize_t n = ::recv(socket_, received_.data(), received_.size(), MSG_DONTWAIT);
  if (n > 0) return std::span<const std::byte>(received_).first(static_cast<std::size_t>(n));
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return std::span<const std::byte>();
  return std::nullopt;
}

void SimulatorProcess::send(std::span<const std::byte> bytes) {
  to_send_.insert(to_send_.end(), bytes.begin(), bytes.end());
  send_waiting();
}

void SimulatorProcess::send_waiting() {
  if (to_send_.empty() || socket_ < 0) return;
  const ssize_t n = ::send(socket_, to_send_.data(), to_send_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (n > 0) to_send_.erase(to_send_.begin(), to_send_.begin() + n);  // that it is gone is seen when receiving
}

void SimulatorProcess::wait() {
  if (socket_ < 0) return;
  pollfd socket{socket_, static_cast<short>(POLLIN | (to_send_.empty() ? 0 : POLLOUT)), 0};
  ::poll(&socket, 1, -1);
}

std::string SimulatorProcess::stop() {
  if (!child_) return {};
  ::close(std::exchange(socket_, -1));
  // It goes by itself when the socket is closed; a moment is enough for it to say how.
  for (pollfd said{child_->pipe(), POLLIN, 0}; ::poll(&said, 1, 2000) > 0 && child_->hear();) {
  }
  child_->kill();
  const Ended ended = child_->end();
  child_.reset();
  if (ended.said.empty()) return ended.how();
  std::string said = ended.said.substr(ended.said.size() - std::min<std::size_t>(ended.said.size(), 2000));
  while (!said.empty() && said.back() == '\n') said.pop_back();
  return fmt::format("{}: {}", ended.how(), said);
}

}  // namespace crossflow::viz

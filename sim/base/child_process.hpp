// A piece of work in a process of its own, a copy of this one. A simulation that breaks takes no other with it, and
// several run at a time.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include <sys/types.h>

namespace crossflow {

/// How a process ended, and what it had to say.
struct Ended {
  int status = 0;  ///< as waitpid gives it
  std::string said;

  bool well() const;
  /// The exit code; -1 if a signal ended it.
  int code() const;
  /// "stopped by signal 9 (Killed)", "ended with exit code 4".
  std::string how() const;
};

/// At work from construction on. What it has to say comes through a pipe. It is killed by the system when this process
/// goes away, and by the destructor if nobody waited for its end. Ctrl-C and the closing of the terminal do not reach
/// it: its parent is asked too, and decides.
class ChildProcess {
 public:
  /// `work` may write to the descriptor, and returns the exit code. Throws a RunError if there is no process to be had.
  explicit ChildProcess(const std::function<int(int to_parent)>& work);
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  /// For poll: it can be read when there is something to hear.
  int pipe() const { return pipe_; }
  /// Takes in what was said; waits if nothing was. False when all was said, or no more can be heard: it is killed then.
  bool hear();
  /// What it said before the first `end`, which goes with it; none if it has not said that yet.
  std::optional<std::string> said_until(char end);
  void kill();
  /// Hears all and waits for the end.
  Ended end();

 private:
  pid_t id_ = 0;  // 0: none, or its end was seen
  int pipe_ = -1;
  std::string said_;
};

/// Writes all of it, whatever interrupts; false if nobody reads any more.
bool write_all(int descriptor, const void* data, std::size_t size);

}  // namespace crossflow

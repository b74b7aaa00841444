// Ctrl-C, polite requests to end (SIGTERM) and terminals that are closed (SIGHUP): the same everywhere. A signal that
// this process was started to ignore, as by nohup, stays ignored.
#pragma once

#include <array>
#include <csignal>
#include <stdexcept>
#include <string>

namespace crossflow {

/// From now on an interrupt ends this process with `crossflow: interrupted: ` and what was said last, the exit code for
/// it, and without its temporary folder; unless one is counted instead.
void end_when_interrupted();
/// What stands if this process is interrupted from now on: "nothing was simulated yet".
void say_if_interrupted(const std::string& what);
/// The folder that goes away with this process; empty: none.
void clear_if_interrupted(const std::string& folder);

/// While one lives, interrupts are counted instead of obeyed; one that lives within another goes on with its count.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  /// How often this process was asked to end.
  int count() const;

 private:
  std::array<struct sigaction, 3> before_{};
};

/// Thrown by who counted, when all is in order: to the edge of the program, which says it as above.
class Interrupted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// "interrupted: WHAT".
std::string interrupted_text(const std::string& what);

}  // namespace crossflow

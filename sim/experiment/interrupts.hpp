// Ctrl-C and polite requests to end (SIGTERM), counted instead of obeyed.
#pragma once

#include <csignal>

namespace crossflow {

/// While one lives, neither ends this process. There can be one at a time.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  /// How often this process was asked to end.
  int count() const;

 private:
  struct sigaction before_int_, before_term_;
};

}  // namespace crossflow

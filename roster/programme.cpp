#include "roster/programme.hpp"

#include <array>
#include <csignal>

#include <dlfcn.h>

#include "sim/base/module.hpp"

namespace crossflow {
namespace {

using Solve = void (*)(const Programme&, Solution&);

Solve load_module() {
  return reinterpret_cast<Solve>(
      symbol_of_module(beside_program(CROSSFLOW_CBC_MODULE), "crossflow_solve", RTLD_LAZY, "the solver CBC"));
}

// CBC has handlers of its own for signals. They are held back while it is at work, and its handlers taken out again.
class OurSignals {
 public:
  OurSignals() {
    sigset_t all;
    sigfillset(&all);
    for (const int fault : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL}) sigdelset(&all, fault);
    sigprocmask(SIG_BLOCK, &all, &mask_);
    for (std::size_t i = 0; i < handled.size(); ++i) sigaction(handled[i], nullptr, &before_[i]);
  }
  ~OurSignals() {
    for (std::size_t i = 0; i < handled.size(); ++i) sigaction(handled[i], &before_[i], nullptr);
    sigprocmask(SIG_SETMASK, &mask_, nullptr);
  }
  OurSignals(const OurSignals&) = delete;
  OurSignals& operator=(const OurSignals&) = delete;

 private:
  static constexpr std::array handled = {SIGINT, SIGTERM, SIGHUP, SIGABRT, SIGSEGV};
  std::array<struct sigaction, handled.size()> before_{};
  sigset_t mask_{};
};

}  // namespace

Solution solve(const Programme& programme) {
  static const Solve module = load_module();
  Solution out;
  const OurSignals held;
  module(programme, out);
  return out;
}

}  // namespace crossflow

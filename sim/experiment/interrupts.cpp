#include "sim/experiment/interrupts.hpp"

namespace crossflow {
namespace {

volatile std::sig_atomic_t asked = 0;

void on_signal(int) {
  asked = asked + 1;
}

}  // namespace

Interrupts::Interrupts() : before_int_{}, before_term_{} {
  asked = 0;
  struct sigaction action {};
  action.sa_handler = on_signal;  // no SA_RESTART: poll must return
  sigaction(SIGINT, &action, &before_int_);
  sigaction(SIGTERM, &action, &before_term_);
}

Interrupts::~Interrupts() {
  sigaction(SIGINT, &before_int_, nullptr);
  sigaction(SIGTERM, &before_term_, nullptr);
}

int Interrupts::count() const {
  return asked;
}

}  // namespace crossflow

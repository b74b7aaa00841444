// Assertions about our own code. They stay on in release builds: a wrong number that looks right costs a planner more
// than a run that stops.
#pragma once

namespace crossflow {

[[noreturn]] void check_failed(const char* expression, const char* file, int line, const char* why);

}  // namespace crossflow

/// Stops the process with the place and the reason when `condition` does not hold. Never for what a user got wrong:
/// that is a Problem.
#define CROSSFLOW_CHECK(condition, why)                                     \
  (__builtin_expect(static_cast<bool>(condition), 1) ? static_cast<void>(0) \
                                                     : ::crossflow::check_failed(#condition, __FILE__, __LINE__, why))

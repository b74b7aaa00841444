// The edge of a program: whatever goes wrong inside becomes one sentence on standard error and an exit code, also where
// there is no memory left to make a sentence.
#pragma once

#include <exception>
#include <functional>
#include <string>

namespace crossflow {

inline constexpr int succeeded = 0;
inline constexpr int input_is_wrong = 2;
inline constexpr int run_failed = 3;
inline constexpr int fails_again = 4;        // of a worker: as run_failed, but there is no use in trying once more
inline constexpr int run_interrupted = 130;  // as shells say it of Ctrl-C

/// Runs the work of a program and returns its exit code. Exceptions become `program: sentence`; only what is wrong with
/// an input stands without the program's name, since it begins with a place.
int at_the_edge(const char* program, const std::function<int()>& work);

/// What a user is told of an exception.
std::string sentence_of(const std::exception_ptr& exception);

/// Says why and ends this process as a failed run, where no exception could pass: within SimGrid, or without memory.
/// Nothing is unwound, so only a process may give up whose parent clears what it leaves.
[[noreturn]] void give_up(const char* sentence, int code = run_failed) noexcept;
/// From now on this process gives up when it wants memory and there is none.
void give_up_without_memory();

}  // namespace crossflow

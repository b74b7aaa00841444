#include "sim/base/edge.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <new>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/base/interrupts.hpp"
#include "sim/base/problem.hpp"
#include "sim/base/say.hpp"

namespace crossflow {
namespace {

constexpr const char* no_memory = "not enough memory";

const char* program_name = "crossflow";  // as at_the_edge was told

// Without memory.
void say_plainly(const char* sentence) noexcept {
  for (const char* part : {program_name, ": ", sentence, "\n"})
    if (write(STDERR_FILENO, part, std::strlen(part)) < 0) return;
}

[[noreturn]] void on_no_memory() {
  give_up(no_memory);
}

// For exceptions that nobody can catch: of destructors, and of threads.
[[noreturn]] void on_terminate() {
  try {
    if (const std::exception_ptr exception = std::current_exception()) std::rethrow_exception(exception);
  } catch (const std::bad_alloc&) {
    give_up(no_memory);
  } catch (const std::exception& exception) {
    say_plainly(exception.what());
  } catch (...) {
    say_plainly("something was thrown that is no exception");
  }
  std::abort();
}

int tell(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const InputError& error) {
    say_on_error(error.problems().text() + "\n");
    return input_is_wrong;
  } catch (const Interrupted& interrupted) {
    say_on_error(fmt::format("{}: {}\n", program_name, interrupted_text(interrupted.what())));
    return run_interrupted;
  } catch (const std::bad_alloc&) {
    say_plainly(no_memory);
  } catch (...) {
    say_on_error(fmt::format("{}: {}\n", program_name, sentence_of(exception)));
  }
  return run_failed;
}

}  // namespace

int at_the_edge(const char* program, const std::function<int()>& work) {
  program_name = program;
  std::set_terminate(on_terminate);
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error of writing, not a signal
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return work();
  } catch (...) {
    try {
      return tell(std::current_exception());
    } catch (...) {  // no memory for the sentence
      say_plainly(no_memory);
      return run_failed;
    }
  }
}

std::string sentence_of(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const std::bad_alloc&) {
    return no_memory;
  } catch (const std::filesystem::filesystem_error& error) {
    return fmt::format("cannot use '{}': {}", error.path1().string(), error.code().message());
  } catch (const std::system_error& error) {
    return error.code().category() == std::generic_category() ? error.code().message() : error.what();
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "something was thrown that is no exception";
  }
}

void give_up(const char* sentence, int code) noexcept {
  say_plainly(sentence);
  std::_Exit(code);
}

void give_up_without_memory() {
  std::set_new_handler(on_no_memory);
}

}  // namespace crossflow

// What a program says. All that it prints goes through here, since names, labels and files may be of others.
#pragma once

#include <string>

#include <fmt/format.h>

namespace crossflow {

/// Says it on standard output. Text of others is shown, and never obeyed by a terminal: see foreign_text.hpp. Whoever
/// reads it may have seen enough, as in `crossflow run ... | head`: then the rest is dropped, and nothing is wrong.
/// Throws a RunError if it cannot be written otherwise.
void say_on_output(const std::string& text);
template <class... Values>
void say(fmt::format_string<Values...> format, Values&&... values) {
  say_on_output(fmt::format(format, std::forward<Values>(values)...));
}

/// Says it on standard error, likewise; if nobody can hear it there, nothing more can be done, and nothing is thrown.
void say_on_error(const std::string& text);
/// The same for a line of our own that is drawn over itself.
void draw_on_error(const std::string& text);

}  // namespace crossflow

// Text that others wrote: what of it may reach a terminal.
#pragma once

#include <string>
#include <string_view>

namespace crossflow {

/// The text with all that a terminal obeys instead of showing it (control characters, what turns the direction of
/// writing, bytes that are no UTF-8) written as \u001b, which stands for the same in JSON. Line breaks stay.
std::string for_terminal(std::string_view text);

/// Whether there is nothing of the sort in it.
bool is_harmless(std::string_view text);

bool is_utf8(std::string_view text);

}  // namespace crossflow

// How wide text is on a screen: UTF-8 in which a Chinese character takes two columns, and an accent none.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crossflow {

/// Columns on the screen. What a terminal would obey counts as it is shown: see for_terminal.
std::size_t text_width(std::string_view text);

/// `text` in at most `width` columns, with "..." at the end if it was cut.
std::string cut_text(const std::string& text, std::size_t width);
/// The same for a name, which keeps what tells it from others: what stands after the last comma, even if that takes
/// more
/// ("Hong Kong..., departure"), or after the last colon ("Heu...: Arrival counters").
std::string cut_name(const std::string& name, std::size_t width);

/// Words in lines of at most `width` columns; a longer word is broken. Between Chinese characters a line may end
/// anywhere, but does not begin with a full stop nor end with an opening bracket.
std::vector<std::string> wrap_text(const std::string& text, std::size_t width);

}  // namespace crossflow

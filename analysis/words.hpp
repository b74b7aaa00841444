// What the page says in Traditional Chinese, looked up by what it says in English.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "sim/base/language.hpp"

namespace crossflow {

struct Translation {
  std::string_view english, chinese;
};
/// The lines of words_zh.inc.
std::span<const Translation> translations();

/// English where a text has no line: a test fails then.
fmt::string_view in_chinese(fmt::string_view english);

/// What was looked up so far and had no line.
const std::set<std::string>& not_translated();

/// The text in a language, with its values filled in.
template <class... Values>
std::string say_in(Language language, fmt::format_string<Values...> english, Values&&... values) {
  if (language == Language::en) return fmt::format(english, std::forward<Values>(values)...);
  return fmt::vformat(in_chinese(fmt::string_view(english)), fmt::make_format_args(values...));
}

}  // namespace crossflow

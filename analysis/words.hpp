// What the page says in Traditional Chinese, looked up by what it says in English.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>

#include <fmt/core.h>

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

}  // namespace crossflow

#include "analysis/words.hpp"

#include <map>

namespace crossflow {
namespace {

constexpr Translation lines[] = {
#define Z(english, chinese) {english, chinese},
#include "analysis/words_zh.inc"
#undef Z
};

std::set<std::string>& missing() {
  static std::set<std::string> texts;
  return texts;
}

}  // namespace

std::span<const Translation> translations() {
  return lines;
}

fmt::string_view in_chinese(fmt::string_view english) {
  static const std::map<std::string_view, std::string_view> table = [] {
    std::map<std::string_view, std::string_view> by_english;
    for (const Translation& t : lines) by_english.emplace(t.english, t.chinese);
    return by_english;
  }();
  const auto found = table.find({english.data(), english.size()});
  if (found != table.end()) return {found->second.data(), found->second.size()};
  missing().emplace(english.data(), english.size());
  return english;
}

const std::set<std::string>& not_translated() {
  return missing();
}

}  // namespace crossflow

#include "sim/base/language.hpp"

#include <string_view>
#include <utility>

namespace crossflow {

std::string duration_text(Tick t, Language language) {
  std::string text = duration_text(t);
  if (language == Language::en) return text;
  if (t == never) return "永不";
  constexpr std::pair<std::string_view, std::string_view> units[] = {{" h", " 小時"}, {" min", " 分"}, {" s", " 秒"}};
  for (const auto& [en, zh] : units)
    if (const std::size_t at = text.find(en); at != std::string::npos) text.replace(at, en.size(), zh);
  return text;
}

}  // namespace crossflow

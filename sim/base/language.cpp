#include "sim/base/language.hpp"

#include <string_view>
#include <utility>

namespace crossflow {

std::string in_units(std::string duration, Language language) {
  if (language == Language::en) return duration;
  constexpr std::pair<std::string_view, std::string_view> units[] = {
      {" h", " 小時"}, {" min", " 分"}, {" ms", " 毫秒"}, {" s", " 秒"}};
  for (const auto& [en, zh] : units)
    if (const std::size_t at = duration.find(en); at != std::string::npos) duration.replace(at, en.size(), zh);
  return duration;
}

std::string duration_text(Tick t, Language language) {
  return t == never && language == Language::zh ? "永不" : in_units(duration_text(t), language);
}

}  // namespace crossflow

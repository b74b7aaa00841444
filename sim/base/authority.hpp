// The authorities of both sides of the boundary, by the words that the field uses.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace crossflow {

/// Names are those of the scenario, of the directory and of result files.
struct Authority {
  const char* name;
  const char* label_en;
  const char* label_zh;
  const char* help;
  bool mainland;  ///< the other side's
};

/// In order of precedence: of several at one stop, the first one's clock runs there.
inline constexpr std::array<Authority, 4> known_authorities{{
    {"immigration", "Immigration", "入境事務處", "checks who may enter or leave", false},
    {"customs", "Customs", "海關", "checks what they carry", false},
    {"mainland immigration", "Mainland immigration", "內地邊檢", "the same on the other side", true},
    {"mainland customs", "Mainland customs", "內地海關", "the same on the other side", true},
}};

/// Null of a name that is not among them.
inline const Authority* find_authority(std::string_view name) {
  const auto found = std::find_if(known_authorities.begin(), known_authorities.end(),
                                  [name](const Authority& a) { return name == a.name; });
  return found == known_authorities.end() ? nullptr : &*found;
}

}  // namespace crossflow

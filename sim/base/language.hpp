// The languages that a reader may choose: English, and Traditional Chinese as Hong Kong's departments write it.
#pragma once

#include <cstdint>
#include <string>

#include "sim/base/label.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

enum class Language : std::uint8_t { en, zh };

/// English where there is no Chinese.
inline const std::string& in_language(const Label& label, Language language) {
  return language == Language::zh && !label.zh.empty() ? label.zh : label.en;
}

/// "12 min 30 s", "12 分 30 秒": see duration_text of tick.hpp.
std::string duration_text(Tick t, Language language);
/// A duration in English, with units in the language.
std::string in_units(std::string duration, Language language);

}  // namespace crossflow

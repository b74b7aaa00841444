// All words on the screen, in two languages. A word costs a line in words.inc, words_panels.inc or words_floor.inc;
// words_days.inc has those that read otherwise where several days are shown.
#pragma once

#include <cstdint>
#include <string>

#include "sim/base/language.hpp"

namespace crossflow::viz {

using crossflow::Language;
void set_language(Language language);
Language language();

enum class Word : std::uint16_t {
#define W(name, en, zh) name,
#include "viz/app/words.inc"
#include "viz/app/words_floor.inc"
#include "viz/app/words_panels.inc"
#undef W
  count
};
const char* text(Word word);
const char* text(Word word, Language language);
/// The label in the language of the screen; English where there is no Chinese.
const std::string& text(const Label& label);

}  // namespace crossflow::viz

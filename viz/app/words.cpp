#include "viz/app/words.hpp"

#include "viz/app/calendar.hpp"

namespace crossflow::viz {
namespace {

struct Entry {
  const char *en, *zh;
};
constexpr Entry entries[] = {
#define W(name, en, zh) {en, zh},
#include "viz/app/words.inc"
#include "viz/app/words_floor.inc"
#include "viz/app/words_panels.inc"
#undef W
};

struct OfSeveralDays {
  Word word;
  Entry entry;
};
constexpr OfSeveralDays of_several_days[] = {
#define W(name, en, zh) {Word::name, {en, zh}},
#include "viz/app/words_days.inc"
#undef W
};

const Entry& entry_of(Word word) {
  if (several_days())
    for (const OfSeveralDays& other : of_several_days)
      if (other.word == word) return other.entry;
  return entries[static_cast<std::size_t>(word)];
}

Language spoken = Language::en;

}  // namespace

void set_language(Language language) {
  spoken = language;
}

Language language() {
  return spoken;
}

const char* text(Word word, Language language) {
  const Entry& entry = entry_of(word);
  return language == Language::zh ? entry.zh : entry.en;
}

const char* text(Word word) {
  return text(word, spoken);
}

const std::string& text(const Label& label) {
  return in_language(label, spoken);
}

}  // namespace crossflow::viz

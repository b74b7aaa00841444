#include <algorithm>
#include <cctype>
#include <charconv>

#include <fmt/format.h>

#include "viz/replay/story.hpp"

namespace crossflow::viz {
namespace {

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : lower(text)) {
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      if (!words.back().empty()) words.emplace_back();
    } else if (c != ',') {
      words.back() += c;
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string source_of(const Recording& recording, const TraceEntity& e) {
  const std::string& name = recording.directory().sources[e.source].name;
  return name.substr(name.find('/') + 1);
}

// Numbers are to be equal, not parts of one another: "coach 7" is not coach 17.
bool fits(const Recording& recording, const TraceEntity& e, const std::vector<std::string>& words) {
  const ClassEntry& of = recording.directory().classes[e.traveller_class];
  const std::string names = lower(of.name + ' ' + of.label.en + ' ' + of.label.zh + ' ' + source_of(recording, e));
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    const bool number = std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    return number ? word == fmt::to_string(e.number) : names.find(word) != std::string::npos;
  });
}

}  // namespace

std::string name_of(const Recording& recording, std::uint32_t entity) {
  const TraceEntity& e = recording.entities()[entity];
  return fmt::format("{} {} of {}", recording.directory().classes[e.traveller_class].name, e.number,
                     source_of(recording, e));
}

std::vector<std::uint32_t> search(const Recording& recording, const std::string& typed, std::size_t most) {
  std::vector<std::uint32_t> found;
  const std::vector<std::string> words = words_of(typed);
  if (words.empty()) return found;
  const auto& entities = recording.entities();
  if (words.size() == 1 && words[0][0] == '#') {
    std::uint32_t row = 0;
    const std::string& digits = words[0];
    const auto read = std::from_chars(digits.data() + 1, digits.data() + digits.size(), row);
    if (read.ec == std::errc{} && read.ptr == digits.data() + digits.size() && row < entities.size())
      found.push_back(row);
    return found;
  }
  for (std::size_t i = 0; i < entities.size() && found.size() < most; ++i)
    if (fits(recording, entities[i], words)) found.push_back(static_cast<std::uint32_t>(i));
  return found;
}

}  // namespace crossflow::viz

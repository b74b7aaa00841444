#include "analysis/text_width.hpp"

#include <algorithm>
#include <utility>

#include <utf8proc.h>

#include "sim/base/check.hpp"
#include "sim/base/foreign_text.hpp"

namespace crossflow {
namespace {

struct Character {
  std::size_t bytes = 1;
  std::size_t width = 0;
  char32_t code = 0;
};

Character character_at(std::string_view text, std::size_t at) {
  utf8proc_int32_t code = 0;
  const auto* from = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
  const auto bytes = utf8proc_iterate(from, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
  const auto n = static_cast<std::size_t>(std::max<utf8proc_ssize_t>(1, bytes));
  const std::string_view one = text.substr(at, n);
  if (!is_harmless(one)) return {n, for_terminal(one).size(), 0};
  return {n, static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code))), static_cast<char32_t>(code)};
}

// The first characters that fit, with the accents of the last one.
std::string_view head(std::string_view text, std::size_t width) {
  std::size_t end = 0;
  while (end < text.size()) {
    const Character c = character_at(text, end);
    if (c.width > width) break;
    width -= c.width;
    end += c.bytes;
  }
  return text.substr(0, end);
}

bool is_one_of(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

// Whether a line may end between two characters of a word.
bool may_break(const Character& before, const Character& after) {
  if (before.width < 2 && after.width < 2) return false;
  return after.width > 0 && !is_one_of(after.code, U"。，、；：！？）」』》】…%)],.;:!?") &&
         !is_one_of(before.code, U"（「『《【([");
}

// The pieces between which a line may end: words, and in Chinese characters with their punctuation.
std::vector<std::string_view> pieces(std::string_view word) {
  std::vector<std::string_view> out;
  std::size_t from = 0;
  Character last;
  for (std::size_t at = 0; at < word.size();) {
    const Character c = character_at(word, at);
    if (at > from && may_break(last, c)) {
      out.push_back(word.substr(from, at - from));
      from = at;
    }
    at += c.bytes;
    if (c.width > 0) last = c;
  }
  if (from < word.size()) out.push_back(word.substr(from));
  return out;
}

}  // namespace

std::size_t text_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    width += c.width;
    at += c.bytes;
  }
  return width;
}

std::string cut_text(const std::string& text, std::size_t width) {
  if (text_width(text) <= width) return text;
  return width <= 3 ? std::string(head(text, width)) : std::string(head(text, width - 3)) + "...";
}

std::string cut_name(const std::string& name, std::size_t width) {
  constexpr std::size_t least = 6;
  if (text_width(name) <= width) return name;
  const auto last_of = [&](std::string_view en, std::string_view zh) {
    const std::size_t a = name.rfind(en), b = name.rfind(zh);
    return a == std::string::npos ? b : b == std::string::npos ? a : std::max(a, b);
  };
  constexpr std::size_t most_kept = 20;  // a direction; more is no such thing
  std::size_t comma = last_of(", ", "，");
  if (comma != std::string::npos && text_width(name.substr(comma)) > most_kept) comma = std::string::npos;
  const std::size_t at = comma != std::string::npos ? comma : last_of(": ", "：");
  if (at == std::string::npos) return cut_text(name, width);
  const std::string kept = name.substr(at);
  const std::string cut =
      cut_text(name.substr(0, at), std::max(least, width - std::min(width, text_width(kept)))) + kept;
  return comma != std::string::npos ? cut : cut_text(cut, width);
}

std::vector<std::string> wrap_text(const std::string& text, std::size_t width) {
  CROSSFLOW_CHECK(width > 0, "a line must hold a character");
  std::vector<std::string> lines;
  std::string line;
  std::size_t used = 0;
  const auto end_line = [&] {
    lines.push_back(std::exchange(line, {}));
    used = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    bool first = true;
    for (std::string_view piece : pieces(std::string_view(text).substr(at, end - at))) {
      const std::size_t gap = std::exchange(first, false) && !line.empty() ? 1 : 0;
      const std::size_t wide = text_width(piece);
      if (!line.empty() && used + gap + wide > width) {
        end_line();
      } else if (gap > 0) {
        line += ' ';
        ++used;
      }
      for (std::size_t rest = text_width(piece); rest > width; rest = text_width(piece)) {
        std::string_view part = head(piece, width);
        if (part.empty()) part = piece.substr(0, character_at(piece, 0).bytes);  // wider than a line
        lines.emplace_back(part);
        piece.remove_prefix(part.size());
      }
      line += piece;
      used += text_width(piece);
    }
    at = end + 1;
  }
  if (!line.empty()) end_line();
  return lines;
}

}  // namespace crossflow

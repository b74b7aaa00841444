#include "sim/base/foreign_text.hpp"

#include <cstdint>

#include <fmt/format.h>

namespace crossflow {
namespace {

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
  bool valid = false;  // else one byte that is no UTF-8
};

Character first_of(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < bytes) return {lead, 1, false};
  char32_t code = lead & (0x7fU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0U) != 0x80U) return {lead, 1, false};
    code = (code << 6U) | (next & 0x3fU);
  }
  const bool is_short = code < (bytes == 2 ? 0x80U : bytes == 3 ? 0x800U : 0x10000U);
  if (is_short || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff) return {lead, 1, false};
  return {code, bytes, true};
}

bool is_obeyed(char32_t c) {
  const bool control = (c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0);
  const bool turns =
      c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  return control || turns;
}

}  // namespace

std::string for_terminal(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Character c = first_of(text);
    if (!c.valid || is_obeyed(c.code)) {
      out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c.code));
    } else {
      out += text.substr(0, c.bytes);
    }
    text.remove_prefix(c.bytes);
  }
  return out;
}

bool is_harmless(std::string_view text) {
  return for_terminal(text) == text;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const Character c = first_of(text);
    if (!c.valid) return false;
    text.remove_prefix(c.bytes);
  }
  return true;
}

}  // namespace crossflow

#include "sim/scenario/source_lines.hpp"

#include <algorithm>

namespace crossflow {
namespace {

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

/// Bytes of the UTF-8 sequence that begins here, or 0 if none validly does.
std::size_t sequence_length(std::string_view rest) {
  const auto lead = static_cast<unsigned char>(rest[0]);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xf5 ? 0 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (length == 0 || rest.size() < length) return 0;
  if (!std::all_of(rest.begin() + 1, rest.begin() + static_cast<std::ptrdiff_t>(length), continues)) return 0;
  const auto second = static_cast<unsigned char>(rest[1]);
  const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
  const bool outside = (lead == 0xed && second >= 0xa0) || (lead == 0xf4 && second >= 0x90);
  return overlong || outside ? 0 : length;
}

}  // namespace

SourceLines::SourceLines(std::string_view text, const std::string& file) : text_(text), file_(file), starts_{0} {
  const auto end_line = [&](std::size_t at) {
    const std::string_view whole = text.substr(starts_.back(), at - starts_.back());
    ends_.push_back(starts_.back() + std::min(whole.find('\r'), whole.size()));
  };
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string_view::npos;) {
    end_line(at);
    starts_.push_back(++at);
  }
  end_line(text.size());
}

std::string_view SourceLines::line(int index) const {
  if (index < 0 || static_cast<std::size_t>(index) >= starts_.size()) return {};
  const std::size_t start = starts_[static_cast<std::size_t>(index)];
  return text_.substr(start, ends_[static_cast<std::size_t>(index)] - start);
}

Place SourceLines::place(int line_index, int byte_column) {
  const std::string_view whole = line(line_index);
  if (line_index != last_line_ || byte_column < last_byte_) {
    last_line_ = line_index;
    last_byte_ = 0;
    last_column_ = 0;
  }
  const int end = std::min(byte_column, static_cast<int>(whole.size()));
  for (; last_byte_ < end; ++last_byte_) last_column_ += continues(whole[static_cast<std::size_t>(last_byte_)]) ? 0 : 1;
  return {file_, line_index + 1, last_column_ + 1};
}

Place SourceLines::place_of(std::size_t offset) {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const auto index = static_cast<std::size_t>(after - starts_.begin()) - 1;
  return place(static_cast<int>(index), static_cast<int>(offset - starts_[index]));
}

std::size_t first_not_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte < 0x7f) [[likely]] {
      ++i;
      continue;
    }
    const bool control = (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f;
    const std::size_t length = control ? 0 : sequence_length(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

std::string_view without_bom(std::string_view text) {
  return text.starts_with("\xef\xbb\xbf") ? text.substr(3) : text;
}

}  // namespace crossflow

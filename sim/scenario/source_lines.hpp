// The text of an input file by line, for turning a parser's marks (bytes from 0) into places (characters from 1).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/problem.hpp"

namespace crossflow {

class SourceLines {
 public:
  /// Both texts must outlive this.
  SourceLines(std::string_view text, const std::string& file);

  /// Marks that move forward on a line cost no more than one pass over it.
  Place place(int line, int byte_column);
  Place place_of(std::size_t offset);
  std::string_view line(int index) const;
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
  const std::string& file_;
  std::vector<std::size_t> starts_, ends_;  // offsets of each line, without what ends it
  int last_line_ = -1;                      // the last mark asked for, from which the next may go on
  int last_byte_ = 0;
  int last_column_ = 0;
};

/// The offset of the first byte that is no text in UTF-8 (a control character, or no valid sequence), or npos.
std::size_t first_not_text(std::string_view text);

/// Takes a byte order mark off the front.
std::string_view without_bom(std::string_view text);

}  // namespace crossflow

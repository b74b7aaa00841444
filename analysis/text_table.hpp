// Aligned columns of plain text, and figures as a reader wants them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/tick.hpp"

namespace crossflow {

enum class Align : std::uint8_t { left, right };

/// A table whose columns are as wide as their widest cell, two blanks apart. If that is too wide for the page the first
/// column gives way: its cells are cut by `cut`, as by cut_text or cut_before_comma.
class TextTable {
 public:
  using Cut = std::string (*)(const std::string& text, std::size_t width);

  explicit TextTable(std::vector<Align> columns);
  TextTable(std::vector<Align> columns, Cut cut) : columns_(std::move(columns)), cut_(cut) {}

  /// Missing cells are empty.
  void add(std::vector<std::string> cells);
  std::string text(std::size_t page_width) const;

 private:
  std::vector<Align> columns_;
  Cut cut_;
  std::vector<std::vector<std::string>> rows_;
};

/// Characters on the screen, for UTF-8 of one column a character.
std::size_t text_width(std::string_view text);

/// `text` in at most `width` characters, with "..." at the end if it was cut.
std::string cut_text(const std::string& text, std::size_t width);

/// The same, but what stands after the last comma is kept whole, even if that takes more: "Hong Kong..., departure".
std::string cut_before_comma(const std::string& text, std::size_t width);

/// Words in lines of at most `width` characters; a longer word is broken.
std::vector<std::string> wrap_text(const std::string& text, std::size_t width);

/// "60,122"
std::string count_text(std::int64_t n);
/// A mean of counts: "60,122", below a hundred "61.5" and "61".
std::string mean_count_text(double mean);

/// "99.2%", "100%" only if it is all and "0%" only if none; more digits as it comes near either end.
std::string share_text(double share);
/// The same with as many digits as show on which side of `promised` it lies.
std::string share_text(double share, double promised);
/// "98%", "99.5%": a share as somebody set it.
std::string round_share_text(double share);

/// "10.4 s", "12 min 30 s", "2 h 05 min": below a minute to a tenth of a second.
std::string seconds_text(double s);
/// The same rounded up, so that what took `s` at most took what is said at most.
std::string within_text(double s);

/// "15 min", "900 ms": the limit of a pledge as somebody set it.
std::string limit_text(Tick limit);

/// Person-seconds as person-hours: "412", "3.4".
std::string person_hours_text(double person_s);

}  // namespace crossflow

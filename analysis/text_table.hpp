// Aligned columns of plain text, and figures as a reader wants them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/text_width.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

enum class Align : std::uint8_t { left, right };

/// A table whose columns are as wide as their widest cell, two blanks apart. If that is too wide for the page the heads
/// are folded and the names in the first column give way (see cut_name), or stand on lines of their own.
class TextTable {
 public:
  explicit TextTable(std::vector<Align> columns) : columns_(std::move(columns)) {}

  /// Missing cells are empty.
  void add(std::vector<std::string> cells);
  std::string text(std::size_t page_width) const;

 private:
  std::vector<Align> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// "60,122"
std::string count_text(std::int64_t n);
/// A mean of counts: "60,122", below a hundred "61.5" and "61".
std::string mean_count_text(double mean);
/// The same of what there are few of: below ten "6.0".
std::string few_text(double mean);

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

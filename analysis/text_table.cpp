#include "analysis/text_table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "sim/base/check.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

namespace {

constexpr std::size_t gap = 2;  // none before a column of empty cells

std::string percent(double share, int decimals) {
  return fmt::format("{:.{}f}%", share * 100, decimals);
}

std::string with_digits(double share, int decimals) {
  if (share <= 0) return "0%";
  if (share >= 1) return "100%";
  // Not all and not none must not look like all or none.
  const std::string text = percent(share, decimals);
  if (text == percent(1, decimals)) return ">" + percent(1 - std::pow(10, -decimals - 2), decimals);
  if (text == percent(0, decimals)) return "<" + percent(std::pow(10, -decimals - 2), decimals);
  return text;
}

int usual_decimals(double share) {
  return std::min(share, 1 - share) < 0.001 ? 2 : 1;
}

}  // namespace

void TextTable::add(std::vector<std::string> cells) {
  CROSSFLOW_CHECK(cells.size() <= columns_.size(), "a row has more cells than its table columns");
  cells.resize(columns_.size());
  for (std::string& cell : cells) std::replace(cell.begin(), cell.end(), '\n', ' ');
  rows_.push_back(std::move(cells));
}

std::string TextTable::text(std::size_t page_width) const {
  std::vector<std::size_t> widths(columns_.size());
  for (const auto& row : rows_)
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], text_width(row[c]));
  std::size_t others = 0;
  const auto gap_before = [&](std::size_t c) { return c > 0 && widths[c] > 0 ? gap : 0; };
  for (std::size_t c = 1; c < widths.size(); ++c) others += widths[c] + gap_before(c);
  const std::size_t room = page_width > others ? page_width - others : 1;
  const bool cut = widths[0] > room;
  if (cut) widths[0] = 0;
  for (const auto& row : rows_)
    if (cut) widths[0] = std::max(widths[0], text_width(cut_name(row[0], room)));
  std::string out;
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string cell = c == 0 && cut ? cut_name(row[c], room) : row[c];
      const std::string fill(widths[c] - text_width(cell), ' ');
      line.append(gap_before(c), ' ');
      line += columns_[c] == Align::left ? cell + fill : fill + cell;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::string count_text(std::int64_t n) {
  std::string digits = std::to_string(n < 0 ? -n : n);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return (n < 0 ? "-" : "") + digits;
}

std::string mean_count_text(double mean) {
  const double tenths = std::round(mean * 10);
  const bool whole = std::fmod(tenths, 10) == 0;
  return std::fabs(mean) < 100 && !whole ? fmt::format("{:.1f}", tenths / 10) : count_text(std::llround(mean));
}

std::string share_text(double share) {
  return with_digits(share, usual_decimals(share));
}

std::string share_text(double share, double promised) {
  for (int decimals = usual_decimals(share); decimals < 6; ++decimals) {
    const double shown = std::round(share * std::pow(10, decimals + 2)) / std::pow(10, decimals + 2);
    if ((shown >= promised) == (share >= promised)) return with_digits(share, decimals);
  }
  return with_digits(share, 6);
}

std::string round_share_text(double share) {
  return fmt::format("{:.6g}%", share * 100);
}

std::string seconds_text(double s) {
  const double tenths = std::round(s * 10);
  if (std::fabs(tenths) < 600) return fmt::format("{:.{}f} s", tenths / 10, std::fmod(tenths, 10) == 0 ? 0 : 1);
  return duration_text(ticks_from_seconds(s));
}

std::string within_text(double s) {
  // What is shown to a tenth, to the second or to the minute; less than a microsecond above it is a rounding.
  const double step = s < 60 ? 0.1 : s < 3600 ? 1 : 60;
  return seconds_text(std::ceil(s / step - 1e-6) * step);
}

std::string limit_text(Tick limit) {
  if (limit < second) return fmt::format("{:g} ms", to_seconds(limit) * 1000);
  return limit < minute ? fmt::format("{:g} s", to_seconds(limit)) : duration_text(limit);
}

std::string person_hours_text(double person_s) {
  const double hours = person_s / 3600;
  if (hours >= 9.95) return count_text(std::llround(hours));
  return hours < 0.05 ? "<0.1" : fmt::format("{:.1f}", hours);
}

}  // namespace crossflow

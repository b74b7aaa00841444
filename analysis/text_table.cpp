#include "analysis/text_table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "sim/base/check.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

namespace {

constexpr std::size_t usual_gap = 2;  // none before a column of empty cells

std::vector<std::size_t> widths_of(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths(rows.empty() ? 0 : rows[0].size());
  for (const auto& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], text_width(row[c]));
  return widths;
}

// All columns but the first, with the gaps before them.
std::size_t figures_of(const std::vector<std::size_t>& widths, std::size_t gap) {
  std::size_t sum = 0;
  for (std::size_t c = 1; c < widths.size(); ++c) sum += widths[c] > 0 ? widths[c] + gap : 0;
  return sum;
}

// Of names that are cut: some keep more than there is room for.
std::size_t widest_cut(const std::vector<std::vector<std::string>>& rows, std::size_t room) {
  std::size_t widest = 0;
  for (const auto& row : rows) widest = std::max(widest, text_width(cut_name(row[0], room)));
  return widest;
}

// The heads, the first row, in lines that are no wider than the figures below them, or than their longest words.
void fold_heads(std::vector<std::vector<std::string>>& rows) {
  const std::vector<std::size_t> below = widths_of({rows.begin() + 1, rows.end()});
  std::vector<std::vector<std::string>> heads;
  std::size_t lines = 0;
  for (std::size_t c = 0; c < rows[0].size(); ++c) {
    std::size_t width = below.empty() ? 1 : std::max<std::size_t>(1, below[c]);
    for (std::size_t at = 0; at < rows[0][c].size();) {
      const std::size_t end = std::min(rows[0][c].find(' ', at), rows[0][c].size());
      width = std::max(width, text_width(std::string_view(rows[0][c]).substr(at, end - at)));
      at = end + 1;
    }
    heads.push_back(wrap_text(rows[0][c], c == 0 ? 1000 : width));
    lines = std::max(lines, heads.back().size());
  }
  rows.erase(rows.begin());
  for (std::size_t line = lines; line-- > 0;) {
    std::vector<std::string> row;
    for (const auto& head : heads) {
      const std::size_t blank = lines - head.size();
      row.push_back(line < blank ? "" : head[line - blank]);
    }
    rows.insert(rows.begin(), std::move(row));
  }
}

// Each name on a line of its own above its figures.
void put_names_above(std::vector<std::vector<std::string>>& rows, std::size_t page_width) {
  std::vector<std::vector<std::string>> out;
  for (auto& row : rows) {
    if (!row[0].empty()) out.push_back({cut_name(row[0], page_width)});
    row[0].clear();
    out.push_back(std::move(row));
  }
  rows = std::move(out);
}

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
  constexpr std::size_t least_name = 12, least_cut = 6;
  std::size_t gap = usual_gap;
  std::vector<std::vector<std::string>> rows = rows_;
  std::vector<std::size_t> widths = widths_of(rows);
  const auto room = [&] { return page_width - std::min(page_width - 1, figures_of(widths, gap)); };
  if (room() < std::min(widths[0], least_name)) {
    fold_heads(rows);
    widths = widths_of(rows);
  }
  if (widths[0] > room()) {
    const std::size_t most = room();
    if (most < least_cut || widest_cut(rows, most) > most) {  // names would be cut to nothing
      if (figures_of(widths, gap) > page_width) gap = 1;
      put_names_above(rows, page_width);
      widths[0] = 0;
    } else {
      for (auto& row : rows) row[0] = cut_name(row[0], most);
      widths[0] = widths_of(rows)[0];
    }
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::size_t width = text_width(row[c]);
      const std::string fill(std::max(widths[c], width) - width, ' ');
      line.append(c > 0 && widths[c] > 0 ? gap : 0, ' ');
      line += columns_[c] == Align::left ? row[c] + fill : fill + row[c];
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

std::string few_text(double mean) {
  return mean >= 10 || mean == 0 ? mean_count_text(mean) : fmt::format("{:.1f}", mean);
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
  return seconds_text((std::ceil(s / step - 1e-6) + 0.0) * step);  // no -0
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

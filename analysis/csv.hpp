// Cells of tables for other programs.
#pragma once

#include <string>

#include "sim/base/tick.hpp"

namespace crossflow {

/// In quotes where it has to be.
inline std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

/// "2024-10-20,10:30": two cells, of an instant that is not before the first date.
inline std::string date_and_time_cells(Date first, Tick at) {
  return date_text(days_after(first, static_cast<int>(at / day))) + "," + clock_text(at % day);
}

}  // namespace crossflow

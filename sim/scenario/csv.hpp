// CSV as spreadsheets write it: RFC 4180 in UTF-8, with a line of headings. What cannot be read as meant is refused.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/problem.hpp"

namespace crossflow {

struct Table {
  std::string file;  ///< as the user would name it from where the program runs
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  std::string text;                 ///< of the file
  std::vector<std::size_t> starts;  ///< of each row, in the text
  std::vector<int> lines;           ///< of each row, in the file
  std::size_t header_start = 0;     ///< in the text
  int header_line = 1;              ///< in the file

  /// The column of a heading, whatever the case of its letters.
  std::optional<std::size_t> column(std::string_view heading) const;
  const std::string& cell(std::size_t row, std::size_t column) const { return rows[row][column]; }
  Place place(std::size_t row, std::size_t column) const;
  Place heading_place(std::size_t column) const;
  /// Some of the rows as CSV with the header.
  std::string csv(const std::vector<std::size_t>& rows) const;
};

/// Reads CSV text. Problems carry the place in the CSV itself; then there is no table. Two headings of one name, cells
/// parted by anything but commas, and lines that end with CR alone are such.
std::unique_ptr<Table> parse_csv(const std::string& text, const std::string& file, Problems& problems);

/// With ASCII letters in lower case and no blanks around: as headings are compared.
std::string heading_key(std::string_view heading);

}  // namespace crossflow

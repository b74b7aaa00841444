// Tables of a result as CSV files, or all of it as a workbook.
#pragma once

#include <string>
#include <vector>

namespace crossflow {

struct ExportOptions {
  std::string result;
  std::string requirement;          ///< a file for the requirement table; empty: none
  std::string waits;                ///< for waits by half-hour
  std::string workbook;             ///< a file that ends with .xlsx
  std::string folder;               ///< for a CSV file of each table
  std::vector<std::string> tables;  ///< these alone; printed, if there is no folder
  bool list = false;                ///< say which tables there are
  bool byte_order_mark = false;     ///< ahead of each CSV file of the folder, for Excel
};

/// `crossflow export`.
void export_tables(const ExportOptions& options);

}  // namespace crossflow

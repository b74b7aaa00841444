// Tables of a result as CSV files.
#pragma once

#include <string>

namespace crossflow {

struct ExportOptions {
  std::string result;
  std::string requirement;  ///< a file for the requirement table; empty: none
  std::string waits;        ///< for waits by half-hour
};

/// `crossflow export`.
void export_tables(const ExportOptions& options);

}  // namespace crossflow

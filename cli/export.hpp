// Tables of a result as CSV files.
#pragma once

#include <string>

namespace crossflow {

struct ExportOptions {
  std::string result;
  std::string requirement;  ///< a file for the requirement table
};

/// `crossflow export`.
void export_tables(const ExportOptions& options);

}  // namespace crossflow

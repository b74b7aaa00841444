// Tables of a result as CSV files.
#pragma once

#include <string>
#include <vector>

#include "analysis/summary.hpp"

namespace crossflow {

struct ExportOptions {
  std::string result;
  std::string requirement;  ///< a file for the requirement table
};

/// An InputError if a table cannot be written there: a folder, none of an existing folder, or one of the files `used`.
void check_table_path(const std::string& file, const std::vector<std::string>& used);

/// A RunError if it cannot be written.
void write_requirement(const std::string& file, const Directory& directory, const Summary& summary);

/// `crossflow export`.
void export_tables(const ExportOptions& options);

}  // namespace crossflow

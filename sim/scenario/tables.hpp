// Tables of figures that stand beside a scenario as CSV: RFC 4180, with a header, in UTF-8.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/reader.hpp"

namespace crossflow {

struct Table {
  std::string file;  ///< as the user would name it from where the program runs
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  std::vector<int> lines;  ///< of each row, in the file

  std::optional<std::size_t> column(const std::string& name) const;
  const std::string& cell(std::size_t row, std::size_t column) const { return rows[row][column]; }
  /// Some of the rows as CSV with the header.
  std::string csv(const std::vector<std::size_t>& rows) const;
};

/// Reads CSV text. Problems carry the line of the CSV itself; then there is no table.
std::unique_ptr<Table> parse_csv(const std::string& text, const std::string& file, Problems& problems);

/// All tables of a scenario, each read once.
class TableStore {
 public:
  /// Files named in `--set` are sought beside the scenario.
  void set_home(std::string scenario_file) { home_ = std::move(scenario_file); }
  const Table* table(const std::string& file, const Place& asked_at, Problems& problems);

 private:
  std::string home_;
  std::map<std::string, std::unique_ptr<Table>> tables_;
};

/// `file`, which stands in `beside`, as seen from where the program runs.
std::string path_beside(const std::string& beside, const std::string& file);

/// The column that a scalar names, or nothing after adding a problem with the nearest one.
std::optional<std::size_t> read_column(const Table& table, const Value& name, Reader& reader);

/// Rows of which each column of `where` (a map, or null for all) holds the value given; nothing after adding a problem.
std::optional<std::vector<std::size_t>> read_where(const Table& table, const Value* where, Reader& reader);

/// A cell as a number that is not negative; nothing after adding a problem with the line of the CSV.
std::optional<double> read_cell(const Table& table, std::size_t row, std::size_t column, Reader& reader);

}  // namespace crossflow

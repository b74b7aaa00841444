// What every reader of a table that stands beside a scenario does in the same way: its columns, rows and cells, and
// what is said of them. The form of such files is in csv.hpp.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "sim/scenario/csv.hpp"
#include "sim/scenario/reader.hpp"

namespace crossflow {

/// All tables of a scenario, each read once.
class TableStore {
 public:
  /// Files named in `--set` are sought beside the scenario.
  void set_home(std::string scenario_file) { home_ = std::move(scenario_file); }
  const Table* table(const std::string& file, const Place& asked_at, Problems& problems);
  bool holds(const std::string& path) const { return tables_.contains(path); }

 private:
  std::string home_;
  std::map<std::string, std::unique_ptr<Table>> tables_;
};

/// `file`, which stands in `beside`, as seen from where the program runs.
std::string path_beside(const std::string& beside, const std::string& file);

/// The same problems, each mistake that stands in many rows of a column told once with their number, and none twice.
Problems told_once(const Problems& problems, const TableStore& tables);

/// The column that a scalar names, or nothing after adding a problem with the nearest one.
std::optional<std::size_t> read_column(const Table& table, const Value& name, Reader& reader);

/// Columns with headings of ours.
struct OwnColumns {
  std::vector<std::string> needed;
  std::vector<std::string> other;
  /// Whether the scenario says itself which other columns it reads; else those are noted as not read.
  bool others_are_named = false;
};
/// The column of each needed heading, then of each other one; nothing, after adding a problem at `asked`, if a needed
/// one is missing. Notes what was read as what.
std::optional<std::vector<std::optional<std::size_t>>> own_columns(const Table& table, const OwnColumns& own,
                                                                   const Value& asked, Reader& reader);

/// Rows of which each column of `where` (a map, or null for all) holds the value given; nothing after adding a problem.
std::optional<std::vector<std::size_t>> read_where(const Table& table, const Value* where, Reader& reader);
/// Whether `where` says what the column of a heading must hold.
bool where_names(const Value* where, std::string_view heading);

/// Adds a problem at a cell: "'x' in the column 'n' is no number". Returns false.
bool refuse_cell(const Table& table, std::size_t row, std::size_t column, const std::string& is, std::string expected,
                 Reader& reader, std::string nearest = {});
/// A cell as a number that is not negative; nothing after adding a problem at the cell.
std::optional<double> read_cell(const Table& table, std::size_t row, std::size_t column, Reader& reader);
/// The same, of people: a whole number.
std::optional<double> read_count(const Table& table, std::size_t row, std::size_t column, double least, double most,
                                 Reader& reader);
/// A date in ISO 8601, or nothing after adding a problem that says which other form the cell has.
std::optional<Date> read_date(const Table& table, std::size_t row, std::size_t column, Reader& reader);

/// JSON Schema of what names a table's file.
void write_table_name_schema(nlohmann::json& out);

}  // namespace crossflow

// Tables of a result as rows of cells, whatever they hold: for those who write them in another form. What columns are
// comes from their layouts alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/rows.hpp"
#include "sim/record/table_layout.hpp"

namespace crossflow {

/// A number in whole or not, or a text. A row of the directory, or a number of a list of words, is its name; nothing
/// (monostate) where it points nowhere, or a number is NaN.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

class AnyTable {
 public:
  AnyTable(const Directory& directory, h5::Columns columns, std::vector<std::byte> packed);

  const std::string& name() const { return columns_.table; }
  std::size_t columns() const { return columns_.columns.size(); }
  std::size_t rows() const { return packed_.size() / columns_.row_bytes; }
  /// With its unit where it has one that its name does not say: "joined (persons)", "from_s".
  std::string heading(std::size_t column) const;
  const h5::Column& column(std::size_t column) const { return columns_.columns[column]; }
  Cell cell(std::size_t row, std::size_t column) const;

 private:
  std::vector<std::vector<std::string>> names_;  // by column: of what it refers to; empty of other columns
  h5::Columns columns_;
  std::vector<std::byte> packed_;
};

struct TableSize {
  std::string name, about;
  std::size_t rows = 0;
};
/// All tables that a result may have, in the order of its file, with how many rows these have.
std::vector<TableSize> table_sizes(const ResultRows& rows);
/// Those that have rows. `chosen`: these alone, whether they have any or not; empty: all.
std::vector<AnyTable> tables_of(const Directory& directory, const ResultRows& rows,
                                const std::vector<std::string>& chosen = {});

/// One line of headings, then the rows.
std::string csv_of(const AnyTable& table);

}  // namespace crossflow

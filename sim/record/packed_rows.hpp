// The rows of a table as plain bytes, for a reader that has the same layouts: in frames to a viewer, in parts of a run.
// Internal to sim/record.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/record/table_layout.hpp"

namespace crossflow::h5 {

/// How many rows, how wide their texts, how wide a row, and the packed rows. `Bytes` has `number` and `raw`.
template <class Bytes, class Row>
void put_rows(Bytes& bytes, const Layout<Row>& layout, const std::vector<Row>& rows) {
  const Columns columns = layout.fitted(rows);
  bytes.number(static_cast<std::uint32_t>(rows.size()));
  for (const Column& column : columns.columns)
    if (column.type == ColumnType::text) bytes.number(static_cast<std::uint32_t>(column.bytes));
  bytes.number(static_cast<std::uint32_t>(columns.row_bytes));
  bytes.raw(layout.pack(rows, columns));
}

/// Such rows, still packed; texts in `columns` take the width that they have there. `Content` has `number`, `take`,
/// `left`, and `refuse`, which throws; also when there are more than `most`.
template <class Content>
std::span<const std::byte> take_rows(Content& content, Columns& columns, std::size_t most = SIZE_MAX) {
  const std::size_t count = content.template number<std::uint32_t>();
  for (Column& column : columns.columns)
    if (column.type == ColumnType::text) {
      column.bytes = content.template number<std::uint32_t>();
      if (column.bytes == 0) content.refuse("the table " + columns.table + " has a column of no width");
    }
  columns.place();
  if (content.template number<std::uint32_t>() != columns.row_bytes || columns.row_bytes == 0)
    content.refuse("the table " + columns.table + " has other columns");
  if (count > most || count > content.left() / columns.row_bytes)
    content.refuse("the table " + columns.table + " is cut short");
  return content.take(count * columns.row_bytes);
}

}  // namespace crossflow::h5

#include "analysis/any_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <fmt/format.h>

#include "analysis/csv.hpp"
#include "sim/record/words.hpp"

namespace crossflow {
namespace {

std::vector<std::string> names_in(const Directory& directory, const std::string& table) {
  std::vector<std::string> names;
  const auto of = [&](const auto& entries) {
    for (const auto& entry : entries) names.push_back(entry.name);
  };
  if (table == "directions") return directory.directions;
  if (table == "authorities") return directory.authorities;
  if (table == "ports") of(directory.ports);
  if (table == "stations") of(directory.stations);
  if (table == "sources") of(directory.sources);
  if (table == "classes") of(directory.classes);
  if (table == "disruptions") of(directory.disruptions);
  if (table == "teams") of(directory.teams);
  if (table == "pools") of(directory.pools);
  if (table == "officers") of(directory.officers);
  if (table == "supervisors") of(directory.supervisors);
  for (const Enumeration& list : enumerations())
    if (list.table == table)
      for (const EnumerationRow& row : list.rows) {
        if (row.number >= names.size()) names.resize(row.number + std::size_t{1});
        names[row.number] = row.name;
      }
  return names;
}

template <class T>
T read(const std::byte* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

Cell number_at(const std::byte* at, h5::ColumnType type) {
  switch (type) {
    case h5::ColumnType::u8:
      return std::int64_t{read<std::uint8_t>(at)};
    case h5::ColumnType::u16:
      return std::int64_t{read<std::uint16_t>(at)};
    case h5::ColumnType::u32:
      return std::int64_t{read<std::uint32_t>(at)};
    case h5::ColumnType::u64:
      return static_cast<std::int64_t>(read<std::uint64_t>(at));
    case h5::ColumnType::i8:
      return std::int64_t{read<std::int8_t>(at)};
    case h5::ColumnType::i16:
      return std::int64_t{read<std::int16_t>(at)};
    case h5::ColumnType::i32:
      return std::int64_t{read<std::int32_t>(at)};
    case h5::ColumnType::i64:
      return read<std::int64_t>(at);
    case h5::ColumnType::f64:
    case h5::ColumnType::text:
      break;
  }
  const double value = read<double>(at);
  return std::isnan(value) ? Cell() : Cell(value);
}

}  // namespace

AnyTable::AnyTable(const Directory& directory, h5::Columns columns, std::vector<std::byte> packed)
    : columns_(std::move(columns)), packed_(std::move(packed)) {
  for (const h5::Column& column : columns_.columns) names_.push_back(names_in(directory, column.meaning.refers()));
}

std::string AnyTable::heading(std::size_t column) const {
  const h5::Column& c = columns_.columns[column];
  const std::string& units = c.meaning.units();
  const bool said = units.empty() || units == "1" || units == "index" || c.name.ends_with("_" + units) ||
                    (units.ends_with("-s") && c.name.ends_with("_s"));
  return said ? c.name : fmt::format("{} ({})", c.name, units);
}

Cell AnyTable::cell(std::size_t row, std::size_t column) const {
  const h5::Column& c = columns_.columns[column];
  const std::byte* at = packed_.data() + row * columns_.row_bytes + c.offset;
  if (c.type == h5::ColumnType::text) {
    const char* text = reinterpret_cast<const char*>(at);
    return std::string(text, ::strnlen(text, c.bytes));
  }
  const Cell number = number_at(at, c.type);
  const std::vector<std::string>& names = names_[column];
  if (c.meaning.refers().empty()) return number;
  const std::int64_t index = std::get<std::int64_t>(number);
  if (index < 0 || static_cast<std::size_t>(index) >= names.size()) return {};
  return names[static_cast<std::size_t>(index)];
}

std::vector<TableSize> table_sizes(const ResultRows& rows) {
  std::vector<TableSize> out;
  AllTables::for_each([&]<class Row>() {
    const h5::Columns columns = Row::layout().columns();
    out.push_back({columns.table, columns.description, rows.of<Row>().size()});
  });
  return out;
}

std::vector<AnyTable> tables_of(const Directory& directory, const ResultRows& rows,
                                const std::vector<std::string>& chosen) {
  std::vector<AnyTable> out;
  AllTables::for_each([&]<class Row>() {
    const std::vector<Row>& of = rows.of<Row>();
    const h5::Layout<Row> layout = Row::layout();
    const bool wanted = std::find(chosen.begin(), chosen.end(), layout.columns().table) != chosen.end();
    if (chosen.empty() ? of.empty() : !wanted) return;
    const h5::Columns columns = layout.fitted(of);
    out.emplace_back(directory, columns, layout.pack(of, columns));
  });
  return out;
}

std::string csv_of(const AnyTable& table) {
  std::string out;
  for (std::size_t c = 0; c < table.columns(); ++c) out += (c > 0 ? "," : "") + csv_cell(table.heading(c));
  out += "\n";
  for (std::size_t r = 0; r < table.rows(); ++r) {
    for (std::size_t c = 0; c < table.columns(); ++c) {
      if (c > 0) out += ",";
      const Cell cell = table.cell(r, c);
      if (const auto* whole = std::get_if<std::int64_t>(&cell)) out += std::to_string(*whole);
      if (const auto* number = std::get_if<double>(&cell)) out += fmt::format("{}", *number);
      if (const auto* text = std::get_if<std::string>(&cell)) out += csv_cell(*text);
    }
    out += "\n";
  }
  return out;
}

}  // namespace crossflow

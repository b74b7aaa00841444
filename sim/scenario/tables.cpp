#include "sim/scenario/tables.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/base/read_file.hpp"
#include "sim/scenario/dates.hpp"
#include "sim/scenario/quantity.hpp"

namespace crossflow {
namespace {

constexpr std::size_t most_bytes = 64'000'000;

/// "one of a, b, c", unless there are many.
std::string one_of(const std::vector<std::string>& words) {
  return words.size() <= 12 ? "one of " + listed(words, ", ") : "";
}

/// Else the file may be any, whose lines are nobody's business.
bool is_a_table(const Table& table) {
  return table.header.size() > 1;
}

void note_read_as(const Table& table, std::size_t column, const std::string& name, Reader& reader) {
  if (table.header[column] != name)
    reader.warn(table.heading_place(column), "the column '" + table.header[column] + "' is read as '" + name + "'");
}

/// A message without what it quotes, which differs from row to row.
std::string unquoted(const std::string& text) {
  std::string out;
  bool quoted = false;
  for (const char c : text) {
    if (c == '\'') quoted = !quoted;
    if (!quoted) out += c;
  }
  return out;
}

}  // namespace

std::string path_beside(const std::string& beside, const std::string& file) {
  const std::filesystem::path path(file);
  if (path.is_absolute()) return file;
  return (std::filesystem::path(beside).parent_path() / path).lexically_normal().string();
}

const Table* TableStore::table(const std::string& file, const Place& asked_at, Problems& problems) {
  const std::string path = path_beside(asked_at.line > 0 ? asked_at.file : home_, file);
  const auto found = tables_.find(path);
  if (found != tables_.end()) return found->second.get();
  const FileText read = read_input(path, most_bytes);
  if (!read.bytes) {
    problems.add(asked_at, "the table '" + path + "' " + read.wrong,
                 read.wrong == "cannot be read" ? "a CSV file, named as seen from this file's folder" : read.expected);
    return nullptr;
  }
  return (tables_[path] = parse_csv(*read.bytes, path, problems)).get();
}

Problems told_once(const Problems& problems, const TableStore& tables) {
  constexpr std::size_t told_each = 3;  // so many rows are told one by one
  const auto kind_of = [&](const Problem& p) {
    return std::make_tuple(p.place.file, p.place.column, unquoted(p.what), p.expected);
  };
  std::set<std::string> told;
  std::vector<const Problem*> kept;
  std::map<decltype(kind_of({})), std::size_t> count;
  for (const Problem& problem : problems.items()) {
    if (!told.insert(problem.text()).second) continue;
    kept.push_back(&problem);
    if (problem.place.line > 0 && tables.holds(problem.place.file)) ++count[kind_of(problem)];
  }
  Problems out;
  std::set<decltype(kind_of({}))> said;
  for (const Problem* problem : kept) {
    const auto kind = kind_of(*problem);
    const auto rows = count.find(kind);
    if (rows == count.end() || rows->second <= told_each) {
      out.add(*problem);
    } else if (said.insert(kind).second) {
      Problem first = *problem;
      first.what += " (so in " + std::to_string(rows->second) + " rows)";
      out.add(std::move(first));
    }
  }
  return out;
}

std::optional<std::size_t> read_column(const Table& table, const Value& name, Reader& reader) {
  if (!name.is_scalar()) {
    reader.refuse(name, "a column of the table");
    return {};
  }
  if (const auto column = table.column(name.scalar)) {
    note_read_as(table, *column, name.scalar, reader);
    return column;
  }
  reader.problem(name, "the table '" + table.file + "' has no column '" + name.scalar + "'",
                 is_a_table(table) ? one_of(table.header) : "",
                 is_a_table(table) ? nearest_word(name.scalar, table.header) : "");
  return {};
}

std::optional<std::vector<std::optional<std::size_t>>> own_columns(const Table& table, const OwnColumns& own,
                                                                   const Value& asked, Reader& reader) {
  std::vector<std::optional<std::size_t>> out;
  std::vector<std::string> names = own.needed;
  names.insert(names.end(), own.other.begin(), own.other.end());
  std::vector<bool> read(table.header.size());
  std::vector<std::string> missing;  // of all, those that a misspelt heading may mean
  std::vector<std::string> needed;
  for (std::size_t i = 0; i < names.size(); ++i) {
    out.push_back(table.column(names[i]));
    if (out.back()) {
      read[*out.back()] = true;
      note_read_as(table, *out.back(), names[i], reader);
    } else {
      missing.push_back(names[i]);
      if (i < own.needed.size()) needed.push_back(names[i]);
    }
  }
  std::vector<std::string> left;  // headings that are none of ours
  for (std::size_t c = 0; c < table.header.size(); ++c)
    if (!read[c] && !heading_key(table.header[c]).empty()) left.push_back(table.header[c]);
  for (const std::string& name : needed)
    reader.problem(asked, "the table '" + table.file + "' has no column '" + name + "'",
                   is_a_table(table)
                       ? "columns " + listed(own.needed, " and ") + "; it has " + listed(table.header, ", ")
                       : "a table with the columns " + listed(own.needed, " and "),
                   is_a_table(table) ? nearest_word(name, left) : "");
  if (!needed.empty()) return {};
  for (std::size_t c = 0; c < table.header.size(); ++c) {
    if (read[c]) continue;
    const std::string meant = nearest_word(heading_key(table.header[c]), missing);
    if (own.others_are_named && (meant.empty() || heading_key(table.header[c]).size() > meant.size() + 1)) continue;
    const bool named = !heading_key(table.header[c]).empty();
    reader.warn(table.heading_place(c),
                named ? "the column '" + table.header[c] + "' is not read" : "a column without a heading is not read",
                "", meant);
  }
  return out;
}

bool where_names(const Value* where, std::string_view heading) {
  return where != nullptr && std::any_of(where->entries.begin(), where->entries.end(),
                                         [&](const auto& entry) { return heading_key(entry.key) == heading; });
}

std::optional<std::vector<std::size_t>> read_where(const Table& table, const Value* where, Reader& reader) {
  std::vector<std::size_t> rows(table.rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i;
  if (where == nullptr) return rows;
  const Reader::Scope scope(reader, "where");
  if (!where->is_map()) {
    reader.refuse(*where, "columns and what they hold, such as {direction: arrival}");
    return {};
  }
  for (const auto& entry : where->entries) {
    const Reader::Scope inner(reader, entry.key);
    const auto column = read_column(table, Value::text(entry.key, entry.place), reader);
    if (!column) return {};
    if (!entry.value.is_scalar()) {
      reader.refuse(entry.value, "the text that the column holds");
      return {};
    }
    std::vector<std::string> seen;
    std::vector<std::size_t> kept;
    for (const std::size_t row : rows) {
      const std::string& cell = table.cell(row, *column);
      if (cell == entry.value.scalar) kept.push_back(row);
      if (seen.size() < 200 && std::find(seen.begin(), seen.end(), cell) == seen.end()) seen.push_back(cell);
    }
    if (kept.empty()) {
      reader.problem(entry.value,
                     "no row of '" + table.file + "' has '" + entry.value.scalar + "' in its column '" + entry.key +
                         "'" + (where->entries.size() > 1 ? " and fits the rest" : ""),
                     "", nearest_word(entry.value.scalar, seen));
      return {};
    }
    rows = std::move(kept);
  }
  return rows;
}

bool refuse_cell(const Table& table, std::size_t row, std::size_t column, const std::string& is, std::string expected,
                 Reader& reader, std::string nearest) {
  reader.problems().add(table.place(row, column),
                        "'" + table.cell(row, column) + "' in the column '" + table.header[column] + "' " + is,
                        std::move(expected), std::move(nearest));
  return false;
}

std::optional<double> read_cell(const Table& table, std::size_t row, std::size_t column, Reader& reader) {
  double number = 0;
  std::string_view unit;
  if (split_amount(table.cell(row, column), number, unit) && number >= 0 && (unit.empty() || unit == "%"))
    return unit.empty() ? number : number / 100;
  refuse_cell(table, row, column, "is no number", "a number from 0", reader);
  return {};
}

std::optional<double> read_count(const Table& table, std::size_t row, std::size_t column, double least, double most,
                                 Reader& reader) {
  double number = 0;
  std::string_view unit;
  if (split_amount(table.cell(row, column), number, unit) && unit.empty() && number >= least && number <= most &&
      number == std::floor(number))
    return number;
  refuse_cell(table, row, column, "is no number of people",
              fmt::format("a whole number from {:.0f} to {:.0f}", least, most), reader);
  return {};
}

std::optional<Date> read_date(const Table& table, std::size_t row, std::size_t column, Reader& reader) {
  Date date;
  if (parse_date(table.cell(row, column), date)) return date;
  const OtherDate other = other_date(table.cell(row, column));
  refuse_cell(table, row, column, other.is, date_form, reader, other.iso);
  return {};
}

void write_table_name_schema(nlohmann::json& out) {
  out = {{"type", "string"}};
}

}  // namespace crossflow

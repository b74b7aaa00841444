#include "sim/scenario/tables.hpp"

#include <algorithm>
#include <filesystem>

#include "sim/base/read_file.hpp"
#include "sim/scenario/quantity.hpp"
#include "sim/scenario/source_lines.hpp"

namespace crossflow {
namespace {

constexpr std::size_t most_bytes = 64'000'000;

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

void append_row(const std::vector<std::string>& cells, std::string& out) {
  for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + csv_cell(cells[i]);
  out += '\n';
}

/// Takes CSV apart, record by record.
class CsvScanner {
 public:
  explicit CsvScanner(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ >= text_.size(); }
  int line() const { return line_; }

  /// False if a quote is not closed, or text follows a closing quote.
  bool next(std::vector<std::string>& cells) {
    cells.assign(1, {});
    while (!at_end()) {
      const char c = text_[at_];
      if (c == '"' && cells.back().empty() && !closed_) {
        if (!take_quoted(cells.back())) return false;
        closed_ = true;
      } else if (c == ',') {
        ++at_;
        closed_ = false;
        cells.emplace_back();
      } else if (c == '\n' || (c == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n')) {
        at_ += c == '\n' ? 1 : 2;
        ++line_;
        break;
      } else if (closed_) {
        return false;
      } else {
        const std::size_t from = at_;
        do ++at_;
        while (!at_end() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r');
        cells.back() += text_.substr(from, at_ - from);
      }
    }
    closed_ = false;
    return true;
  }

 private:
  bool take_quoted(std::string& cell) {
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"') {
        cell += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell += text_[at_++];
      } else {
        ++at_;
        return true;
      }
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  bool closed_ = false;
};

}  // namespace

std::optional<std::size_t> Table::column(const std::string& name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return {};
  return static_cast<std::size_t>(found - header.begin());
}

std::string Table::csv(const std::vector<std::size_t>& wanted) const {
  std::string out;
  append_row(header, out);
  for (const std::size_t row : wanted) append_row(rows[row], out);
  return out;
}

std::unique_ptr<Table> parse_csv(const std::string& whole, const std::string& file, Problems& problems) {
  const std::string_view text = without_bom(whole);
  if (const std::size_t at = first_not_text(text); at != std::string_view::npos) {
    problems.add(SourceLines(text, file).place_of(at), "this is not text in UTF-8");
    return nullptr;
  }
  auto table = std::make_unique<Table>();
  table->file = file;
  CsvScanner scanner(text);
  const std::size_t before = problems.size();
  while (!scanner.at_end() && problems.size() < before + 10) {
    const int line = scanner.line();
    std::vector<std::string> cells;
    cells.reserve(table->header.size());
    if (!scanner.next(cells)) {
      problems.add({file, line}, "a quoted cell of the table is not closed, or goes on after its closing quote");
      return nullptr;
    }
    if (cells.size() == 1 && cells[0].empty()) continue;  // an empty line
    if (table->header.empty()) {
      table->header = std::move(cells);
      continue;
    }
    if (cells.size() != table->header.size()) {
      problems.add({file, line}, "this row has " + std::to_string(cells.size()) + " cells",
                   std::to_string(table->header.size()) + ", as many as the header");
      continue;
    }
    table->rows.push_back(std::move(cells));
    table->lines.push_back(line);
  }
  if (table->header.empty()) problems.add({file}, "the table is empty", "a header line with the names of the columns");
  return problems.size() == before ? std::move(table) : nullptr;
}

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

std::optional<std::size_t> read_column(const Table& table, const Value& name, Reader& reader) {
  const auto column = name.is_scalar() ? table.column(name.scalar) : std::nullopt;
  if (column) return column;
  const bool is_table = table.header.size() > 1;  // else any file, whose lines are nobody's business
  if (!name.is_scalar()) {
    reader.refuse(name, "a column of the table");
  } else {
    reader.problem(name, "the table '" + table.file + "' has no column '" + name.scalar + "'",
                   is_table && table.header.size() <= 12 ? "one of " + listed(table.header, ", ") : "",
                   is_table ? nearest_word(name.scalar, table.header) : "");
  }
  return {};
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

std::optional<double> read_cell(const Table& table, std::size_t row, std::size_t column, Reader& reader) {
  double number = 0;
  std::string_view unit;
  const std::string& cell = table.cell(row, column);
  if (split_amount(cell, number, unit) && number >= 0 && (unit.empty() || unit == "%")) {
    return unit.empty() ? number : number / 100;
  }
  reader.problems().add({table.file, table.lines[row]},
                        "'" + cell + "' in the column '" + table.header[column] + "' is no number", "a number from 0");
  return {};
}

}  // namespace crossflow

#include "sim/scenario/csv.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "sim/scenario/source_lines.hpp"

namespace crossflow {
namespace {

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
  explicit CsvScanner(std::string_view text, std::size_t at = 0) : text_(text), at_(at) {}

  bool at_end() const { return at_ >= text_.size(); }
  std::size_t at() const { return at_; }
  int line() const { return line_; }

  /// What is wrong, with `at` where it is; or null. `starts`, if wanted: where in the text each cell begins.
  const char* next(std::vector<std::string>& cells, std::vector<std::size_t>* starts = nullptr) {
    cells.assign(1, {});
    if (starts != nullptr) starts->assign(1, at_);
    while (!at_end()) {
      const char c = text_[at_];
      if (c == '"' && cells.back().empty() && !closed_) {
        if (!take_quoted(cells.back())) return wrong_quote;
        closed_ = true;
      } else if (c == ',') {
        ++at_;
        closed_ = false;
        cells.emplace_back();
        if (starts != nullptr) starts->push_back(at_);
      } else if (c == '\n' || (c == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n')) {
        at_ += c == '\n' ? 1 : 2;
        ++line_;
        break;
      } else if (closed_) {
        return wrong_quote;
      } else if (c == '\r') {
        return "a line of the table ends with CR alone";
      } else {
        const std::size_t from = at_;
        do ++at_;
        while (!at_end() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r');
        cells.back() += text_.substr(from, at_ - from);
      }
    }
    closed_ = false;
    return nullptr;
  }

 private:
  static constexpr const char* wrong_quote =
      "a quoted cell of the table is not closed, or goes on after its closing quote";

  bool take_quoted(std::string& cell) {
    const std::size_t opened = at_;
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
    at_ = opened;
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  bool closed_ = false;
};

/// Where the cell of a record that begins in the text at `start`, on a line from 1, stands.
Place place_in_record(const Table& table, std::size_t start, int line, std::size_t column) {
  std::vector<std::string> cells;
  std::vector<std::size_t> starts;
  CsvScanner(table.text, start).next(cells, &starts);
  const std::size_t at = column < starts.size() ? starts[column] : start;
  const auto newlines = std::count(table.text.begin() + static_cast<std::ptrdiff_t>(start),
                                   table.text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  const std::size_t before = newlines == 0 ? start : table.text.rfind('\n', at - 1) + 1;
  const auto characters = std::count_if(table.text.begin() + static_cast<std::ptrdiff_t>(before),
                                        table.text.begin() + static_cast<std::ptrdiff_t>(at),
                                        [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; });
  return {table.file, line + static_cast<int>(newlines), static_cast<int>(characters) + 1};
}

/// What a file is that is no text in UTF-8, for those that people take for CSV.
std::string other_form(std::string_view text) {
  if (text.starts_with("PK\x03\x04")) return "this is a workbook of a spreadsheet program, not CSV";
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) return "this is text in UTF-16";
  return "this is not text in UTF-8";
}

/// What parts the cells of a header that has no comma; empty if it is one cell.
std::string other_separator(const std::string& header) {
  static const std::array<std::pair<const char*, const char*>, 4> known = {
      {{";;", "';;'"}, {";", "';'"}, {"\t", "tabs"}, {"|", "'|'"}}};
  for (const auto& [separator, name] : known)
    if (header.find(separator) != std::string::npos) return name;
  return {};
}

const char* const as_csv = "commas; spreadsheet programs call it 'CSV UTF-8 (comma delimited)'";

bool header_is_good(const Table& table, Problems& problems) {
  constexpr std::size_t most_told = 3;
  if (const std::string other = table.header.size() == 1 ? other_separator(table.header[0]) : ""; !other.empty()) {
    problems.add({table.file, table.header_line}, "the cells of this table are parted by " + other, as_csv);
    return false;
  }
  std::map<std::string, std::size_t> seen;
  std::vector<std::size_t> again;
  for (std::size_t c = 0; c < table.header.size(); ++c) {
    const std::string key = heading_key(table.header[c]);
    if (!key.empty() && !seen.emplace(key, c).second) again.push_back(c);
  }
  for (std::size_t i = 0; i < std::min(again.size(), most_told); ++i) {
    const std::string& heading = table.header[again[i]];
    const std::string& first = table.header[seen[heading_key(heading)]];
    std::string wrong = first == heading ? "two columns have the heading '" + first + "'"
                                         : "the headings '" + first + "' and '" + heading + "' are one name";
    if (i + 1 == most_told && again.size() > most_told)
      wrong += " (and so it is with " + std::to_string(again.size() - most_told) + " more)";
    problems.add(table.heading_place(again[i]), wrong, "one column of each name; letter case is no difference");
  }
  return again.empty();
}

}  // namespace

std::string heading_key(std::string_view heading) {
  while (!heading.empty() && heading.front() == ' ') heading.remove_prefix(1);
  while (!heading.empty() && heading.back() == ' ') heading.remove_suffix(1);
  std::string out(heading);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::optional<std::size_t> Table::column(std::string_view heading) const {
  const std::string key = heading_key(heading);
  const auto found = key.empty() ? header.end() : std::find_if(header.begin(), header.end(), [&](const std::string& h) {
    return heading_key(h) == key;
  });
  if (found == header.end()) return {};
  return static_cast<std::size_t>(found - header.begin());
}

Place Table::place(std::size_t row, std::size_t column) const {
  return place_in_record(*this, starts[row], lines[row], column);
}

Place Table::heading_place(std::size_t column) const {
  return place_in_record(*this, header_start, header_line, column);
}

std::string Table::csv(const std::vector<std::size_t>& wanted) const {
  std::string out;
  append_row(header, out);
  for (const std::size_t row : wanted) append_row(rows[row], out);
  return out;
}

std::unique_ptr<Table> parse_csv(const std::string& whole, const std::string& file, Problems& problems) {
  auto table = std::make_unique<Table>();
  table->file = file;
  table->text = without_bom(whole);
  const std::string& text = table->text;
  if (const std::size_t at = first_not_text(text); at != std::string_view::npos) {
    const std::string form = other_form(text);
    problems.add(SourceLines(text, file).place_of(at), form,
                 form == "this is not text in UTF-8" ? "" : "CSV in UTF-8, parted by commas");
    return nullptr;
  }
  CsvScanner scanner(text);
  Problem uneven;  // the first row with too few or too many cells
  std::size_t uneven_rows = 0;
  while (!scanner.at_end()) {
    const int line = scanner.line();
    const std::size_t start = scanner.at();
    std::vector<std::string> cells;
    cells.reserve(table->header.size());
    if (const char* wrong = scanner.next(cells)) {
      const bool line_end = text[std::min(scanner.at(), text.size() - 1)] == '\r';
      problems.add(SourceLines(text, file).place_of(scanner.at()), wrong,
                   line_end ? "lines that end with LF, or CR and LF" : "");
      return nullptr;
    }
    if (cells.size() == 1 && cells[0].empty()) continue;  // an empty line
    if (table->header.empty()) {
      table->header = std::move(cells);
      table->header_start = start;
      table->header_line = line;
      if (!header_is_good(*table, problems)) return nullptr;
      continue;
    }
    if (cells.size() != table->header.size()) {
      if (uneven_rows++ == 0)
        uneven = {{file, line},
                  "this row has " + std::to_string(cells.size()) + (cells.size() == 1 ? " cell" : " cells"),
                  std::to_string(table->header.size()) + ", as many as the header",
                  ""};
      continue;
    }
    table->rows.push_back(std::move(cells));
    table->lines.push_back(line);
    table->starts.push_back(start);
  }
  if (table->header.empty()) problems.add({file}, "the table is empty", "a header line with the names of the columns");
  if (uneven_rows > 1) uneven.what += "; " + std::to_string(uneven_rows) + " rows have not as many as the header";
  if (uneven_rows > 0) problems.add(uneven);
  return table->header.empty() || uneven_rows > 0 ? nullptr : std::move(table);
}

}  // namespace crossflow

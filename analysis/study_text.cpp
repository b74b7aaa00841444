// The answer of a study as text and as CSV.
#include <algorithm>

#include <fmt/format.h>

#include "analysis/csv.hpp"
#include "analysis/study_answer.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

constexpr std::size_t study_width = 120;
constexpr std::size_t least_header = 14;

using Cells = std::vector<std::string>;

// A column with its header. A cell may have a second line, after a line break.
struct Column {
  std::string header;
  Align align;
  Cells cells;

  std::size_t width() const {
    std::size_t most = 0;
    for (const std::string& cell : cells)
      most = std::max({most, text_width(first_line(cell)), text_width(second_line(cell))});
    return std::max({most, std::min(text_width(header), least_header), longest_word()});
  }
  static std::string first_line(const std::string& cell) { return cell.substr(0, cell.find('\n')); }
  static std::string second_line(const std::string& cell) {
    const std::size_t end = cell.find('\n');
    return end == std::string::npos ? "" : cell.substr(end + 1);
  }
  std::size_t longest_word() const {
    std::size_t most = 0;
    for (std::size_t at = 0; at < header.size();) {
      const std::size_t end = std::min(header.find(' ', at), header.size());
      most = std::max(most, std::min(text_width(header.substr(at, end - at)), study_width / 2));
      at = end + 1;
    }
    return most;
  }
};

std::string table_text(const std::vector<Column>& columns) {
  std::vector<Align> aligns;
  std::vector<Cells> headers;
  std::size_t lines = 0;
  for (const Column& c : columns) {
    aligns.push_back(c.align);
    headers.push_back(wrap_text(c.header, c.width()));
    lines = std::max(lines, headers.back().size());
  }
  TextTable table(aligns);
  for (std::size_t line = 0; line < lines; ++line) {
    Cells row;
    for (const Cells& header : headers) row.push_back(line < header.size() ? header[line] : "");
    table.add(std::move(row));
  }
  for (std::size_t r = 0; r < columns.front().cells.size(); ++r) {
    Cells first, second;
    for (const Column& c : columns) {
      first.push_back(Column::first_line(c.cells[r]));
      second.push_back(Column::second_line(c.cells[r]));
    }
    table.add(std::move(first));
    if (std::any_of(second.begin(), second.end(), [](const std::string& cell) { return !cell.empty(); }))
      table.add(std::move(second));
  }
  return table.text(study_width);
}

// As many tables as it takes for each to fit on the page, all with the leading columns.
std::string tables_text(const std::vector<Column>& leading, const std::vector<Column>& rest) {
  std::size_t lead = 0;
  for (const Column& c : leading) lead += c.width() + 2;
  std::string text;
  for (std::size_t at = 0; at < rest.size();) {
    std::vector<Column> columns = leading;
    std::size_t width = lead;
    do {
      width += rest[at].width() + 2;
      columns.push_back(rest[at++]);
    } while (at < rest.size() && width + rest[at].width() <= study_width);
    text += (text.empty() ? "" : "\n") + table_text(columns);
  }
  return text;
}

std::string value_cell(MeasureUnit unit, const std::optional<Estimate>& value) {
  if (!value) return "-";
  const std::string half = half_width_text(unit, *value);
  return measure_text(unit, value->value) + (half.empty() ? "" : " " + half);
}

std::string values_text(const StudyDesign& design, const StudyAnswer& answer) {
  std::vector<Column> leading, rest;
  for (const StudyAxis& axis : design.axes) leading.push_back({axis.name, Align::left, {}});
  for (const MeasureRequest& request : design.measures) rest.push_back({request.name, Align::right, {}});
  for (std::size_t v = 0; v < answer.values.size(); ++v) {
    const std::vector<std::size_t> levels = design.levels_of(v);
    for (std::size_t a = 0; a < levels.size(); ++a) leading[a].cells.push_back(design.axes[a].levels[levels[a]]);
    for (std::size_t m = 0; m < rest.size(); ++m)
      rest[m].cells.push_back(value_cell(measure_of(design.measures[m]).unit, answer.values[v][m]));
  }
  return tables_text(leading, rest);
}

// Differences along one axis; under a difference that chance alone may have made a line that says so.
std::string differences_text(const StudyDesign& design, const StudyAnswer& answer, std::size_t axis) {
  std::vector<Column> leading{{design.axes[axis].name, Align::left, {}}}, rest;
  for (std::size_t a = 0; a < design.axes.size(); ++a)
    if (a != axis) leading.push_back({design.axes[a].name, Align::left, {}});
  for (const MeasureRequest& request : design.measures) rest.push_back({request.name, Align::right, {}});
  for (const StudyDifference& d : answer.differences) {
    if (d.axis != axis) continue;
    const std::vector<std::size_t> levels = design.levels_of(d.to);
    std::size_t column = 0;
    leading[column++].cells.push_back(design.axes[axis].levels[levels[axis]]);
    for (std::size_t a = 0; a < levels.size(); ++a)
      if (a != axis) leading[column++].cells.push_back(design.axes[a].levels[levels[a]]);
    for (std::size_t m = 0; m < rest.size(); ++m) {
      const std::optional<Estimate>& change = d.changes[m];
      const MeasureUnit unit = measure_of(design.measures[m]).unit;
      std::string cell = change ? difference_text(unit, *change) : "-";
      if (change && change->interval && !is_no_difference(unit, *change) && cannot_be_told_apart(*change))
        cell += "\ncannot be told apart";
      rest[m].cells.push_back(std::move(cell));
    }
  }
  return fmt::format("DIFFERENCE from {} {}, on the same days\n\n{}", design.axes[axis].name,
                     design.axes[axis].levels.front(), tables_text(leading, rest));
}

}  // namespace

std::string text_of(const StudyDesign& design, const StudyAnswer& answer) {
  const bool several = answer.replications > 1;
  std::string text = design.title.en + "\n";
  const std::size_t n = answer.values.size();
  text += fmt::format("{} variant{}, {}, seed {}. {}\n", count_text(static_cast<std::int64_t>(n)), n == 1 ? "" : "s",
                      several ? count_text(answer.replications) + " replications each" : "one replication each",
                      answer.seed,
                      several ? "± is half of a 95% interval, which shows chance; - and + are its two sides."
                              : "One replication has no interval: nothing can be told apart.");
  std::string lines;
  for (std::size_t v = 0; v < n; ++v)
    lines += not_cleared_line(design.variant_name(v), answer.not_cleared[v], answer.replications, study_width);
  if (!lines.empty()) text += "\n" + lines;
  text += "\n" + values_text(design, answer);
  for (std::size_t axis = 0; axis < design.axes.size(); ++axis)
    if (design.axes[axis].levels.size() > 1) text += "\n" + differences_text(design, answer, axis);
  if (design.decide) text += "\n" + choices_text(design, answer);
  return text;
}

std::string csv_of(const StudyDesign& design, const StudyAnswer& answer) {
  std::string text(study_header_begins);
  for (const StudyAxis& axis : design.axes) text += csv_cell(axis.name) + ",";
  text += study_header_ends;
  const auto add = [&](std::size_t variant, const std::string& in, const std::string& from, const Estimates& numbers) {
    for (std::size_t m = 0; m < numbers.size(); ++m) {
      text += std::to_string(variant + 1);
      const std::vector<std::size_t> levels = design.levels_of(variant);
      for (std::size_t a = 0; a < levels.size(); ++a) text += "," + csv_cell(design.axes[a].levels[levels[a]]);
      text += fmt::format(",{},{},{},{},", csv_cell(in), csv_cell(from), csv_cell(design.measures[m].name),
                          unit_name(measure_of(design.measures[m]).unit));
      const std::optional<Estimate>& e = numbers[m];
      if (e) text += fmt::format("{}", e->value);
      text += e && e->interval ? fmt::format(",{},{}\n", e->interval->low, e->interval->high) : ",,\n";
    }
  };
  for (std::size_t v = 0; v < answer.values.size(); ++v) add(v, "", "", answer.values[v]);
  for (const StudyDifference& d : answer.differences)
    add(d.to, design.axes[d.axis].name, design.axes[d.axis].levels.front(), d.changes);
  return text;
}

}  // namespace crossflow

#include "analysis/workbook.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "analysis/any_table.hpp"
#include "analysis/summary_json.hpp"
#include "analysis/text_width.hpp"
#include "analysis/waits.hpp"
#include "sim/base/problem.hpp"

namespace crossflow {
namespace {

constexpr std::size_t most_text = 30'000;     // bytes of a cell
constexpr std::size_t most_rows = 1'048'575;  // of a sheet, beside its headings

constexpr const char* waits_sheet = "Waits by half-hour";

// Days since the last one of 1899, as spreadsheets count.
double excel_date(Date first, double seconds) {
  constexpr Date origin{1899, 12, 30};
  return days_between(origin, first) + seconds / to_seconds(day);
}

class Book {
 public:
  Book(const std::string& file, Date date) : date_(date) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    book_.reset(workbook_new_opt(file.c_str(), &options));
    if (!book_) throw RunError("cannot write '" + file + "'");
    head_ = workbook_add_format(book_.get());
    format_set_bold(head_);
    format_set_text_wrap(head_);
    instant_ = workbook_add_format(book_.get());
    format_set_num_format(instant_, "yyyy-mm-dd hh:mm:ss");
    percent_ = workbook_add_format(book_.get());
    format_set_num_format(percent_, "0.00%");
    clock_ = workbook_add_format(book_.get());
    format_set_num_format(clock_, "[h]:mm:ss");
    title_ = workbook_add_format(book_.get());
    format_set_bold(title_);
    format_set_font_size(title_, 16);
  }

  lxw_workbook* get() const { return book_.get(); }
  lxw_worksheet* sheet(const std::string& name) { return workbook_add_worksheet(book_.get(), name.c_str()); }
  /// Headings, which stay where they are as one scrolls.
  void heads(lxw_worksheet* sheet, lxw_row_t row, const std::vector<std::string>& heads) const {
    for (std::size_t c = 0; c < heads.size(); ++c)
      worksheet_write_string(sheet, row, static_cast<lxw_col_t>(c), heads[c].c_str(), head_);
    if (row == 0) worksheet_freeze_panes(sheet, 1, 0);
    for (std::size_t c = 0; c < heads.size(); ++c)
      worksheet_set_column(sheet, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c),
                           std::clamp(static_cast<double>(heads[c].size()) + 2, 10.0, 30.0), nullptr);
  }
  void instant(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, double seconds) const {
    worksheet_write_number(sheet, row, column, excel_date(date_, seconds), instant_);
  }
  /// A cell holds no longer one than a spreadsheet can.
  void text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text,
            lxw_format* format = nullptr) const {
    const std::string kept = text.size() <= most_text ? text : cut_text(text, most_text);
    worksheet_write_string(sheet, row, column, kept.c_str(), format);
  }
  void span(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, double seconds) const {
    worksheet_write_number(sheet, row, column, seconds / to_seconds(day), clock_);
  }
  void share(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, double share) const {
    worksheet_write_number(sheet, row, column, share, percent_);
  }
  void title(lxw_worksheet* sheet, const std::string& text) const { this->text(sheet, 0, 0, text, title_); }
  void close(const std::string& file) {
    const lxw_error failed = workbook_close(book_.release());
    if (failed != LXW_NO_ERROR) throw RunError(fmt::format("cannot write '{}': {}", file, lxw_strerror(failed)));
  }

 private:
  struct Close {
    void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
  };
  std::unique_ptr<lxw_workbook, Close> book_;
  Date date_;
  lxw_format *head_, *instant_, *percent_, *clock_, *title_;
};

std::string who(const Directory& directory, std::uint8_t traveller_class, std::uint8_t direction) {
  return directory.classes[traveller_class].label.en + ", " + directory.directions[direction];
}

std::string verdict_text(Verdict verdict) {
  std::string text = key_of(verdict);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

// The waits of each class, below each other; the charts of the front sheet show them.
struct WaitsOfClass {
  std::string name;
  lxw_row_t first = 0, last = 0;
};

std::vector<WaitsOfClass> add_waits(Book& book, lxw_worksheet* sheet, const Directory& directory,
                                    const Summary& summary) {
  book.heads(
      sheet, 0,
      {"of", "name", "from", "people", "mean wait (h:mm:ss)", "95% within (h:mm:ss)", "longest (h:mm:ss)", "in time"});
  std::vector<WaitsOfClass> out;
  lxw_row_t row = 1;
  for (const WaitsSummary& w : summary.waits) {
    WaitsName name = name_of(directory, w);
    if (w.of == WaitsOf::traveller_class) name.name = who(directory, static_cast<std::uint8_t>(w.row), w.direction);
    const lxw_row_t first = row;
    for (const WaitsRow& h : w.half_hours) {
      worksheet_write_string(sheet, row, 0, name.of, nullptr);
      book.text(sheet, row, 1, name.name);
      book.instant(sheet, row, 2, to_seconds(h.from));
      worksheet_write_number(sheet, row, 3, static_cast<double>(h.people), nullptr);
      if (h.mean_s) book.span(sheet, row, 4, *h.mean_s);
      if (h.percentile_95_s) book.span(sheet, row, 5, *h.percentile_95_s);
      if (h.longest_s) book.span(sheet, row, 6, *h.longest_s);
      if (h.in_time) book.share(sheet, row, 7, *h.in_time);
      ++row;
    }
    if (w.of == WaitsOf::traveller_class && row > first) out.push_back({name.name, first, row - 1});
  }
  return out;
}

void add_needs(Book& book, lxw_worksheet* sheet, const Directory& directory, const Summary& summary) {
  book.heads(
      sheet, 0,
      {"station", "from", "load (servers)", "needed", "needed on 9 of 10 days", "open", "installed", "at least"});
  lxw_row_t row = 1;
  const auto number = [&](lxw_col_t column, const auto& value) {
    if (value) worksheet_write_number(sheet, row, column, static_cast<double>(*value), nullptr);
  };
  for (const RequirementSummary& r : summary.requirements)
    for (const RequirementRow& h : r.rows) {
      book.text(sheet, row, 0, directory.stations[r.station].name);
      book.instant(sheet, row, 1, to_seconds(h.from));
      number(2, h.load);
      number(3, h.needed);
      number(4, h.busy_needed);
      number(5, h.open);
      worksheet_write_number(sheet, row, 6, r.installed, nullptr);
      worksheet_write_string(sheet, row, 7, h.at_least ? "yes" : "no", nullptr);
      ++row;
    }
}

/// Where the pledges' rows stand on the front sheet.
lxw_row_t add_front(Book& book, lxw_worksheet* sheet, const Directory& directory, const Summary& summary) {
  book.title(sheet, directory.title.en);
  const std::string replications =
      fmt::format("{}, {} {}, {} {}", date_text(directory.date), summary.days, summary.days == 1 ? "day" : "days",
                  summary.replications, summary.replications == 1 ? "replication" : "replications");
  book.text(sheet, 1, 0, replications);
  book.heads(sheet, 3,
             {"who", "verdict", "in time", "from (95%)", "to (95%)", "promised", "limit (h:mm:ss)",
              "people, a replication", "not cleared, a replication", "mean wait (h:mm:ss)", "95% within (h:mm:ss)"});
  lxw_row_t row = 4;
  const auto mean = [&](double sum) { return sum / std::max(1, summary.replications); };
  for (const PledgeSummary& p : summary.pledges) {
    if (p.promised <= 0) continue;
    book.text(sheet, row, 0, who(directory, p.traveller_class, p.direction));
    book.text(sheet, row, 1, verdict_text(p.verdict));
    if (p.share) book.share(sheet, row, 2, p.share->value);
    if (p.share && p.share->interval) {
      book.share(sheet, row, 3, p.share->interval->low);
      book.share(sheet, row, 4, p.share->interval->high);
    }
    book.share(sheet, row, 5, p.promised);
    book.span(sheet, row, 6, to_seconds(p.limit));
    worksheet_write_number(sheet, row, 7, mean(static_cast<double>(p.people.joined)), nullptr);
    worksheet_write_number(sheet, row, 8, mean(static_cast<double>(p.not_cleared.sum())), nullptr);
    if (p.mean) book.span(sheet, row, 9, p.mean->all_travellers_s);
    if (p.percentile_95) book.span(sheet, row, 10, p.percentile_95->all_travellers_s);
    ++row;
  }
  return row;
}

void add_chart(Book& book, lxw_worksheet* front, lxw_row_t row, const std::vector<WaitsOfClass>& waits) {
  lxw_chart* chart = workbook_add_chart(book.get(), LXW_CHART_SCATTER_STRAIGHT);
  for (const WaitsOfClass& w : waits) {
    lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
    chart_series_set_name(series, w.name.c_str());
    chart_series_set_categories(series, waits_sheet, w.first, 2, w.last, 2);
    chart_series_set_values(series, waits_sheet, w.first, 5, w.last, 5);
  }
  chart_title_set_name(chart, "Wait that 95% did not exceed, by half-hour of joining");
  chart_axis_set_num_format(chart->x_axis, "hh:mm");
  chart_axis_set_num_format(chart->y_axis, "[h]:mm");
  chart_axis_set_name(chart->y_axis, "h:mm");
  lxw_chart_options options{};
  options.x_scale = 2;
  options.y_scale = 1.4;
  std::string description = "Line chart of the wait that 95% of each class did not exceed, by half-hour of joining";
  options.description = description.data();
  worksheet_insert_chart_opt(front, row, 0, chart, &options);
}

void write_cell(Book& book, lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell, bool is_instant) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell))
    worksheet_write_number(sheet, row, column, static_cast<double>(*whole), nullptr);
  if (const auto* text = std::get_if<std::string>(&cell)) book.text(sheet, row, column, *text);
  const auto* number = std::get_if<double>(&cell);
  if (number == nullptr) return;
  if (!is_instant)
    worksheet_write_number(sheet, row, column, *number, nullptr);
  else if (*number >= 0)
    book.instant(sheet, row, column, *number);
}

void add_table(Book& book, const AnyTable& table) {
  std::vector<std::string> heads;
  for (std::size_t c = 0; c < table.columns(); ++c) heads.push_back(table.heading(c));
  for (std::size_t first = 0; first < std::max<std::size_t>(1, table.rows()); first += most_rows) {
    const std::string name = first == 0 ? table.name() : fmt::format("{} {}", table.name(), first / most_rows + 1);
    lxw_worksheet* sheet = book.sheet(name);
    book.heads(sheet, 0, heads);
    for (std::size_t r = first; r < std::min(first + most_rows, table.rows()); ++r)
      for (std::size_t c = 0; c < table.columns(); ++c)
        write_cell(book, sheet, static_cast<lxw_row_t>(r - first + 1), static_cast<lxw_col_t>(c), table.cell(r, c),
                   table.column(c).meaning.is_instant());
  }
}

}  // namespace

void write_workbook(const std::string& file, const Directory& directory, const ResultRows& rows,
                    const Summary& summary) {
  Book book(file, directory.date);
  lxw_worksheet* front = book.sheet("Report");
  const lxw_row_t below = add_front(book, front, directory, summary);
  const std::vector<WaitsOfClass> waits = add_waits(book, book.sheet(waits_sheet), directory, summary);
  if (!waits.empty()) add_chart(book, front, below + 1, waits);
  add_needs(book, book.sheet("Servers needed"), directory, summary);
  for (const AnyTable& table : tables_of(directory, rows)) add_table(book, table);
  book.close(file);
}

}  // namespace crossflow

#include "cli/export.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analysis/any_table.hpp"
#include "analysis/requirement_csv.hpp"
#include "analysis/summary.hpp"
#include "analysis/workbook.hpp"
#include "cli/output.hpp"
#include "sim/base/problem.hpp"
#include "sim/base/say.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {
namespace {

constexpr std::string_view zip_begins = "PK\x03\x04";

void check_tables(const std::vector<std::string>& tables) {
  std::vector<std::string> known;
  for (const TableSize& table : table_sizes({})) known.push_back(table.name);
  for (const std::string& name : tables)
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw InputError({"--table", 0, 0}, "a result has no table '" + name + "'",
                       fmt::format("one of {}", fmt::join(known, ", ")), nearest_word(name, known));
}

void check_workbook(const ExportOptions& options) {
  if (!options.workbook.ends_with(".xlsx"))
    throw InputError({options.workbook, 0, 0}, "this is no name of a workbook", "a name that ends with .xlsx");
  check_new_file(options.workbook, {options.result, options.requirement, options.waits}, "a name that ends with .xlsx");
}

void export_workbook(const std::string& file, const Directory& directory, const ResultRows& rows,
                     const Summary& summary) {
  const Folder folder("", "export");
  const std::string made = folder.file("book.xlsx");
  write_workbook(made, directory, rows, summary);
  std::ifstream read(made, std::ios::binary);
  write_whole(file, std::string{std::istreambuf_iterator<char>(read), {}}, zip_begins);
}

void export_folder(const ExportOptions& options, const std::vector<AnyTable>& tables) {
  const Folder folder(options.folder, "export");
  const std::string mark = "\xEF\xBB\xBF";
  std::vector<std::string> texts;
  for (const AnyTable& table : tables) {
    const std::string& csv = texts.emplace_back(csv_of(table));
    const std::string head = csv.substr(0, csv.find('\n') + 1);
    const std::string file = folder.file(table.name() + ".csv");
    check_destination(file, {options.result});
    if (begins_otherwise(file, head) && begins_otherwise(file, mark + head))
      throw InputError({file, 0, 0}, "this file exists and is no such table", "a new folder, or older tables");
  }
  for (std::size_t i = 0; i < tables.size(); ++i)
    write_whole(folder.file(tables[i].name() + ".csv"), (options.byte_order_mark ? mark : "") + texts[i], "");
}

}  // namespace

void export_tables(const ExportOptions& options) {
  if (!options.requirement.empty()) check_csv(options.requirement, {options.result}, requirement_header);
  if (!options.waits.empty()) check_csv(options.waits, {options.result, options.requirement}, waits_header);
  if (!options.workbook.empty()) check_workbook(options);
  check_tables(options.tables);
  const ResultReader reader(options.result);
  const Directory& directory = reader.directory();
  const ResultRows rows = reader.rows();
  if (options.list) {
    for (const TableSize& table : table_sizes(rows))
      if (table.rows > 0) say("{}: {} rows; {}\n", table.name, table.rows, table.about);
  }
  if (!options.folder.empty()) {
    export_folder(options, tables_of(directory, rows, options.tables));
  } else {
    for (const AnyTable& table :
         options.tables.empty() ? std::vector<AnyTable>() : tables_of(directory, rows, options.tables))
      say_on_output(csv_of(table));
  }
  if (options.requirement.empty() && options.waits.empty() && options.workbook.empty()) return;
  const Summary summary = summarise(directory, rows);
  if (!options.requirement.empty()) write_table(options.requirement, requirement_csv(directory, summary));
  if (!options.waits.empty()) write_table(options.waits, waits_csv(directory, summary.waits));
  if (!options.workbook.empty()) export_workbook(options.workbook, directory, rows, summary);
}

}  // namespace crossflow

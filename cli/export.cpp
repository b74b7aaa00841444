#include "cli/export.hpp"

#include <filesystem>
#include <fstream>

#include "analysis/requirement_csv.hpp"
#include "sim/base/problem.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {

namespace fs = std::filesystem;

void check_table_path(const std::string& file, const std::vector<std::string>& used) {
  constexpr const char* wanted = "the name of a CSV file to write, such as requirement.csv";
  std::error_code none;
  const fs::path path(file);
  if (path.filename().empty() || fs::is_directory(path, none))
    throw InputError(Place{file}, "this is a folder", wanted);
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, none))
    throw InputError(Place{file}, "there is no folder '" + folder.string() + "'", "a folder that exists");
  for (const std::string& other : used)
    if (fs::weakly_canonical(path, none) == fs::weakly_canonical(other, none))
      throw InputError(Place{file}, "this file is used for something else", wanted);
}

void write_requirement(const std::string& file, const Directory& directory, const Summary& summary) {
  std::ofstream out(file, std::ios::binary);
  out << requirement_csv(directory, summary);
  out.close();
  if (!out) throw RunError("cannot write '" + file + "'");
}

void export_tables(const ExportOptions& options) {
  check_table_path(options.requirement, {options.result});
  const ResultReader reader(options.result);
  write_requirement(options.requirement, reader.directory(), summarise(reader.directory(), reader.rows()));
}

}  // namespace crossflow

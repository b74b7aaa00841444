#include "cli/output.hpp"

#include <cstdlib>

#include <unistd.h>

#include "sim/base/problem.hpp"
#include "sim/base/whole_file.hpp"

namespace crossflow {

namespace fs = std::filesystem;

Folder::Folder(const std::string& asked, const std::string& command) : kept_(!asked.empty()), path_(asked) {
  std::error_code failed;
  if (kept_) {
    if (fs::exists(path_, failed) && !fs::is_directory(path_, failed))
      throw InputError({asked, 0, 0}, "this is no folder", "a folder for the results of each variant");
    fs::create_directories(path_, failed);
    if (failed) throw InputError({asked, 0, 0}, "this folder cannot be made: " + failed.message());
    return;
  }
  std::string name = (fs::temp_directory_path() / ("crossflow-" + command + "-XXXXXX")).string();
  if (mkdtemp(name.data()) == nullptr) throw RunError("cannot make a folder in " + fs::temp_directory_path().string());
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  if (!kept_) fs::remove_all(path_, ignored);
}

void check_destination(const std::string& file, const std::vector<std::string>& used) {
  check_destination_path(file, "the name of a CSV file to write, such as table.csv", true);
  std::error_code none;
  const fs::path path(file);
  for (const std::string& one : used)
    if (fs::weakly_canonical(path, none) == fs::weakly_canonical(one, none))
      throw InputError({file, 0, 0}, "this file is used for something else, and cannot be written to",
                       "another name for the table");
}

void check_csv(const std::string& file, const std::vector<std::string>& used, std::string_view header,
               std::string_view header_end) {
  check_destination(file, used);
  const std::string first = first_bytes(file, 100'000);
  const std::string line = first.substr(0, first.find('\n') + 1);
  if (!first.empty() && !(line.starts_with(header) && line.ends_with(header_end)))
    throw InputError({file, 0, 0}, "this file exists and is no such table", "a new name, or an older table");
}

}  // namespace crossflow

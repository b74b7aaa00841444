#include "cli/output.hpp"

#include <cstdlib>
#include <fstream>

#include <unistd.h>

#include "sim/base/problem.hpp"

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

void check_csv(const std::string& file, const std::vector<std::string>& read) {
  std::error_code none;
  if (fs::is_directory(file, none)) throw InputError({file, 0, 0}, "this is a folder", "the name of a file");
  for (const std::string& one : read)
    if (fs::equivalent(file, one, none))
      throw InputError({file, 0, 0}, "this is read, and cannot be written to", "another name for the table");
}

void write_csv(const std::string& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw RunError("cannot write '" + file + "'");
}

}  // namespace crossflow

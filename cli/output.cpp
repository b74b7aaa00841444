#include "cli/output.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

#include "sim/base/problem.hpp"
#include "sim/base/whole_file.hpp"

namespace crossflow {

namespace fs = std::filesystem;

namespace {

bool nobody_reads = false;

std::size_t columns_of_environment() {
  const char* text = std::getenv("COLUMNS");
  std::size_t columns = 0;
  if (text != nullptr) std::from_chars(text, text + std::string_view(text).size(), columns);
  return columns;
}

}  // namespace

void print_out(std::string_view text) {
  if (nobody_reads) return;
  errno = 0;
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (written) return;
  if (errno != EPIPE) throw RunError("cannot write to standard output");
  nobody_reads = true;
}

std::optional<std::size_t> output_width() {
  constexpr std::size_t usual = 80, least = 60, most = 1000;
  if (isatty(STDOUT_FILENO) == 0) return std::nullopt;
  std::size_t columns = columns_of_environment();
  winsize size{};
  if (columns == 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) columns = size.ws_col;
  return std::clamp(columns == 0 ? usual : columns, least, most);
}

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
  constexpr const char* wanted = "the name of a CSV file to write, such as table.csv";
  std::error_code none;
  const fs::path path(file);
  if (path.filename().empty() || fs::is_directory(path, none))
    throw InputError({file, 0, 0}, "this is a folder", wanted);
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, none))
    throw InputError({file, 0, 0}, "there is no folder '" + folder.string() + "'", "a folder that exists");
  for (const std::string& one : used)
    if (fs::weakly_canonical(path, none) == fs::weakly_canonical(one, none))
      throw InputError({file, 0, 0}, "this file is used for something else, and cannot be written to",
                       "another name for the table");
}

void check_csv(const std::string& file, const std::vector<std::string>& used, std::string_view header) {
  check_destination(file, used);
  if (begins_otherwise(file, header))
    throw InputError({file, 0, 0}, "this file exists and is no such table", "a new name, or an older table");
}

}  // namespace crossflow

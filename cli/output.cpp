#include "cli/output.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/base/interrupts.hpp"
#include "sim/base/problem.hpp"
#include "sim/base/whole_file.hpp"

namespace crossflow {

namespace fs = std::filesystem;

namespace {

const std::string beginning = "crossflow-";
constexpr std::array commands = {"sweep", "compare", "select", "report", "export", "roster", "capacity"};

// Folders of killed programs of this user: those that nobody has claimed.
void clear_left_over(const fs::path& home) {
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(home, failed)) {
    const std::string name = entry.path().filename().string();
    const bool may_be = std::any_of(commands.begin(), commands.end(), [&](const char* command) {
      const std::string start = beginning + command + "-";
      return name.starts_with(start) && name.size() == start.size() + 6;
    });
    struct stat there {};
    if (!may_be || lstat(entry.path().c_str(), &there) != 0 || there.st_uid != geteuid()) continue;
    if (const std::optional<Claim> claim = Claim::existing_folder(entry.path().string()))
      fs::remove_all(entry.path(), failed);
  }
}

std::size_t columns_of_environment() {
  const char* text = std::getenv("COLUMNS");
  std::size_t columns = 0;
  if (text != nullptr) std::from_chars(text, text + std::string_view(text).size(), columns);
  return columns;
}

}  // namespace

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
  const fs::path home = fs::temp_directory_path(failed);
  if (failed) throw RunError("there is no folder for temporary files: TMPDIR names none");
  clear_left_over(home);
  while (!claim_ || !claim_->holds_the_name()) {  // another program that starts may clear it before it is claimed
    std::string name = (home / (beginning + command + "-XXXXXX")).string();
    if (mkdtemp(name.data()) == nullptr)
      throw RunError(fmt::format("cannot make a folder in '{}': {}", home.string(), std::strerror(errno)));
    path_ = name;
    clear_if_interrupted(name);
    claim_ = Claim::existing_folder(name);
  }
}

Folder::~Folder() {
  std::error_code ignored;
  if (kept_) return;
  fs::remove_all(path_, ignored);
  clear_if_interrupted("");
}

namespace {

void check_unused(const std::string& file, const std::vector<std::string>& used) {
  std::error_code none;
  const auto whole = [&none](const std::string& name) { return fs::weakly_canonical(fs::absolute(name, none), none); };
  for (const std::string& one : used)
    if (!one.empty() && whole(file) == whole(one))
      throw InputError({file, 0, 0}, "this file is used for something else, and cannot be written to", "another name");
}

}  // namespace

void check_destination(const std::string& file, const std::vector<std::string>& used) {
  check_destination_path(file, "the name of a CSV file to write, such as table.csv", true);
  check_unused(file, used);
}

void check_new_file(const std::string& file, const std::vector<std::string>& used, const std::string& wanted) {
  check_destination_path(file, wanted, false);
  check_unused(file, used);
  if (what_is_at(file) != There::nothing) throw InputError({file, 0, 0}, "this file exists", "a new name");
}

void check_csv(const std::string& file, const std::vector<std::string>& used, std::string_view header,
               std::string_view header_end) {
  check_destination(file, used);
  const std::string first = first_bytes(file, 100'000);
  const std::string line = first.substr(0, first.find('\n') + 1);
  std::error_code none;
  const bool has_something = what_is_at(file) == There::file && fs::file_size(file, none) > 0;
  if (has_something && !(line.starts_with(header) && line.ends_with(header_end)))
    throw InputError({file, 0, 0}, "this file exists and is no such table", "a new name, or an older table");
}

void check_not_edited(const std::string& file, bool force) {
  std::error_code none;
  if (!force && what_is_at(file) == There::file && fs::file_size(file, none) > 0)
    throw InputError({file, 0, 0}, "this file exists, and may have been edited since it was written",
                     "another name with -o, or --force to write over it");
}

}  // namespace crossflow

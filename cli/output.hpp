// Where commands print, and where those that make more than one file put them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crossflow {

/// Writes to standard output. Whoever reads it may have seen enough, as in `crossflow run ... | head`: then the rest is
/// dropped, and nothing is wrong. Throws a RunError if it cannot be written otherwise.
void print_out(std::string_view text);

/// The columns of the terminal that standard output is, by COLUMNS or as the terminal says; none if it is no terminal.
std::optional<std::size_t> output_width();

/// A folder for result files: the user's, or one that goes away with this.
class Folder {
 public:
  /// `asked` is empty where nothing is to be kept; `command` is part of the other one's name.
  Folder(const std::string& asked, const std::string& command);
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  bool kept_;
  std::filesystem::path path_;
};

/// Throws an InputError if nothing can be written there: a folder, none of an existing folder, or a file that is `used`
/// otherwise.
void check_destination(const std::string& file, const std::vector<std::string>& used);
/// The same for a table, which may take the place of an older one alone: of a file that begins with this.
void check_csv(const std::string& file, const std::vector<std::string>& used, std::string_view header);

}  // namespace crossflow

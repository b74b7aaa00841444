// Where commands print, and where those that make more than one file put them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/claim.hpp"

namespace crossflow {

/// Of what commands but `run` and `show` print, where there is no terminal: in columns.
inline constexpr std::size_t usual_width = 120;

/// The columns of the terminal that standard output is, by COLUMNS or as the terminal says; none if it is no terminal.
std::optional<std::size_t> output_width();

/// A folder for result files: the user's, or one that goes away with this, or when the program is interrupted. What
/// killed programs left of the latter sort is cleared first.
class Folder {
 public:
  /// `asked` is empty where nothing is to be kept; `command` is part of the other one's name.
  Folder(const std::string& asked, const std::string& command);
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const std::string& name) const { return (path_ / name).string(); }
  bool kept() const { return kept_; }
  std::string name() const { return path_.string(); }

 private:
  bool kept_;
  std::filesystem::path path_;
  std::optional<Claim> claim_;  // of one that goes away: it is no left-over
};

/// Throws an InputError if nothing can be written there: a folder, none of an existing folder, or a file that is `used`
/// otherwise.
void check_destination(const std::string& file, const std::vector<std::string>& used);
/// The same for a file that is no table, and `wanted`: neither a stream nor over anything that is there.
void check_new_file(const std::string& file, const std::vector<std::string>& used, const std::string& wanted);
/// The same for a table, which may take the place of an older one alone: of a file whose first line begins with this,
/// and ends with that.
void check_csv(const std::string& file, const std::vector<std::string>& used, std::string_view header,
               std::string_view header_end = {});
/// Of what people go on to edit, such as a roster or a forecast: nothing that is there is written over, unless forced.
void check_not_edited(const std::string& file, bool force);

}  // namespace crossflow

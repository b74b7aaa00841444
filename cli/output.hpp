// Where commands that make more than one file put them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace crossflow {

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

/// Throws an InputError if a table cannot be written there, or would take the place of what is read.
void check_csv(const std::string& file, const std::vector<std::string>& read);

/// Throws a RunError if it cannot.
void write_csv(const std::string& file, const std::string& text);

}  // namespace crossflow

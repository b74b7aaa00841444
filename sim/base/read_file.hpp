// The one way in which files are read that are not HDF5: whole, within a limit, without waiting for what never comes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace crossflow {

/// What was read, or why nothing was.
struct FileText {
  std::optional<std::string> bytes;
  std::string wrong;     ///< "is a folder", "cannot be read: Permission denied"; goes on after the file's name
  std::string expected;  ///< "a file", "at most 8 MB"; may be empty
};

/// Reads an ordinary file. Whatever else is there (a pipe, a device, a file of the system that makes one wait) is not
/// waited for.
FileText read_file(const std::string& path, std::size_t most_bytes);

/// The same for a file that a user, or a file of a user, names: within what inputs_below allows.
FileText read_input(const std::string& path, std::size_t most_bytes);
/// From now on inputs are read from this folder and what is in it alone, links followed to where they lead. An
/// InputError if there is no such folder.
void inputs_below(const std::string& folder);
/// Why an input may not be read, or cannot be because it is no ordinary file; empty if it may.
std::string why_no_input(const std::string& path);

}  // namespace crossflow

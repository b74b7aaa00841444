#include "sim/base/whole_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "sim/base/child_process.hpp"
#include "sim/base/claim.hpp"
#include "sim/base/problem.hpp"

namespace crossflow {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const std::string& path, const std::string& why) {
  throw WriteError(fmt::format("cannot write '{}': {}", path, why));
}

std::string system_reason() {
  return std::strerror(errno);
}

void write_straight(const std::string& path, std::string_view bytes) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0 || !write_all(descriptor, bytes.data(), bytes.size())) cannot_write(path, system_reason());
  if (close(descriptor) != 0) cannot_write(path, system_reason());
}

}  // namespace

There what_is_at(const std::string& path) {
  std::error_code none;
  switch (fs::status(path, none).type()) {
    case fs::file_type::directory:
      return There::folder;
    case fs::file_type::character:
    case fs::file_type::fifo:
      return There::stream;
    case fs::file_type::regular:
      return fs::is_symlink(path, none) ? There::link : There::file;
    case fs::file_type::not_found:
      return fs::is_symlink(path, none) ? There::link : There::nothing;
    default:
      return There::other;
  }
}

void check_destination_path(const std::string& path, const std::string& wanted, bool streams) {
  const fs::path name(path);
  const There there = what_is_at(path);
  std::error_code none;
  if (there == There::folder) throw InputError(Place{path}, "this is a folder", wanted);
  if (there == There::link)
    throw InputError(Place{path}, fmt::format("this is a link to '{}'", fs::read_symlink(path, none).string()),
                     "the name of the file itself, or a new name");
  if (there == There::other || (there == There::stream && !streams))
    throw InputError(Place{path}, "this is a device or a pipe", wanted);
  if (name.filename().empty()) throw InputError(Place{path}, "no file is named", wanted);
  const fs::path folder = name.has_parent_path() ? name.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, none))
    throw InputError(Place{path}, "there is no folder '" + folder.string() + "'", "a folder that exists");
}

void write_whole(const std::string& path, std::string_view bytes, std::string_view begins) {
  if (what_is_at(path) == There::stream) return write_straight(path, bytes);
  const std::string temporary = path + ".part";
  const std::optional<Claim> claim = Claim::file(temporary);
  if (!claim) cannot_write(path, "another program is writing it");
  if (begins_otherwise(temporary, begins))  // else it is what a killed program left
    cannot_write(path, "'" + temporary + "' is in the way, and was not made by Crossflow");
  const bool written = ftruncate(claim->descriptor(), 0) == 0 &&
                       write_all(claim->descriptor(), bytes.data(), bytes.size()) && fsync(claim->descriptor()) == 0;
  if (written && std::rename(temporary.c_str(), path.c_str()) == 0) return;
  const std::string why = system_reason();
  std::error_code ignored;
  fs::remove(temporary, ignored);
  cannot_write(path, why);
}

void write_table(const std::string& path, std::string_view text) {
  write_whole(path, text, text.substr(0, text.find('\n') + 1));
}

bool begins_otherwise(const std::string& path, std::string_view bytes) {
  const std::string first = first_bytes(path, bytes.size());
  std::error_code none;
  return first != bytes && fs::is_regular_file(path, none) && fs::file_size(path, none) > 0;
}

std::string first_bytes(const std::string& path, std::size_t bytes) {
  std::string first(bytes, '\0');
  std::error_code none;
  if (!fs::is_regular_file(path, none)) return {};
  // Some files of the system are regular ones, and make one wait all the same.
  const int descriptor = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return {};
  std::size_t size = 0;
  for (ssize_t n = 0; size < bytes && (n = read(descriptor, first.data() + size, bytes - size)) > 0;)
    size += static_cast<std::size_t>(n);
  close(descriptor);
  first.resize(size);
  return first;
}

}  // namespace crossflow

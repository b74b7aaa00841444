// What the tests of result files and traces write: a small directory and rows of every table.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "sim/record/directory.hpp"
#include "sim/record/file_info.hpp"
#include "sim/record/rows.hpp"

namespace crossflow::test {

/// A folder of its own for a test, gone when the test is over.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  bool empty() const { return std::filesystem::is_empty(path_); }

 private:
  std::filesystem::path path_;
};

/// Two sources, counters of ten with one line, gates of six with a line each, a hall without servers, a corridor.
Directory sample_directory();
FileInfo sample_info();
RunInfo sample_run();
/// Different rows for different replications; `waits` of them in the longest table.
ResultRows sample_rows(std::uint32_t replication, std::size_t waits = 1000);

/// Every field of every row, so that two of them can be compared and a difference can be read.
std::string text_of(const ResultRows& rows);
std::string text_of(const Directory& directory);
std::string text_of(const FileInfo& info);
std::string text_of(const RunInfo& run);

std::string bytes_of(const std::string& path);

}  // namespace crossflow::test

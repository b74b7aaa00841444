#include "sim/base/read_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/base/problem.hpp"

namespace crossflow {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

std::optional<std::filesystem::path> allowed;  // the folder that inputs may lie in; none: anywhere

FileText cannot() {
  if (errno == ENOENT) return {std::nullopt, "cannot be read", ""};  // there is none
  return {std::nullopt, fmt::format("cannot be read: {}", std::strerror(errno)), ""};
}

int opened(const std::string& path) {
  return open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

// `real`: without links.
bool is_allowed(const std::filesystem::path& real) {
  return std::mismatch(allowed->begin(), allowed->end(), real.begin(), real.end()).first == allowed->end();
}

// An input, as far as it is allowed, whether or not it is there.
FileText not_below(const std::string& path) {
  if (!allowed) return {};
  std::error_code failed;
  const std::filesystem::path real = std::filesystem::weakly_canonical(std::filesystem::absolute(path, failed), failed);
  if (!failed && is_allowed(real)) return {};
  return {std::nullopt, fmt::format("does not lie in '{}'", allowed->string()),
          "a file in the folder of --inputs-below"};
}

// Again, of what is open: its name may have come to mean another since.
FileText not_below(const std::string& path, int descriptor) {
  std::error_code failed;
  const auto real = std::filesystem::read_symlink(fmt::format("/proc/self/fd/{}", descriptor), failed);
  return allowed && !failed && !is_allowed(real) ? not_below(real.string()) : not_below(path);
}

FileText not_ordinary(int descriptor) {
  struct stat there {};
  if (descriptor < 0 || fstat(descriptor, &there) != 0) return cannot();
  if (S_ISDIR(there.st_mode)) return {std::nullopt, "is a folder", "a file"};
  if (!S_ISREG(there.st_mode)) return {std::nullopt, "is a device or a pipe", "a file"};
  return {};
}

FileText read_all(int descriptor, std::size_t most_bytes) {
  struct stat there {};
  if (fstat(descriptor, &there) != 0) return cannot();
  std::string bytes;
  // Files of the system say that they are empty: what counts is what can be read.
  bytes.resize(std::min<std::size_t>(most_bytes, static_cast<std::size_t>(there.st_size)) + 1);
  std::size_t size = 0;
  for (;;) {
    if (size == bytes.size()) bytes.resize(std::min(2 * size, most_bytes) + 1);
    const ssize_t n = read(descriptor, bytes.data() + size, bytes.size() - size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return cannot();
    if (n == 0) break;
    size += static_cast<std::size_t>(n);
    if (size > most_bytes) return {std::nullopt, "is too large", fmt::format("at most {} MB", most_bytes / 1'000'000)};
  }
  bytes.resize(size);
  bytes.shrink_to_fit();
  return {std::move(bytes), "", ""};
}

FileText read_checked(const std::string& path, std::size_t most_bytes, bool input) {
  if (FileText wrong = input ? not_below(path) : FileText(); !wrong.wrong.empty()) return wrong;
  const Descriptor file(opened(path));
  if (FileText wrong = not_ordinary(file.number()); !wrong.wrong.empty()) return wrong;
  if (FileText wrong = input ? not_below(path, file.number()) : FileText(); !wrong.wrong.empty()) return wrong;
  return read_all(file.number(), most_bytes);
}

}  // namespace

FileText read_file(const std::string& path, std::size_t most_bytes) {
  return read_checked(path, most_bytes, false);
}

FileText read_input(const std::string& path, std::size_t most_bytes) {
  return read_checked(path, most_bytes, true);
}

void inputs_below(const std::string& folder) {
  std::error_code failed;
  allowed = std::filesystem::canonical(folder, failed);
  if (failed || !std::filesystem::is_directory(*allowed, failed))
    throw InputError({"--inputs-below"}, "'" + folder + "' is no folder", "the folder that inputs may lie in");
}

std::string why_no_input(const std::string& path) {
  if (FileText wrong = not_below(path); !wrong.wrong.empty()) return wrong.wrong;
  const Descriptor file(opened(path));
  const FileText wrong = not_ordinary(file.number());
  return wrong.wrong.empty() ? not_below(path, file.number()).wrong : wrong.wrong;
}

}  // namespace crossflow

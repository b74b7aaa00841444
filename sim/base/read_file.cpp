#include "sim/base/read_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

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

FileText cannot() {
  if (errno == ENOENT) return {std::nullopt, "cannot be read", ""};  // there is none
  return {std::nullopt, fmt::format("cannot be read: {}", std::strerror(errno)), ""};
}

}  // namespace

FileText read_file(const std::string& path, std::size_t most_bytes) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  struct stat there {};
  if (file.number() < 0 || fstat(file.number(), &there) != 0) return cannot();
  if (S_ISDIR(there.st_mode)) return {std::nullopt, "is a folder", "a file"};
  if (!S_ISREG(there.st_mode)) return {std::nullopt, "is a device or a pipe", "a file"};
  std::string bytes;
  // Files of the system say that they are empty: what counts is what can be read.
  bytes.resize(std::min<std::size_t>(most_bytes, static_cast<std::size_t>(there.st_size)) + 1);
  std::size_t size = 0;
  for (;;) {
    if (size == bytes.size()) bytes.resize(std::min(2 * size, most_bytes) + 1);
    const ssize_t n = read(file.number(), bytes.data() + size, bytes.size() - size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return cannot();
    if (n == 0) break;
    size += static_cast<std::size_t>(n);
    if (size > most_bytes)
      return {std::nullopt, "is too large", fmt::format("at most {} MB", most_bytes / 1'000'000)};
  }
  bytes.resize(size);
  bytes.shrink_to_fit();
  return {std::move(bytes), "", ""};
}

}  // namespace crossflow

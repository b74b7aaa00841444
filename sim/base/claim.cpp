#include "sim/base/claim.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/base/problem.hpp"

namespace crossflow {
namespace {

constexpr int pause_us = 50'000;

// Even without patience: others look whether something is claimed, which takes them no time.
int tries_of(Claim::Patience patience) {
  return patience == Claim::Patience::some ? 100 : 3;
}

enum class Lock { ours, of_another, none };

Lock lock(int descriptor, int kind) {
  while (flock(descriptor, kind | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return Lock::of_another;
    if (errno != EINTR) return Lock::none;  // a file system without locks
  }
  return Lock::ours;
}

bool is_file(int descriptor) {
  struct stat held {};
  return fstat(descriptor, &held) == 0 && S_ISREG(held.st_mode);
}

bool is_named(int descriptor, const std::string& path) {
  struct stat held {
  }, named{};
  return fstat(descriptor, &held) == 0 && stat(path.c_str(), &named) == 0 && held.st_dev == named.st_dev &&
         held.st_ino == named.st_ino;
}

}  // namespace

std::optional<Claim> Claim::take(const std::string& path, What what, Patience patience) {
  const auto failed = [&](const char* doing) {
    return WriteError(fmt::format("cannot {} '{}': {}", doing, path, std::strerror(errno)));
  };
  const bool existing = what == What::existing_file || what == What::existing_folder;
  for (int tries = existing ? 1 : tries_of(patience); tries > 0; --tries) {
    if (what == What::folder && mkdir(path.c_str(), 0777) != 0 && errno != EEXIST) throw failed("make the folder");
    const int flags = what == What::folder            ? O_RDONLY | O_DIRECTORY
                      : what == What::file            ? O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK
                      : what == What::existing_folder ? O_RDONLY | O_DIRECTORY | O_NOFOLLOW
                                                      : O_RDONLY | O_NOFOLLOW | O_NONBLOCK;
    Claim claim(path);
    claim.descriptor_ = open(path.c_str(), flags | O_CLOEXEC, 0666);
    if (claim.descriptor_ < 0) {
      if (what == What::folder && errno == ENOENT) continue;  // gone again
      if (existing) return std::nullopt;
      throw failed(what == What::folder ? "open the folder" : "write");
    }
    if ((what == What::file || what == What::existing_file) && !is_file(claim.descriptor_)) {
      if (existing) return std::nullopt;
      throw WriteError(fmt::format("cannot write '{}': it is no ordinary file", path));
    }
    const Lock got = lock(claim.descriptor_, LOCK_EX);
    if (got == Lock::of_another) {
      usleep(pause_us);
    } else if (is_named(claim.descriptor_, path)) {
      claim.clears_ = what == What::file && got == Lock::ours;  // else another may claim it too
      return claim;
    }
  }
  return std::nullopt;
}

std::optional<Claim> Claim::folder(const std::string& path, Patience patience) {
  return take(path, What::folder, patience);
}

std::optional<Claim> Claim::file(const std::string& path) {
  return take(path, What::file, Patience::none);
}

std::optional<Claim> Claim::existing_file(const std::string& path) {
  return take(path, What::existing_file, Patience::none);
}

std::optional<Claim> Claim::existing_folder(const std::string& path) {
  return take(path, What::existing_folder, Patience::none);
}

Claim::~Claim() {
  if (descriptor_ < 0) return;
  struct stat held {};
  if (clears_ && fstat(descriptor_, &held) == 0 && held.st_size == 0 && holds_the_name()) unlink(path_.c_str());
  close(descriptor_);
}

std::string Claim::inside() const {
  return fmt::format("/proc/self/fd/{}", descriptor_);
}

bool Claim::holds_the_name() const {
  return is_named(descriptor_, path_);
}

void Claim::share() const {
  static_cast<void>(flock(descriptor_, LOCK_SH | LOCK_NB));
}

bool claimed_by_another(const std::string& path, Claim::Patience patience) {
  for (int tries = 0; tries < tries_of(patience); ++tries) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) return false;
    const Lock got = lock(descriptor, LOCK_SH);
    close(descriptor);
    if (got != Lock::of_another) return false;
    usleep(pause_us);
  }
  return true;
}

}  // namespace crossflow

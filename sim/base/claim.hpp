// A name in the file system that is one process's alone, so that two runs never write to one place.
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace crossflow {

/// A lock on a folder or a file, which is on what the name means: who waits for a lock may be given that of a folder
/// which is gone meanwhile, while the name is another's already. Children have it too, so it is free when the last of
/// them is gone. Where a file system knows no locks there is none, and the claim stands all the same.
class Claim {
 public:
  /// How long to wait for another holder: workers of a run that was just killed take a moment to go.
  enum class Patience { none, some };

  /// Each makes what is not there. None where another process holds it; a WriteError if it cannot be made or opened.
  /// A file that is still empty and of that name when its claim ends, since nothing was written, goes with it.
  static std::optional<Claim> folder(const std::string& path, Patience patience);
  static std::optional<Claim> file(const std::string& path);
  /// None also where there is no such file or folder.
  static std::optional<Claim> existing_file(const std::string& path);
  static std::optional<Claim> existing_folder(const std::string& path);

  Claim(Claim&& other) noexcept
      : path_(std::move(other.path_)),
        descriptor_(std::exchange(other.descriptor_, -1)),
        clears_(std::exchange(other.clears_, false)) {}
  Claim& operator=(Claim&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(descriptor_, other.descriptor_);
    std::swap(clears_, other.clears_);
    return *this;
  }
  Claim(const Claim&) = delete;
  Claim& operator=(const Claim&) = delete;
  ~Claim();

  int descriptor() const { return descriptor_; }
  /// What is claimed, whatever has become of its name: a path for this process and its children.
  std::string inside() const;
  /// Whether the name still means what is claimed.
  bool holds_the_name() const;
  /// Lets others read what is claimed, and none claim it.
  void share() const;

 private:
  enum class What { folder, file, existing_folder, existing_file };
  static std::optional<Claim> take(const std::string& path, What what, Patience patience);
  explicit Claim(std::string path) : path_(std::move(path)) {}

  std::string path_;
  int descriptor_ = -1;
  bool clears_ = false;
};

/// Whether a file or folder is there and another process has claimed it.
bool claimed_by_another(const std::string& path, Claim::Patience patience);

}  // namespace crossflow

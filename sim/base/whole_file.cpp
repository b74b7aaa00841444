#include "sim/base/whole_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "sim/base/problem.hpp"

namespace crossflow {

namespace fs = std::filesystem;

void write_whole(const std::string& path, std::string_view bytes) {
  std::error_code none;
  const bool straight = fs::exists(path, none) && !fs::is_regular_file(path, none);
  const std::string temporary = straight ? path : path + ".part";
  errno = 0;
  std::ofstream out(temporary, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (out && (straight || std::rename(temporary.c_str(), path.c_str()) == 0)) return;
  const std::string why = errno != 0 ? std::string(": ") + std::strerror(errno) : std::string();
  if (!straight) fs::remove(temporary, none);
  throw RunError("cannot write '" + path + "'" + why);
}

bool begins_otherwise(const std::string& path, std::string_view bytes) {
  std::error_code none;
  if (!fs::is_regular_file(path, none) || fs::file_size(path, none) == 0) return false;
  std::string first(bytes.size(), '\0');
  std::ifstream(path, std::ios::binary).read(first.data(), static_cast<std::streamsize>(first.size()));
  return first != bytes;
}

}  // namespace crossflow

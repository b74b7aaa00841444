#include "sim/record/output_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "sim/base/problem.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow::h5 {
namespace {

Handle creation_properties(hid_t sort) {
  Handle properties = own(H5Pcreate(sort), "properties");
  ok(H5Pset_obj_track_times(properties.get(), false), "properties");
  return properties;
}

// Sees to it that what was written is on the disk before the file takes its name.
bool sync(const std::string& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool done = ::fsync(descriptor) == 0;
  return ::close(descriptor) == 0 && done;
}

// HDF5 locks what it writes, but only after it has emptied it.
bool is_locked(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool locked = ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(descriptor);
  return locked;
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)), temporary_(path_ + ".part") {
  start();
  if (is_locked(temporary_)) throw WriteError(fmt::format("cannot write '{}': another run is writing it", path_));
  // A temporary that an earlier run left behind is nobody's any more.
  std::error_code ignored;
  std::filesystem::remove(temporary_, ignored);
  guarded([this] {
    const Handle access = own(H5Pcreate(H5P_FILE_ACCESS), "properties");
    // The newest form of the metadata carries checksums.
    ok(H5Pset_libver_bounds(access.get(), H5F_LIBVER_V110, H5F_LIBVER_V110), "properties");
    const Handle creation = creation_properties(H5P_FILE_CREATE);
    file_ = ok(H5Fcreate(temporary_.c_str(), H5F_ACC_TRUNC, creation.get(), access.get()), "creating it");
    void* descriptor = nullptr;
    ok(H5Fget_vfd_handle(file_, H5P_DEFAULT, &descriptor), "creating it");
    descriptor_ = *static_cast<int*>(descriptor);
  });
}

OutputFile::~OutputFile() {
  if (condemned_ || file_ < 0) return;
  // Never finished: an exception is on its way, or nobody wanted it.
  H5Fclose(file_);
  std::error_code ignored;
  std::filesystem::remove(temporary_, ignored);
}

void OutputFile::refuse_if_condemned() const {
  if (condemned_) throw WriteError("cannot write '" + path_ + "' after an earlier failure");
}

void OutputFile::condemn(const std::string& why) {
  condemned_ = true;
  std::error_code ignored;
  // HDF5 keeps the descriptor; the space at least is given back.
  if (descriptor_ >= 0) static_cast<void>(::ftruncate(descriptor_, 0));
  std::filesystem::remove(temporary_, ignored);
  throw WriteError(fmt::format("cannot write '{}': {}", path_, why));
}

void OutputFile::make_group(const std::string& path, const std::string& description) {
  const Handle creation = creation_properties(H5P_GROUP_CREATE);
  own(H5Gcreate2(file_, path.c_str(), H5P_DEFAULT, creation.get(), H5P_DEFAULT), path);
  if (!description.empty()) write_attribute(path, "description", description);
}

void OutputFile::write_attribute(const std::string& object, const char* name, hid_t type, const void* value) {
  const Handle space = own(H5Screate(H5S_SCALAR), name);
  const Handle attribute = own(
      H5Acreate_by_name(file_, object.c_str(), name, type, space.get(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), name);
  ok(H5Awrite(attribute.get(), type, value), name);
}

void OutputFile::write_attribute(const std::string& object, const char* name, const std::string& text) {
  write_attribute(object, name, text_type(text.size()).get(), text.c_str());
}

void OutputFile::write_attribute(const std::string& object, const char* name, std::int64_t value) {
  write_attribute(object, name, H5T_STD_I64LE, &value);
}

void OutputFile::write_attribute(const std::string& object, const char* name, std::uint64_t value) {
  write_attribute(object, name, H5T_STD_U64LE, &value);
}

void OutputFile::write_attribute(const std::string& object, const char* name, double value) {
  write_attribute(object, name, H5T_IEEE_F64LE, &value);
}

void OutputFile::write_text(const std::string& path, const std::string& text, const std::string& description) {
  const Handle type = text_type(text.size());
  const Handle space = own(H5Screate(H5S_SCALAR), path);
  const Handle creation = creation_properties(H5P_DATASET_CREATE);
  const Handle dataset =
      own(H5Dcreate2(file_, path.c_str(), type.get(), space.get(), H5P_DEFAULT, creation.get(), H5P_DEFAULT), path);
  ok(H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, text.c_str()), path);
  write_attribute(path, "description", description);
}

void OutputFile::finish() {
  guarded([this] {
    ok(H5Fflush(file_, H5F_SCOPE_GLOBAL), "flushing it");
    ok(H5Fclose(file_), "closing it");
    file_ = H5I_INVALID_HID;
    descriptor_ = -1;
  });
  const std::string folder = std::filesystem::path(path_).parent_path().string();
  if (!sync(temporary_, O_RDWR) || std::rename(temporary_.c_str(), path_.c_str()) != 0) {
    const std::string why = std::strerror(errno);
    std::error_code ignored;
    std::filesystem::remove(temporary_, ignored);
    condemned_ = true;
    throw WriteError(fmt::format("cannot write '{}': {}", path_, why));
  }
  // Some file systems cannot sync a folder; the file is whole under its name all the same.
  static_cast<void>(sync(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY));
}

}  // namespace crossflow::h5

namespace crossflow {

void remove_unfinished(const std::string& path) {
  const std::string temporary = path + ".part";
  std::error_code ignored;
  if (!h5::is_locked(temporary)) std::filesystem::remove(temporary, ignored);
}

}  // namespace crossflow

#include "sim/record/output_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
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

// Some file systems cannot sync a folder; a file is whole under its name all the same.
void sync_folder(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)), temporary_(path_ + ".part") {
  start();
  claim_ = Claim::file(temporary_);
  if (!claim_) throw WriteError(fmt::format("another run is writing '{}'", path_));
  if (!is_of_a_run(temporary_))
    throw WriteError(
        fmt::format("cannot write '{}': '{}' is in the way, and was not made by Crossflow", path_, temporary_));
  guarded([this] {
    const Handle access = own(H5Pcreate(H5P_FILE_ACCESS), "properties");
    // The newest form of the metadata carries checksums.
    ok(H5Pset_libver_bounds(access.get(), H5F_LIBVER_V110, H5F_LIBVER_V110), "properties");
    // The claim is the lock; HDF5's own would be taken only after the file was emptied.
    ok(H5Pset_file_locking(access.get(), false, true), "properties");
    const Handle creation = creation_properties(H5P_FILE_CREATE);
    file_ = ok(H5Fcreate(temporary_.c_str(), H5F_ACC_TRUNC, creation.get(), access.get()), "creating it");
    void* descriptor = nullptr;
    ok(H5Fget_vfd_handle(file_, H5P_DEFAULT, &descriptor), "creating it");
    descriptor_ = *static_cast<int*>(descriptor);
    if (!claim_->holds_the_name()) throw Failure("another run is writing it");
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

void OutputFile::write_bytes(const std::string& path, std::span<const std::byte> bytes) {
  const hsize_t size = bytes.size();
  const Handle space = own(H5Screate_simple(1, &size, nullptr), path);
  const Handle creation = creation_properties(H5P_DATASET_CREATE);
  const Handle dataset =
      own(H5Dcreate2(file_, path.c_str(), H5T_STD_U8LE, space.get(), H5P_DEFAULT, creation.get(), H5P_DEFAULT), path);
  ok(H5Dwrite(dataset.get(), H5T_STD_U8LE, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()), path);
}

void OutputFile::flush() {
  ok(H5Fflush(file_, H5F_SCOPE_GLOBAL), "flushing it");
}

void OutputFile::finish() {
  guarded([this] {
    flush();
    ok(H5Fclose(file_), "closing it");
    file_ = H5I_INVALID_HID;
    descriptor_ = -1;
  });
  struct stat file {};
  const int claimed = claim_->descriptor();
  // The truncation gives back what was reserved and not needed.
  const bool on_disk = ::fstat(claimed, &file) == 0 && ::ftruncate(claimed, file.st_size) == 0 && ::fsync(claimed) == 0;
  if (on_disk) claim_->share();  // who waits for the file may read it as soon as it has its name
  if (!on_disk || std::rename(temporary_.c_str(), path_.c_str()) != 0) condemn(std::strerror(errno));
  const std::string folder = std::filesystem::path(path_).parent_path().string();
  sync_folder(folder.empty() ? "." : folder);
  claim_.reset();
}

void OutputFile::reserve(std::uint64_t bytes) {
  struct stat file {};
  if (::fstat(descriptor_, &file) != 0) return;
  rlimit limit{};
  const std::uint64_t end = static_cast<std::uint64_t>(file.st_size) + bytes;
  if (::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && end > limit.rlim_cur)
    throw Failure(std::strerror(EFBIG));
  if (::fallocate(descriptor_, FALLOC_FL_KEEP_SIZE, file.st_size, static_cast<off_t>(bytes)) != 0 &&
      (errno == ENOSPC || errno == EDQUOT || errno == EFBIG))
    throw Failure(std::strerror(errno));
}

}  // namespace crossflow::h5

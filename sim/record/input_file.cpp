#include "sim/record/input_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "sim/base/problem.hpp"
#include "sim/record/file_info.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow::h5 {
namespace {

herr_t take_name(hid_t, const char* name, const H5L_info_t*, void* data) {
  static_cast<std::vector<std::string>*>(data)->push_back(name);
  return 0;
}

// What keeps the file from being read at all, if anything does.
std::string unreadable(const std::string& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) return "there is no such file";
  if (status.type() != std::filesystem::file_type::regular) return "this is not a file";
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return std::string("cannot be opened: ") + std::strerror(errno);
  std::fclose(file);
  return {};
}

}  // namespace

InputFile::InputFile(std::string path, Sort sort) : path_(std::move(path)) {
  start();
  if (const std::string why = unreadable(path_); !why.empty()) {
    throw InputError(Place{path_}, why, "a result file made by 'crossflow run'");
  }
  if (!is_hdf5(path_) || H5Fis_hdf5(path_.c_str()) <= 0) {  // the first does not wait for what never comes
    throw InputError(Place{path_}, "this is not an HDF5 file", "a result file made by 'crossflow run'");
  }
  guarded([&] { open(sort); });
}

void InputFile::open(Sort sort) {
  try {
    file_ = own(H5Fopen(path_.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), "it cannot be opened");
  } catch (const Failure& failure) {
    const std::string why = failure.what();
    if (why.find("unable to lock") != std::string::npos) {
      throw InputError(Place{path_}, why,
                       "a file that nobody is writing; on a network share that knows no locks, set "
                       "HDF5_USE_FILE_LOCKING=FALSE");
    }
    throw InputError(Place{path_}, "it is cut short or damaged (" + why + ")",
                     "a whole result file: copy it again, or repeat the run");
  }
  if (!has_attribute(file_.get(), "crossflow_format")) {
    throw InputError(Place{path_}, "this HDF5 file was not made by Crossflow", "a result file made by 'crossflow run'");
  }
  const std::string format = read_text_attribute(file_.get(), "crossflow_format");
  int major = 0, minor = 0;
  if (std::sscanf(format.c_str(), "%d.%d", &major, &minor) != 2 || major < 1 || minor < 0) {
    throw Failure("its format says '" + format + "'");
  }
  if (major != format_major) {
    const bool newer = major > format_major;
    throw InputError(
        Place{path_},
        fmt::format("this file has format {}, made by {} Crossflow ({})", format, newer ? "a newer" : "an older",
                    has_attribute(file_.get(), "creator") ? read_text_attribute(file_.get(), "creator") : "unknown"),
        fmt::format("format {}: {}", format_major,
                    newer ? "read it with the newer program" : "run its scenario again, which stands in the file"));
  }
  const std::string status =
      has_attribute(file_.get(), "status") ? read_text_attribute(file_.get(), "status") : "unfinished";
  const bool is_wanted =
      sort == Sort::part ? status == status_part : status == status_complete || status == status_partial;
  if (!is_wanted) {
    throw InputError(Place{path_}, fmt::format("the run that wrote this file was not completed (status: {})", status),
                     "a complete result file: repeat the run");
  }
}

void InputFile::damaged(const std::string& why) const {
  throw InputError(Place{path_}, "this file is damaged (" + why + ")",
                   "a whole result file: copy it again, or repeat the run");
}

bool InputFile::has(const std::string& path) const {
  // HDF5 wants every group on the way asked for in turn.
  for (std::size_t slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
    const std::string head = path.substr(0, slash);
    if (ok(H5Lexists(id(), head.c_str(), H5P_DEFAULT), head) == 0) return false;
    if (ok(H5Oexists_by_name(id(), head.c_str(), H5P_DEFAULT), head) == 0) return false;
    if (slash == std::string::npos) return true;
  }
}

std::vector<std::string> InputFile::members(const std::string& group) const {
  std::vector<std::string> names;
  if (!has(group)) return names;
  const Handle handle = own(H5Gopen2(id(), group.c_str(), H5P_DEFAULT), group);
  hsize_t at = 0;
  ok(H5Literate(handle.get(), H5_INDEX_NAME, H5_ITER_INC, &at, take_name, &names), group);
  std::sort(names.begin(), names.end());
  return names;
}

std::string InputFile::text_attribute(const std::string& object, const char* name) const {
  const Handle handle = own(H5Oopen(id(), object.c_str(), H5P_DEFAULT), object);
  return read_text_attribute(handle.get(), name);
}

std::string InputFile::text_attribute_or(const std::string& object, const char* name,
                                         const std::string& otherwise) const {
  const htri_t there = H5Aexists_by_name(id(), object.c_str(), name, H5P_DEFAULT);
  return there > 0 ? text_attribute(object, name) : otherwise;
}

void InputFile::read_attribute(const std::string& object, const char* name, hid_t type, void* value) const {
  const Handle attribute = own(H5Aopen_by_name(id(), object.c_str(), name, H5P_DEFAULT, H5P_DEFAULT), name);
  const Handle space = own(H5Aget_space(attribute.get()), name);
  if (H5Sget_simple_extent_npoints(space.get()) != 1) throw Failure(std::string(name) + " is not one value");
  ok(H5Aread(attribute.get(), type, value), name);
}

std::int64_t InputFile::whole_attribute(const std::string& object, const char* name) const {
  std::int64_t value = 0;
  read_attribute(object, name, H5T_NATIVE_INT64, &value);
  return value;
}

std::int64_t InputFile::whole_attribute_or(const std::string& object, const char* name, std::int64_t otherwise) const {
  const htri_t there = H5Aexists_by_name(id(), object.c_str(), name, H5P_DEFAULT);
  return there > 0 ? whole_attribute(object, name) : otherwise;
}

std::uint64_t InputFile::unsigned_attribute(const std::string& object, const char* name) const {
  std::uint64_t value = 0;
  read_attribute(object, name, H5T_NATIVE_UINT64, &value);
  return value;
}

double InputFile::number_attribute(const std::string& object, const char* name) const {
  double value = 0;
  read_attribute(object, name, H5T_NATIVE_DOUBLE, &value);
  return value;
}

std::string InputFile::text(const std::string& path) const {
  const Handle dataset = own(H5Dopen2(id(), path.c_str(), H5P_DEFAULT), path);
  const Handle type = own(H5Dget_type(dataset.get()), path);
  const Handle space = own(H5Dget_space(dataset.get()), path);
  if (H5Tget_class(type.get()) != H5T_STRING || H5Tis_variable_str(type.get()) != 0 ||
      H5Sget_simple_extent_npoints(space.get()) != 1) {
    throw Failure(path + " is not a text of fixed length");
  }
  const std::size_t bytes = H5Tget_size(type.get());
  if (bytes > std::filesystem::file_size(path_)) throw Failure(path + " is longer than the file");
  std::string text(bytes, '\0');
  ok(H5Dread(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, text.data()), path);
  text.resize(std::min(text.find('\0'), text.size()));
  return text;
}

std::vector<std::byte> InputFile::bytes(const std::string& path) const {
  const Handle dataset = own(H5Dopen2(id(), path.c_str(), H5P_DEFAULT), path);
  const Handle space = own(H5Dget_space(dataset.get()), path);
  const hssize_t size = ok(H5Sget_simple_extent_npoints(space.get()), path);
  if (static_cast<std::uintmax_t>(size) > std::filesystem::file_size(path_))
    throw Failure(path + " is longer than the file");
  std::vector<std::byte> out(static_cast<std::size_t>(size));
  ok(H5Dread(dataset.get(), H5T_STD_U8LE, H5S_ALL, H5S_ALL, H5P_DEFAULT, out.data()), path);
  return out;
}

}  // namespace crossflow::h5

#include "sim/record/input_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "sim/base/problem.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/record/file_info.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow::h5 {
namespace {

constexpr const char* ours = "a result file made by 'crossflow run'";
constexpr const char* foreign = "this HDF5 file was not made by Crossflow";

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
    throw InputError(Place{path_}, why, ours);
  }
  if (!is_hdf5(path_) || H5Fis_hdf5(path_.c_str()) <= 0) {  // the first does not wait for what never comes
    throw InputError(Place{path_}, "this is not an HDF5 file", ours);
  }
  if (first_bytes(path_, superblock.size()) != superblock) throw InputError(Place{path_}, foreign, ours);
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
  const Handle root = open_object(file_.get(), "/");
  if (!has_attribute(root.get(), "crossflow_format")) throw InputError(Place{path_}, foreign, ours);
  const std::string format = read_text_attribute(root.get(), "crossflow_format");
  int major = 0, minor = 0;
  if (std::sscanf(format.c_str(), "%d.%d", &major, &minor) != 2 || major < 1 || minor < 0) {
    throw Failure("its format says '" + format + "'");
  }
  if (major != format_major) {
    const bool newer = major > format_major;
    throw InputError(
        Place{path_},
        fmt::format("this file has format {}, made by {} Crossflow ({})", format, newer ? "a newer" : "an older",
                    has_attribute(root.get(), "creator") ? read_text_attribute(root.get(), "creator") : "unknown"),
        fmt::format("format {}: {}", format_major,
                    newer ? "read it with the newer program" : "run its scenario again, which stands in the file"));
  }
  const std::string status =
      has_attribute(root.get(), "status") ? read_text_attribute(root.get(), "status") : "unfinished";
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

std::vector<std::string> InputFile::members(const std::string& group) const {
  std::vector<std::string> names;
  if (!has(group)) return names;
  const Handle handle = open_object(id(), group);
  hsize_t at = 0;
  ok(H5Literate(handle.get(), H5_INDEX_NAME, H5_ITER_INC, &at, take_name, &names), group);
  std::sort(names.begin(), names.end());
  return names;
}

std::string InputFile::text_attribute(const std::string& object, const char* name) const {
  return read_text_attribute(open_object(id(), object).get(), name);
}

std::string InputFile::text_attribute_or(const std::string& object, const char* name,
                                         const std::string& otherwise) const {
  return has_attribute(open_object(id(), object).get(), name) ? text_attribute(object, name) : otherwise;
}

template <class Value>
Value InputFile::attribute(const std::string& object, const char* name, hid_t type) const {
  const Handle attribute = own(H5Aopen(open_object(id(), object).get(), name, H5P_DEFAULT), name);
  check_attribute(attribute.get(), type, name);
  Value value{};
  ok(H5Aread(attribute.get(), type, &value), name);
  return value;
}

std::int64_t InputFile::whole_attribute(const std::string& object, const char* name, std::int64_t from,
                                        std::int64_t to) const {
  const auto value = attribute<std::int64_t>(object, name, H5T_STD_I64LE);
  if (value < from || value > to)
    throw Failure(fmt::format("{} of {} is {}; expected a number from {} to {}", name, object, value, from, to));
  return value;
}

std::int64_t InputFile::whole_attribute_or(const std::string& object, const char* name, std::int64_t from,
                                           std::int64_t to, std::int64_t otherwise) const {
  return has_attribute(open_object(id(), object).get(), name) ? whole_attribute(object, name, from, to) : otherwise;
}

std::uint64_t InputFile::unsigned_attribute(const std::string& object, const char* name) const {
  return attribute<std::uint64_t>(object, name, H5T_STD_U64LE);
}

double InputFile::number_attribute(const std::string& object, const char* name) const {
  return attribute<double>(object, name, H5T_IEEE_F64LE);
}

std::string InputFile::text(const std::string& path) const {
  const Handle dataset = open_object(id(), path);
  check_one_piece(dataset.get(), path);
  const Handle type = own(H5Dget_type(dataset.get()), path);
  const Handle space = own(H5Dget_space(dataset.get()), path);
  const std::size_t bytes = text_bytes(type.get(), path);
  if (H5Sget_simple_extent_npoints(space.get()) != 1) throw Failure(path + " is not one text");
  if (bytes > std::filesystem::file_size(path_)) throw Failure(path + " is longer than the file");
  std::string text(bytes, '\0');
  ok(H5Dread(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, text.data()), path);
  text.resize(std::min(text.find('\0'), text.size()));
  return text;
}

std::vector<std::byte> InputFile::bytes(const std::string& path) const {
  const Handle dataset = open_object(id(), path);
  check_one_piece(dataset.get(), path);
  const Handle space = own(H5Dget_space(dataset.get()), path);
  const hssize_t size = ok(H5Sget_simple_extent_npoints(space.get()), path);
  if (static_cast<std::uintmax_t>(size) > std::filesystem::file_size(path_))
    throw Failure(path + " is longer than the file");
  std::vector<std::byte> out(static_cast<std::size_t>(size));
  ok(H5Dread(dataset.get(), H5T_STD_U8LE, H5S_ALL, H5S_ALL, H5P_DEFAULT, out.data()), path);
  return out;
}

}  // namespace crossflow::h5

#include "sim/record/copy_group.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace crossflow::h5 {
namespace {

constexpr std::size_t most_attribute_bytes = 1'000'000;

herr_t take_name(hid_t, const char* name, const H5A_info_t*, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

void copy_attributes(hid_t from, hid_t to, const std::string& path) {
  std::vector<std::string> names;
  hsize_t at = 0;
  ok(H5Aiterate2(from, H5_INDEX_NAME, H5_ITER_INC, &at, take_name, &names), path);
  for (const std::string& name : names) {
    const Handle old = own(H5Aopen(from, name.c_str(), H5P_DEFAULT), path);
    const Handle type = own(H5Aget_type(old.get()), path);
    const Handle space = own(H5Aget_space(old.get()), path);
    const std::size_t bytes = H5Tget_size(type.get());
    if (H5Sget_simple_extent_npoints(space.get()) != 1 || bytes > most_attribute_bytes ||
        H5Tdetect_class(type.get(), H5T_VLEN) != 0 || H5Tis_variable_str(type.get()) != 0)
      throw Failure(path + ": '" + name + "' is not one value");
    std::vector<std::byte> value(bytes);
    ok(H5Aread(old.get(), type.get(), value.data()), path);
    const Handle copy = own(H5Acreate2(to, name.c_str(), type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT), path);
    ok(H5Awrite(copy.get(), type.get(), value.data()), path);
  }
}

// Chunks come and go whole, so HDF5's own cache of them has nothing to do.
Handle without_cache(const std::string& path) {
  Handle access = own(H5Pcreate(H5P_DATASET_ACCESS), path);
  ok(H5Pset_chunk_cache(access.get(), 0, 0, H5D_CHUNK_CACHE_W0_DEFAULT), path);
  return access;
}

void copy_chunks(hid_t from, hid_t to, hid_t creation, hsize_t rows, const std::string& path) {
  hsize_t chunk = 0;
  if (H5Pget_layout(creation) != H5D_CHUNKED || H5Pget_chunk(creation, 1, &chunk) != 1 || chunk == 0)
    throw Failure(path + " is not in chunks");
  const std::uint64_t stored = H5Dget_storage_size(from);
  if (rows / chunk > stored) throw Failure(path + " claims more rows than it holds");
  std::vector<std::byte> packed;
  for (hsize_t at = 0; at < rows; at += chunk) {
    hsize_t bytes = 0;
    ok(H5Dget_chunk_storage_size(from, &at, &bytes), path);
    if (bytes == 0 || bytes > stored) throw Failure(path + " has a chunk that is not there");
    packed.resize(bytes);
    std::uint32_t skipped_filters = 0;
    ok(H5Dread_chunk(from, H5P_DEFAULT, &at, &skipped_filters, packed.data()), path);
    ok(H5Dwrite_chunk(to, H5P_DEFAULT, skipped_filters, &at, bytes, packed.data()), path);
  }
}

void copy_dataset(hid_t old, OutputFile& to, const std::string& path) {
  const Handle type = own(H5Dget_type(old), path);
  const Handle space = own(H5Dget_space(old), path);
  const Handle creation = own(H5Dget_create_plist(old), path);
  hsize_t rows = 0;
  if (H5Sget_simple_extent_ndims(space.get()) != 1) throw Failure(path + " has not one dimension");
  ok(H5Sget_simple_extent_dims(space.get(), &rows, nullptr), path);
  const Handle copy = own(H5Dcreate2(to.id(), path.c_str(), type.get(), space.get(), H5P_DEFAULT, creation.get(),
                                     without_cache(path).get()),
                          path);
  copy_attributes(old, copy.get(), path);
  copy_chunks(old, copy.get(), creation.get(), rows, path);
}

}  // namespace

void copy_group(const InputFile& from, OutputFile& to, const std::string& path) {
  to.make_group(path);
  {
    const Handle old = own(H5Gopen2(from.id(), path.c_str(), H5P_DEFAULT), path);
    const Handle copy = own(H5Gopen2(to.id(), path.c_str(), H5P_DEFAULT), path);
    copy_attributes(old.get(), copy.get(), path);
  }
  for (const std::string& name : from.members(path)) {
    const std::string inside = path + "/" + name;
    const Handle old = own(H5Oopen(from.id(), inside.c_str(), H5P_DEFAULT), inside);
    if (H5Iget_type(old.get()) == H5I_GROUP) {
      copy_group(from, to, inside);
    } else if (H5Iget_type(old.get()) == H5I_DATASET) {
      copy_dataset(old.get(), to, inside);
    } else {
      throw Failure(inside + " is neither a group nor a table");
    }
  }
}

}  // namespace crossflow::h5

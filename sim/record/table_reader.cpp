#include <algorithm>
#include <cstring>

#include "sim/record/input_file.hpp"
#include "sim/record/output_file.hpp"

namespace crossflow::h5 {
namespace {

// Deflate makes nothing smaller than a 1032nd.
constexpr std::uint64_t most_shrinking = 1032;
// Larger chunks are not of our making.
constexpr std::uint64_t most_chunk_bytes = 256 * 1024 * 1024;

// The widths that the texts have in the file.
void fit_texts(Columns& columns, hid_t type, bool plain) {
  for (Column& column : columns.columns) {
    if (column.type != ColumnType::text) continue;
    column.bytes = 1;
    if (plain) continue;
    const int member = H5Tget_member_index(type, column.name.c_str());
    if (member < 0) continue;
    const Handle text = own(H5Tget_member_type(type, static_cast<unsigned>(member)), column.name);
    if (H5Tget_class(text.get()) != H5T_STRING || H5Tis_variable_str(text.get()) != 0) {
      throw Failure(columns.table + "/" + column.name + " is not a text of fixed length");
    }
    column.bytes = H5Tget_size(text.get());
  }
  columns.place();
}

// HDF5 converts any number to any other; a text where a number should be is a failure.
void check_kinds(const Columns& columns, hid_t type, bool plain) {
  if (plain) {
    if (H5Tget_class(type) != H5T_INTEGER && H5Tget_class(type) != H5T_FLOAT) {
      throw Failure(columns.table + " does not hold numbers");
    }
    return;
  }
  if (H5Tget_class(type) != H5T_COMPOUND) throw Failure(columns.table + " is not a table");
  for (const Column& column : columns.columns) {
    const int member = H5Tget_member_index(type, column.name.c_str());
    if (member < 0) continue;
    const H5T_class_t sort = H5Tget_member_class(type, static_cast<unsigned>(member));
    const bool right = column.type == ColumnType::text ? sort == H5T_STRING : sort == H5T_INTEGER || sort == H5T_FLOAT;
    if (!right) throw Failure(columns.table + "/" + column.name + " has another type");
  }
}

}  // namespace

TableReader::TableReader(hid_t file, const std::string& path, Columns columns, bool plain_column)
    : path_(path), columns_(std::move(columns)) {
  // What is read once needs no cache of chunks.
  const Handle access = own(H5Pcreate(H5P_DATASET_ACCESS), path_);
  ok(H5Pset_chunk_cache(access.get(), 0, 0, H5D_CHUNK_CACHE_W0_DEFAULT), path_);
  dataset_ = own(H5Dopen2(file, path.c_str(), access.get()), path);
  const Handle in_file = own(H5Dget_type(dataset_.get()), path);
  check_kinds(columns_, in_file.get(), plain_column);
  fit_texts(columns_, in_file.get(), plain_column);
  type_ = plain_column ? column_type(columns_.columns[0]) : row_type(columns_);
  const Handle space = own(H5Dget_space(dataset_.get()), path);
  hsize_t extent = 0;
  if (H5Sget_simple_extent_ndims(space.get()) != 1) throw Failure(path + " has not one dimension");
  ok(H5Sget_simple_extent_dims(space.get(), &extent, nullptr), path);
  rows_ = extent;

  const Handle creation = own(H5Dget_create_plist(dataset_.get()), path);
  hsize_t chunk = 0;
  if (H5Pget_layout(creation.get()) == H5D_CHUNKED) ok(H5Pget_chunk(creation.get(), 1, &chunk), path);
  const std::uint64_t stored = H5Dget_storage_size(dataset_.get());
  if (rows_ > 0 &&
      (stored > ~std::uint64_t{0} / most_shrinking || rows_ > stored * most_shrinking / columns_.row_bytes)) {
    throw Failure(path + " claims more rows than it holds");
  }
  unsigned flags = 0, filters = 0;
  std::size_t values = 0;
  const bool ours =
      chunk > 0 && chunk <= most_chunk_bytes / columns_.row_bytes &&
      ok(H5Tequal(in_file.get(), type_.get()), path) > 0 && H5Pget_nfilters(creation.get()) == 2 &&
      H5Pget_filter2(creation.get(), 0, &flags, &values, nullptr, 0, nullptr, &filters) == H5Z_FILTER_SHUFFLE &&
      H5Pget_filter2(creation.get(), 1, &flags, &values, nullptr, 0, nullptr, &filters) == H5Z_FILTER_DEFLATE;
  if (ours) chunk_rows_ = chunk;
}

bool TableReader::decode_chunk(std::uint64_t first, std::span<std::byte> rows) {
  const hsize_t at = first;
  hsize_t bytes = 0;
  if (H5Dget_chunk_storage_size(dataset_.get(), &at, &bytes) < 0 || bytes == 0) return false;
  if (bytes > rows.size() * 2 + 1024 || rows.size() / most_shrinking > bytes) return false;
  packed_.resize(bytes);
  std::uint32_t skipped_filters = 0;
  if (H5Dread_chunk(dataset_.get(), H5P_DEFAULT, &at, &skipped_filters, packed_.data()) < 0) return false;
  if (skipped_filters != 0) return false;
  return decoder_.decode(packed_, columns_.row_bytes, rows);
}

void TableReader::read_by_hdf5(std::uint64_t first, std::uint64_t count, std::byte* to) {
  const hsize_t from = first, number = count;
  const Handle space = own(H5Dget_space(dataset_.get()), path_);
  ok(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, &from, nullptr, &number, nullptr), path_);
  const Handle memory = own(H5Screate_simple(1, &number, nullptr), path_);
  ok(H5Dread(dataset_.get(), type_.get(), memory.get(), space.get(), H5P_DEFAULT, to), path_);
}

std::vector<std::byte> TableReader::read(std::uint64_t first, std::uint64_t count) {
  CROSSFLOW_CHECK(first <= rows_ && count <= rows_ - first, "rows that the table does not have");
  const std::size_t width = columns_.row_bytes;
  std::vector<std::byte> rows(count * width);
  const std::uint64_t end = first + count;
  while (first < end) {
    std::byte* to = rows.data() + (rows.size() - (end - first) * width);
    if (chunk_rows_ == 0) {
      read_by_hdf5(first, end - first, to);
      break;
    }
    const std::uint64_t chunk = first - first % chunk_rows_;
    const std::uint64_t stop = std::min(end, chunk + chunk_rows_);
    if (first == chunk && stop == chunk + chunk_rows_) {
      // What our codec cannot read, HDF5 may; if it cannot either, it says why.
      if (!decode_chunk(chunk, {to, chunk_rows_ * width})) read_by_hdf5(first, stop - first, to);
    } else {
      whole_chunk_.resize(chunk_rows_ * width);
      if (decode_chunk(chunk, whole_chunk_)) {
        std::memcpy(to, whole_chunk_.data() + (first - chunk) * width, (stop - first) * width);
      } else {
        read_by_hdf5(first, stop - first, to);
      }
    }
    first = stop;
  }
  return rows;
}

}  // namespace crossflow::h5

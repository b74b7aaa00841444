#include <algorithm>
#include <cstring>

#include "sim/record/input_file.hpp"
#include "sim/record/output_file.hpp"
#include "sim/record/own_form.hpp"

namespace crossflow::h5 {
namespace {

// Deflate makes nothing smaller than a 1032nd.
constexpr std::uint64_t most_shrinking = 1032;
// Our tables shrink to a twentieth, and short ones to less.
constexpr std::uint64_t usual_shrinking = 100, short_table = 32 * 1024 * 1024;

// Which columns the file has, and how wide their texts are.
void fit(Columns& columns, hid_t type) {
  for (Column& column : columns.columns) {
    const int member = H5Tget_member_index(type, column.name.c_str());
    column.is_there = member >= 0;
    if (column.type != ColumnType::text) continue;
    column.bytes = 1;
    if (!column.is_there) continue;
    column.bytes = H5Tget_size(own(H5Tget_member_type(type, static_cast<unsigned>(member)), column.name).get());
  }
  columns.place();
}

}  // namespace

TableReader::TableReader(hid_t file, const std::string& path, Columns columns, bool plain_column)
    : path_(path), columns_(std::move(columns)) {
  check_table(open_object(file, path_).get(), columns_, plain_column);
  // What is read once needs no cache of chunks.
  const Handle access = own(H5Pcreate(H5P_DATASET_ACCESS), path_);
  ok(H5Pset_chunk_cache(access.get(), 0, 0, H5D_CHUNK_CACHE_W0_DEFAULT), path_);
  dataset_ = own(H5Dopen2(file, path.c_str(), access.get()), path);
  const Handle in_file = own(H5Dget_type(dataset_.get()), path);
  if (!plain_column) fit(columns_, in_file.get());
  type_ = plain_column ? column_type(columns_.columns[0]) : row_type(columns_);
  const Handle space = own(H5Dget_space(dataset_.get()), path);
  hsize_t extent = 0;
  ok(H5Sget_simple_extent_dims(space.get(), &extent, nullptr), path);
  rows_ = extent;

  const Handle creation = own(H5Dget_create_plist(dataset_.get()), path);
  hsize_t chunk = 0;
  ok(H5Pget_chunk(creation.get(), 1, &chunk), path);
  stored_ = H5Dget_storage_size(dataset_.get());
  if (rows_ > 0 &&
      (stored_ > ~std::uint64_t{0} / most_shrinking || rows_ > stored_ * most_shrinking / columns_.row_bytes))
    throw Failure(path + " claims more rows than it holds");
  if (ok(H5Tequal(in_file.get(), type_.get()), path) > 0) chunk_rows_ = chunk;
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

void TableReader::check_size(double most_rows) const {
  if (static_cast<double>(rows_) > most_rows) throw Failure(path_ + " has more rows than a run can make");
  if (rows_ * columns_.row_bytes > short_table && rows_ * columns_.row_bytes / usual_shrinking > stored_)
    throw Failure(path_ + " is stored in less than its rows need");
}

std::uint64_t TableReader::end_of_piece(std::uint64_t from) const {
  constexpr std::uint64_t otherwise = 16'384;
  const std::uint64_t piece = chunk_rows_ > 0 ? chunk_rows_ : otherwise;
  return from - from % piece + piece;
}

std::vector<std::byte> TableReader::read_all(double most_rows) {
  check_size(most_rows);
  return read(0, rows_);
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

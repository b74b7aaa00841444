#include <bit>

#include <fmt/format.h>

#include "sim/record/output_file.hpp"

namespace crossflow::h5 {
namespace {

static_assert(std::endian::native == std::endian::little, "packed rows are written as they lie in memory");

hid_t scalar_type(ColumnType type) {
  switch (type) {
    case ColumnType::u8:
      return H5T_STD_U8LE;
    case ColumnType::u16:
      return H5T_STD_U16LE;
    case ColumnType::u32:
      return H5T_STD_U32LE;
    case ColumnType::u64:
      return H5T_STD_U64LE;
    case ColumnType::i8:
      return H5T_STD_I8LE;
    case ColumnType::i16:
      return H5T_STD_I16LE;
    case ColumnType::i32:
      return H5T_STD_I32LE;
    case ColumnType::i64:
      return H5T_STD_I64LE;
    case ColumnType::f64:
      return H5T_IEEE_F64LE;
    case ColumnType::text:
      break;
  }
  return H5I_INVALID_HID;
}

// Big enough to compress well, small enough that a reader of a few rows does not read megabytes.
constexpr std::size_t chunk_bytes = 512 * 1024;
constexpr std::size_t most_chunk_rows = 65536;

}  // namespace

Handle column_type(const Column& column) {
  if (column.type == ColumnType::text) return text_type(column.bytes);
  return own(H5Tcopy(scalar_type(column.type)), column.name);
}

Handle row_type(const Columns& columns) {
  Handle type = own(H5Tcreate(H5T_COMPOUND, columns.row_bytes), columns.table);
  for (const Column& column : columns.columns) {
    ok(H5Tinsert(type.get(), column.name.c_str(), column.offset, column_type(column).get()), column.name);
  }
  return type;
}

TableWriter::TableWriter(OutputFile& file, std::string group, Columns columns, Form form, std::size_t chunk_rows)
    : file_(&file),
      path_(group + "/" + columns.table),
      columns_(std::move(columns)),
      form_(form),
      chunk_rows_(chunk_rows) {
  if (chunk_rows_ == 0) {
    chunk_rows_ = std::clamp<std::size_t>(chunk_bytes / columns_.row_bytes, 1, most_chunk_rows);
  }
}

TableWriter::TableWriter(TableWriter&&) noexcept = default;

TableWriter::~TableWriter() {
  if (file_->condemned()) dataset_.release();
}

void TableWriter::make(std::size_t chunk_rows) {
  chunk_rows_ = chunk_rows;
  const Handle type = form_ == Form::table ? row_type(columns_) : column_type(columns_.columns[0]);
  const hsize_t none = 0, chunk = chunk_rows, unlimited = H5S_UNLIMITED;
  const Handle space = own(H5Screate_simple(1, &none, &unlimited), path_);
  const Handle creation = own(H5Pcreate(H5P_DATASET_CREATE), path_);
  ok(H5Pset_obj_track_times(creation.get(), false), path_);
  // Descriptions lie with the table instead of in a heap of their own, which would be half of a small file.
  ok(H5Pset_attr_phase_change(creation.get(), 1000, 0), path_);
  ok(H5Pset_chunk(creation.get(), 1, &chunk), path_);
  ok(H5Pset_shuffle(creation.get()), path_);
  ok(H5Pset_deflate(creation.get(), deflate_level), path_);
  // Chunks come ready made, so HDF5's own cache of them has nothing to do.
  const Handle access = own(H5Pcreate(H5P_DATASET_ACCESS), path_);
  ok(H5Pset_chunk_cache(access.get(), 0, 0, H5D_CHUNK_CACHE_W0_DEFAULT), path_);
  dataset_ =
      own(H5Dcreate2(file_->id(), path_.c_str(), type.get(), space.get(), H5P_DEFAULT, creation.get(), access.get()),
          path_);
  file_->write_attribute(path_, "description", columns_.description);
  for (const Column& column : columns_.columns) {
    const std::string suffix = form_ == Form::table ? "_" + column.name : "";
    file_->write_attribute(path_, ("units" + suffix).c_str(), column.meaning.units());
    if (form_ == Form::table) file_->write_attribute(path_, ("description" + suffix).c_str(), column.description());
  }
}

void TableWriter::write_chunk(std::span<const std::byte> rows) {
  const std::size_t held = rows.size() / columns_.row_bytes;
  const std::size_t full = chunk_rows_ * columns_.row_bytes;
  std::vector<std::byte> padded;
  if (rows.size() < full) {
    padded.assign(rows.begin(), rows.end());
    padded.resize(full);
    rows = padded;
  }
  write_encoded(encode(rows), held);
}

void TableWriter::write_encoded(std::span<const std::byte> encoded, std::size_t rows) {
  const hsize_t at = written_;
  const hsize_t extent = written_ + rows;
  ok(H5Dset_extent(dataset_.get(), &extent), path_);
  ok(H5Dwrite_chunk(dataset_.get(), H5P_DEFAULT, 0, &at, encoded.size(), encoded.data()), path_);
  written_ = extent;
}

void TableWriter::append_encoded(std::span<const std::byte> encoded) {
  CROSSFLOW_CHECK(pending_.empty(), "a chunk after half a chunk");
  if (dataset_.get() < 0) make(chunk_rows_);
  write_encoded(encoded, chunk_rows_);
  rows_ += chunk_rows_;
}

void TableWriter::append(std::span<const std::byte> packed) {
  CROSSFLOW_CHECK(packed.size() % columns_.row_bytes == 0, "rows of another width");
  rows_ += packed.size() / columns_.row_bytes;
  const std::size_t full = chunk_rows_ * columns_.row_bytes;
  while (pending_.size() + packed.size() >= full) {
    if (dataset_.get() < 0) make(chunk_rows_);
    if (pending_.empty()) {
      write_chunk(packed.first(full));
      packed = packed.subspan(full);
    } else {
      const std::size_t wanted = full - pending_.size();
      pending_.insert(pending_.end(), packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(wanted));
      packed = packed.subspan(wanted);
      write_chunk(pending_);
      pending_.clear();
    }
  }
  pending_.insert(pending_.end(), packed.begin(), packed.end());
}

void TableWriter::finish() {
  const std::size_t left = pending_.size() / columns_.row_bytes;
  if (dataset_.get() < 0) make(left > 0 ? left : 1);
  if (left > 0) write_chunk(pending_);
  pending_.clear();
  dataset_ = Handle();
}

}  // namespace crossflow::h5

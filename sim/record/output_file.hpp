// An HDF5 file in the making. It is written under a temporary name and takes its own name when it is whole. Internal to
// sim/record.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "sim/base/claim.hpp"
#include "sim/record/chunk_codec.hpp"
#include "sim/record/hdf5_raii.hpp"
#include "sim/record/table_layout.hpp"

namespace crossflow::h5 {

/// HDF5 1.10 may crash when something is closed after a failed write. So after the first failure nothing that leads to
/// this file is touched again: its ids are given up, the temporary is emptied and removed, and every later call throws.
/// May be used by two threads, each with its own tables.
class OutputFile {
 public:
  explicit OutputFile(std::string path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Runs what writes to this file. A failure there condemns the file and becomes a RunError that names it.
  template <class Work>
  auto guarded(Work&& work) {
    refuse_if_condemned();
    const Writing writing;
    try {
      if constexpr (std::is_void_v<decltype(work())>) {
        work();
        writing.check_closed();
      } else {
        auto result = work();
        writing.check_closed();
        return result;
      }
    } catch (const Failure& failure) {
      condemn(failure.what());
    }
  }

  hid_t id() const { return file_; }
  bool condemned() const { return condemned_; }

  // All of these want to be called within `guarded`.
  void make_group(const std::string& path, const std::string& description = {});
  void write_attribute(const std::string& object, const char* name, const std::string& text);
  void write_attribute(const std::string& object, const char* name, std::int64_t value);
  void write_attribute(const std::string& object, const char* name, std::uint64_t value);
  void write_attribute(const std::string& object, const char* name, double value);
  void write_text(const std::string& path, const std::string& text, const std::string& description);
  /// As they are, for this program's own use.
  void write_bytes(const std::string& path, std::span<const std::byte> bytes);

  void flush();

  /// Sees to it that the disk has room for so much more, where that can be known.
  void reserve(std::uint64_t bytes);

  /// Flushes, closes, and gives the file its name.
  void finish();

 private:
  void refuse_if_condemned() const;
  [[noreturn]] void condemn(const std::string& why);
  void write_attribute(const std::string& object, const char* name, hid_t type, const void* value);

  std::string path_, temporary_;
  std::optional<Claim> claim_;  // of the temporary name, until the file has its own
  hid_t file_ = H5I_INVALID_HID;
  int descriptor_ = -1;  // HDF5's own
  std::atomic<bool> condemned_{false};
};

/// One extendable, chunked, shuffled and deflated one-dimensional dataset: a table, or a single column without a
/// compound around it. Rows come packed. Made at its first full chunk or at `finish`, so that a short table has a short
/// chunk.
class TableWriter {
 public:
  enum class Form { table, plain_column };
  TableWriter(OutputFile& file, std::string group, Columns columns, Form form, std::size_t chunk_rows = 0);
  ~TableWriter();
  TableWriter(TableWriter&&) noexcept;

  const Columns& columns() const { return columns_; }
  std::uint64_t rows() const { return rows_; }
  void append(std::span<const std::byte> packed);
  /// Instead of `append`, for whole chunks only: `encode` touches neither the file nor another table, so several tables
  /// may be encoded at once. Valid until the next call of either.
  std::span<const std::byte> encode(std::span<const std::byte> chunk) {
    return encoder_.encode(chunk, columns_.row_bytes);
  }
  void append_encoded(std::span<const std::byte> encoded);
  void finish();

 private:
  void make(std::size_t chunk_rows);
  void write_chunk(std::span<const std::byte> rows);
  void write_encoded(std::span<const std::byte> encoded, std::size_t rows);

  OutputFile* file_;
  std::string path_;
  Columns columns_;
  Form form_;
  std::size_t chunk_rows_;
  std::uint64_t rows_ = 0;     // appended
  std::uint64_t written_ = 0;  // in the file
  std::vector<std::byte> pending_;
  Handle dataset_;
  ChunkEncoder encoder_;
};

/// The HDF5 type of packed rows.
Handle row_type(const Columns& columns);
Handle column_type(const Column& column);

template <class Row>
void write_table(OutputFile& file, const std::string& group, const Layout<Row>& layout, std::span<const Row> rows) {
  TableWriter table(file, group, layout.fitted(rows), TableWriter::Form::table);
  table.append(layout.pack(rows, table.columns()));
  table.finish();
}

}  // namespace crossflow::h5

// An HDF5 file that is read. Nothing in it is trusted. Internal to sim/record.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/record/chunk_codec.hpp"
#include "sim/record/hdf5_raii.hpp"
#include "sim/record/own_form.hpp"
#include "sim/record/table_layout.hpp"

namespace crossflow::h5 {

/// A one-dimensional dataset: a table or a plain column. Its chunks are decoded by our own codec, but for tables with
/// other columns than ours, which are left to HDF5.
class TableReader {
 public:
  /// Text columns take the width that they have in the file.
  TableReader(hid_t file, const std::string& path, Columns columns, bool plain_column);

  std::uint64_t rows() const { return rows_; }
  const Columns& columns() const { return columns_; }
  /// Packed rows; a column that the file does not have is zero.
  std::vector<std::byte> read(std::uint64_t first, std::uint64_t count);
  /// All of them, if they are no more than `most_rows`, nor than so many stored bytes can rightly hold.
  std::vector<std::byte> read_all(double most_rows);
  /// A Failure, if there are more.
  void check_size(double most_rows) const;
  /// The end of the rows that are best read together with row `from`: a chunk of the file.
  std::uint64_t end_of_piece(std::uint64_t from) const;

 private:
  void read_by_hdf5(std::uint64_t first, std::uint64_t count, std::byte* to);
  bool decode_chunk(std::uint64_t first, std::span<std::byte> rows);

  std::string path_;
  Columns columns_;
  Handle dataset_, type_;
  std::uint64_t rows_ = 0;
  std::uint64_t stored_ = 0;
  std::uint64_t chunk_rows_ = 0;  // 0: with other columns than ours
  ChunkDecoder decoder_;
  std::vector<std::byte> packed_, whole_chunk_;
};

class InputFile {
 public:
  enum class Sort { result, part };
  /// Throws an InputError when there is no such file, or it is not ours, not finished, too new or damaged.
  explicit InputFile(std::string path, Sort sort = Sort::result);

  hid_t id() const { return file_.get(); }

  /// Runs what reads this file; a failure there becomes an InputError that names it.
  template <class Work>
  decltype(auto) guarded(Work&& work) const {
    start();
    try {
      return work();
    } catch (const Failure& failure) {
      damaged(failure.what());
    } catch (const std::bad_alloc&) {
      damaged("it asks for more memory than there is");
    }
  }
  [[noreturn]] void damaged(const std::string& why) const;
  /// A Failure, if anything is wrong.
  static void refuse_if(const std::string& wrong) {
    if (!wrong.empty()) throw Failure(wrong);
  }

  // Within `guarded`.
  bool has(const std::string& path) const { return has_object(id(), path); }
  /// Names of the members of a group, in alphabetical order; none if there is no such group.
  std::vector<std::string> members(const std::string& group) const;
  std::string text_attribute(const std::string& object, const char* name) const;
  std::string text_attribute_or(const std::string& object, const char* name, const std::string& otherwise) const;
  std::int64_t whole_attribute(const std::string& object, const char* name, std::int64_t from, std::int64_t to) const;
  /// What an older file, which has no such attribute, means.
  std::int64_t whole_attribute_or(const std::string& object, const char* name, std::int64_t from, std::int64_t to,
                                  std::int64_t otherwise) const;
  std::uint64_t unsigned_attribute(const std::string& object, const char* name) const;
  double number_attribute(const std::string& object, const char* name) const;
  std::string text(const std::string& path) const;
  std::vector<std::byte> bytes(const std::string& path) const;
  TableReader table(const std::string& group, const Columns& columns) const {
    return {id(), group + "/" + columns.table, columns, false};
  }
  TableReader column(const std::string& group, const Columns& columns) const {
    return {id(), group + "/" + columns.table, columns, true};
  }

  /// The rows of a table, unchecked; none where an older minor version did not have it.
  template <class Row>
  std::vector<Row> rows(const std::string& group, const Layout<Row>& layout, double most_rows = 1e9) const {
    if (!has(group + "/" + layout.columns().table)) return {};
    TableReader reader = table(group, layout.columns());
    return layout.unpack(reader.read_all(most_rows), reader.columns());
  }
  /// The same, if each value is one that its column may have.
  template <class Row>
  std::vector<Row> checked_rows(const std::string& group, const Layout<Row>& layout, const Directory& directory,
                                double most_rows = 1e9) const {
    std::vector<Row> all = rows(group, layout, most_rows);
    refuse_if(layout.wrong_with(all, directory));
    return all;
  }

 private:
  template <class Value>
  Value attribute(const std::string& object, const char* name, hid_t type) const;
  void open(Sort sort);

  std::string path_;
  Handle file_;
};

}  // namespace crossflow::h5

// Result files: one HDF5 file that holds the results of a run, what they mean, and all that is needed to run the same
// again. pandas and h5py read it without our code; docs/file-format.md describes it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/file_info.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

namespace h5 {
class InputFile;
class OutputFile;
}  // namespace h5

/// Throws an InputError if a result cannot be written to `path`: it names a folder, a link, a device or a pipe, or its
/// folder does not exist. To be asked before a long run.
void check_output_path(const std::string& path);
/// Whether a file begins as HDF5 does. It need not be a result, nor whole.
bool is_hdf5(const std::string& path);
/// Whether a file is a result, a part, or what a process that died left of one: it says so in its first bytes, or is
/// too short to.
bool is_of_a_run(const std::string& path);
/// What a process that died left of this file under its temporary name; not what another one is writing.
void remove_unfinished(const std::string& path);

/// Writes a result file under the name `path`.part and gives it its own name at `finish`. Whatever goes wrong is a
/// RunError; then, and when the writer goes away unfinished, nothing is left under either name, and what was at `path`
/// before is untouched. Do not fork while one lives: HDF5's lock on the file would go along.
class ResultWriter {
 public:
  ResultWriter(const std::string& path, const Directory& directory, const FileInfo& info);
  /// A part: the rows and traces of one replication for `append_part`, nothing that explains them. Cheap to write, and
  /// no result file.
  explicit ResultWriter(const std::string& part);
  ~ResultWriter();
  ResultWriter(const ResultWriter&) = delete;
  ResultWriter& operator=(const ResultWriter&) = delete;

  void append(const ResultRows& rows);
  /// Adds all rows and traces of a finished part, made in another process: replications are merged by appending their
  /// parts in order.
  void append_part(const std::string& path);
  void finish(const RunInfo& run, const std::string& status = status_complete);
  /// Of a run that was to have more replications than are there.
  void finish_partial(const RunInfo& run, std::uint32_t replications_asked);
  /// Of a part, which gets all its rows here and none by `append`.
  void finish_part(const ResultRows& rows);

  /// For TraceWriter.
  h5::OutputFile& output() { return *output_; }

 private:
  struct Tables;
  void finish_tables();
  void finish_file(const std::string& status);
  std::unique_ptr<h5::OutputFile> output_;
  std::unique_ptr<Tables> tables_;  // none of a part
};

/// Those that are too long to be held of a run of a year, or of a thousand days: who can, reads them piece by piece.
using LongTables = List<ClockRow, SeriesRow, WaitRow>;

/// Reads a result file. A file that is not a whole result file of this or an older major version is an InputError that
/// says what to do; so is one whose numbers point outside the directory.
class ResultReader {
 public:
  explicit ResultReader(const std::string& path);
  ~ResultReader();
  ResultReader(ResultReader&&) noexcept;

  const Directory& directory() const { return directory_; }
  FileInfo info() const;
  RunInfo run() const;
  /// How many replications were asked for, if the run was interrupted before it had them all.
  std::optional<std::uint32_t> replications_asked() const;

  /// A table by the type of its rows, in the order of writing: `read<SeriesRow>()`. Empty where an older minor version
  /// did not have it.
  template <class Row>
  std::vector<Row> read() const {
    ResultRows rows;
    read(AllTables::index<Row>, rows);
    return std::move(rows.of<Row>());
  }
  /// All tables at once.
  ResultRows rows() const;
  /// All but the LongTables, which are empty.
  ResultRows short_rows() const;
  /// Calls `f(row)` for each row of a table in the order of writing, and holds a few of them at a time.
  template <class Row, class F>
  void for_each(F&& f) const {
    for_each_between<Row>(0, ~std::uint64_t{0}, f);
  }
  /// The same from one row to before another.
  template <class Row, class F>
  void for_each_between(std::uint64_t from, std::uint64_t until, F&& f) const {
    read_in_pieces(AllTables::index<Row>, from, until, [&f](const ResultRows& some) {
      for (const Row& row : some.of<Row>()) f(row);
    });
  }

  /// Replications with a trace, in order.
  std::vector<std::uint32_t> traces() const;
  bool has_trace(std::uint32_t replication) const;

  /// For TraceReader.
  const h5::InputFile& input() const { return *input_; }

 private:
  void read(std::size_t table, ResultRows& rows) const;
  void read_in_pieces(std::size_t table, std::uint64_t from, std::uint64_t until,
                      const std::function<void(const ResultRows&)>& take) const;
  ResultRows read_all(bool with_long) const;
  std::unique_ptr<h5::InputFile> input_;
  Directory directory_;
};

/// All rows of a part. An InputError if it is none, or damaged.
ResultRows rows_of_part(const std::string& path);

}  // namespace crossflow

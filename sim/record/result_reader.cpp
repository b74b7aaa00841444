#include <algorithm>
#include <optional>
#include <set>
#include <type_traits>

#include <fmt/format.h>

#include "sim/record/directory_check.hpp"
#include "sim/record/event.hpp"
#include "sim/record/input_file.hpp"
#include "sim/record/layouts.hpp"
#include "sim/record/packed_rows.hpp"
#include "sim/record/part_rows.hpp"
#include "sim/record/result_file.hpp"
#include "sim/record/trace_names.hpp"

namespace crossflow {
namespace {

using h5::Failure;

constexpr const char* results = "/results";

void require(bool right, const char* what) {
  if (!right) throw Failure(what);
}

std::set<std::uint32_t> replications_of(const std::vector<ReplicationRow>& rows) {
  std::set<std::uint32_t> there;
  for (const ReplicationRow& r : rows)
    require(there.insert(r.replication).second, "a replication stands twice in the results");
  require(!there.empty(), "it has results of no replication");
  return there;
}

template <class Row>
void check_replications(const std::vector<Row>& rows, const std::set<std::uint32_t>& there) {
  std::optional<std::uint32_t> last;
  for (const Row& row : rows) {
    if (last == row.replication) continue;
    require(there.contains(row.replication), "a row of the results is of a replication that is not there");
    last = row.replication;
  }
}

// How many there may be, or how many there are.
double replications_in(const h5::InputFile& file, bool may_be) {
  constexpr std::uint64_t most = 1'000'000;
  const h5::Columns& columns = h5::result_layout<ReplicationRow>().columns();
  if (may_be) return most;
  return file.has(results + ("/" + columns.table))
             ? static_cast<double>(std::min(most, file.table(results, columns).rows()))
             : 0;
}

Directory read_directory(const h5::InputFile& file) {
  const std::string group = "/directory";
  Directory d;
  d.title = {file.text_attribute(group, "title_en"), file.text_attribute(group, "title_zh")};
  require(parse_date(file.text_attribute(group, "date"), d.date), "the directory's date");
  d.days = static_cast<int>(file.whole_attribute(group, "days", 1, most_days));
  d.bin = file.whole_attribute(group, "bin_us", minute, day);
  d.warm_up = file.whole_attribute_or(group, "warm_up_us", 0, most_days * day, 0);
  h5::for_each_table(d, [&](const auto& layout, auto& rows) { rows = file.rows(group, layout); });
  h5::InputFile::refuse_if(wrong_with(d));
  return d;
}

}  // namespace

ResultReader::ResultReader(const std::string& path) : input_(std::make_unique<h5::InputFile>(path)) {
  directory_ = input_->guarded([&] { return read_directory(*input_); });
}

ResultReader::~ResultReader() = default;
ResultReader::ResultReader(ResultReader&&) noexcept = default;

FileInfo ResultReader::info() const {
  return input_->guarded([&] {
    const std::string group = "/scenario";
    FileInfo info;
    info.title = input_->text_attribute(group, "title");
    info.seed = input_->unsigned_attribute(group, "seed");
    info.resolved = input_->text(group + "/resolved");
    info.originals = input_->checked_rows(group, h5::originals_layout(), directory_);
    info.tables = input_->checked_rows(group, h5::tables_layout(), directory_);
    info.figures = input_->checked_rows(group, h5::figures_layout(), directory_);
    info.overrides = input_->checked_rows(group, h5::overrides_layout(), directory_);
    if (input_->has(group + "/warnings"))  // results of 2.0 have none
      info.warnings = input_->checked_rows(group, h5::warnings_layout(), directory_);
    return info;
  });
}

RunInfo ResultReader::run() const {
  return input_->guarded([&] {
    const std::string group = "/run";
    RunInfo run;
    run.started_at = input_->text_attribute(group, "started_at");
    run.wall_s = input_->number_attribute(group, "wall_s");
    run.host = input_->text_attribute(group, "host");
    run.scenario = input_->text_attribute_or(group, "scenario", "");
    run.command = input_->text(group + "/command");
    run.version = input_->text_attribute(group, "version");
    run.compiler = input_->text_attribute(group, "compiler");
    run.libraries = input_->rows(group, h5::libraries_layout());
    return run;
  });
}

std::optional<std::uint32_t> ResultReader::replications_asked() const {
  return input_->guarded([&]() -> std::optional<std::uint32_t> {
    if (input_->text_attribute("/", "status") != status_partial) return std::nullopt;
    return static_cast<std::uint32_t>(input_->unsigned_attribute("/", "replications_asked"));
  });
}

void ResultReader::read(std::size_t table, ResultRows& rows) const {
  input_->guarded([&] {
    AllTables::for_each([&]<class Row>() {
      if (AllTables::index<Row> != table) return;
      const h5::Layout<Row>& layout = h5::result_layout<Row>();
      const double most =
          layout.columns().most_rows(directory_, replications_in(*input_, std::is_same_v<Row, ReplicationRow>));
      rows.of<Row>() = input_->checked_rows(results, layout, directory_, most);
    });
  });
}

ResultRows ResultReader::read_all(bool with_long) const {
  ResultRows rows;
  AllTables::for_each([&]<class Row>() {
    if (with_long || LongTables::index<Row> == LongTables::size) read(AllTables::index<Row>, rows);
  });
  input_->guarded([&] {
    const std::set<std::uint32_t> there = replications_of(rows.of<ReplicationRow>());
    AllTables::for_each([&]<class Row>() { check_replications(rows.of<Row>(), there); });
  });
  return rows;
}

ResultRows ResultReader::rows() const {
  return read_all(true);
}

ResultRows ResultReader::short_rows() const {
  return read_all(false);
}

void ResultReader::read_in_pieces(std::size_t table, std::uint64_t from, std::uint64_t until,
                                  const std::function<void(const ResultRows&)>& take) const {
  const auto there = replications_of(read<ReplicationRow>());
  AllTables::for_each([&]<class Row>() {
    if (AllTables::index<Row> != table) return;
    const h5::Layout<Row>& layout = h5::result_layout<Row>();
    if (!input_->guarded([&] { return input_->has(std::string(results) + "/" + layout.columns().table); })) return;
    const double most =
        layout.columns().most_rows(directory_, replications_in(*input_, std::is_same_v<Row, ReplicationRow>));
    h5::TableReader reader = input_->guarded([&] { return input_->table(results, layout.columns()); });
    input_->guarded([&] { reader.check_size(most); });
    const std::uint64_t end = std::min(until, reader.rows());
    ResultRows some;
    for (std::uint64_t at = from; at < end;) {
      const std::uint64_t to = std::min(end, reader.end_of_piece(at));
      input_->guarded([&] {
        some.of<Row>() = layout.unpack(reader.read(at, to - at), reader.columns());
        h5::InputFile::refuse_if(layout.wrong_with(some.of<Row>(), directory_, at));
        check_replications(some.of<Row>(), there);
      });
      take(some);
      at = to;
    }
  });
}

std::vector<std::uint32_t> ResultReader::traces() const {
  return input_->guarded([&] {
    std::vector<std::uint32_t> replications;
    for (const std::string& name : input_->members(h5::traces_group)) {
      if (name.empty() || name.size() > 9 || name.find_first_not_of("0123456789") != std::string::npos) continue;
      replications.push_back(static_cast<std::uint32_t>(std::stoul(name)));
    }
    std::sort(replications.begin(), replications.end());
    return replications;
  });
}

bool ResultReader::has_trace(std::uint32_t replication) const {
  return input_->guarded([&] { return input_->has(h5::trace_group(replication)); });
}

ResultRows rows_of_part(const std::string& path) {
  const h5::InputFile part(path, h5::InputFile::Sort::part);
  return part.guarded([&] {
    h5::PackedPart packed(part.bytes(h5::part_rows));
    ResultRows rows;
    AllTables::for_each([&]<class Row>() {
      h5::Columns columns = h5::result_layout<Row>().columns();
      const auto of_table = h5::take_rows(packed, columns);
      rows.of<Row>() = h5::result_layout<Row>().unpack(of_table, columns);
    });
    return rows;
  });
}

}  // namespace crossflow

#include <optional>
#include <set>

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

void require(bool right, const char* what) {
  if (!right) throw Failure(what);
}

void check_replications(const ResultRows& rows) {
  std::set<std::uint32_t> there;
  for (const ReplicationRow& r : rows.of<ReplicationRow>())
    require(there.insert(r.replication).second, "a replication stands twice in the results");
  AllTables::for_each([&]<class Row>() {
    std::optional<std::uint32_t> last;
    for (const Row& row : rows.of<Row>()) {
      if (last == row.replication) continue;
      require(there.contains(row.replication), "a row of the results is of a replication that is not there");
      last = row.replication;
    }
  });
}

Directory read_directory(const h5::InputFile& file) {
  const std::string group = "/directory";
  Directory d;
  d.title = {file.text_attribute(group, "title_en"), file.text_attribute(group, "title_zh")};
  require(parse_date(file.text_attribute(group, "date"), d.date), "the directory's date");
  d.days = static_cast<int>(file.whole_attribute(group, "days"));
  d.bin = file.whole_attribute(group, "bin_us");
  d.warm_up = file.whole_attribute_or(group, "warm_up_us", 0);
  d.ports = file.rows(group, h5::ports_layout());
  d.stations = file.rows(group, h5::stations_layout());
  d.sources = file.rows(group, h5::sources_layout());
  d.classes = file.rows(group, h5::classes_layout());
  d.directions = file.rows(group, h5::directions_layout());
  d.authorities = file.rows(group, h5::authorities_layout());
  d.teams = file.rows(group, h5::teams_layout());
  d.pools = file.rows(group, h5::pools_layout());
  d.officers = file.rows(group, h5::officers_layout());
  d.duties = file.rows(group, h5::duties_layout());
  d.supervisors = file.rows(group, h5::supervisors_layout());
  d.links = file.rows(group, h5::links_layout());
  d.prevalences = file.rows(group, h5::prevalences_layout());
  d.disruptions = file.rows(group, h5::disruptions_layout());
  if (const std::string wrong = wrong_with(d); !wrong.empty()) throw Failure(wrong);
  return d;
}

// A row points only to what the directory has.
template <class Row>
void check_row(const Row& row, const Directory& d) {
  if constexpr (requires { row.station; }) require(row.station < d.stations.size(), "a result is of no station");
  if constexpr (requires { row.traveller_class; }) {
    require(row.traveller_class < d.classes.size(), "a result is of no class");
  }
  if constexpr (requires { row.direction; }) require(row.direction < d.directions.size(), "a result has no direction");
  if constexpr (requires { row.authority; }) {
    require(row.authority < d.authorities.size(), "a result is of no authority");
  }
  if constexpr (requires { row.contraband; }) require(row.contraband <= contraband_kinds, "contraband of no kind");
  if constexpr (requires { row.disruption; }) {
    require(row.disruption < d.disruptions.size() && row.port < d.ports.size() && row.kind < 3,
            "a result is of no disruption");
  }
  if constexpr (requires { row.source; }) require(row.source < d.sources.size(), "a result is of no source");
  if constexpr (requires { row.team; }) require(row.team < d.teams.size(), "a result is of no dog team");
  if constexpr (requires { row.officer; }) require(row.officer < d.officers.size(), "a result is of no officer");
  if constexpr (requires { row.pool; }) require(row.pool < d.pools.size(), "a result is of no pool");
  if constexpr (requires { row.supervisor; }) {
    require(row.supervisor < d.supervisors.size() && row.order < orders, "an order is of no supervisor");
    require(row.at < d.stations.size() || row.at == no_station, "an order is for no station");
  }
  if constexpr (requires { row.cause; }) require(row.cause < ledger_causes, "waiting is charged to no cause");
  if constexpr (requires { row.place; }) {
    require(row.place < d.stations.size() || row.place == 0xffff, "waiting is charged to no place");
  }
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
    info.originals = input_->rows(group, h5::originals_layout());
    info.tables = input_->rows(group, h5::tables_layout());
    info.figures = input_->rows(group, h5::figures_layout());
    info.overrides = input_->rows(group, h5::overrides_layout());
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
      rows.of<Row>() = input_->rows("/results", h5::result_layout<Row>());
      for (const Row& row : rows.of<Row>()) check_row(row, directory_);
    });
  });
}

ResultRows ResultReader::rows() const {
  ResultRows rows;
  for (std::size_t table = 0; table < AllTables::size; ++table) read(table, rows);
  input_->guarded([&] { check_replications(rows); });
  return rows;
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

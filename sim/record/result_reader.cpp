#include <limits>

#include <fmt/format.h>

#include "sim/record/input_file.hpp"
#include "sim/record/layouts.hpp"
#include "sim/record/result_file.hpp"
#include "sim/record/trace_names.hpp"

namespace crossflow {
namespace {

using h5::Failure;

void require(bool right, const char* what) {
  if (!right) throw Failure(what);
}

// Everything in the directory that points to something else in it does so rightly.
void check(const Directory& d) {
  constexpr std::size_t most = std::numeric_limits<std::uint16_t>::max();
  require(d.stations.size() < most && d.sources.size() < most && d.ports.size() < most, "the directory is too long");
  require(d.classes.size() <= 255 && d.directions.size() <= 255 && d.authorities.size() <= 8,
          "the directory is too long");
  require(d.days >= 1 && d.bin >= 1, "the directory's days or bin");
  require(d.warm_up >= 0 && d.warm_up < d.days * day, "the directory's warm-up");
  std::uint64_t servers = 0;
  for (const StationEntry& s : d.stations) {
    require(s.port < d.ports.size(), "a station is at no port");
    require(s.authority >= -1 && s.authority < static_cast<int>(d.authorities.size()), "a station has no authority");
    require(s.direction >= -1 && s.direction < static_cast<int>(d.directions.size()), "a station has no direction");
    servers += s.servers;
  }
  require(servers <= 10'000'000, "the directory has too many servers");
  require(d.teams.size() < most, "the directory is too long");
  for (const TeamEntry& team : d.teams) require(team.port < d.ports.size(), "a dog team is at no port");
  for (const SourceEntry& s : d.sources) {
    require(s.station < d.stations.size(), "a source has no station");
    require(d.stations[s.station].servers >= 1, "a source has no door");
    require(s.direction < d.directions.size(), "a source has no direction");
  }
  for (const PrevalenceEntry& p : d.prevalences)
    require(
        p.traveller_class < d.classes.size() && p.contraband > Contraband::none && p.contraband <= Contraband::other,
        "contraband of no kind, or of no class");
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
  d.prevalences = file.rows(group, h5::prevalences_layout());
  d.disruptions = file.rows(group, h5::disruptions_layout());
  check(d);
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
    run.command = input_->text(group + "/command");
    run.version = input_->text_attribute(group, "version");
    run.compiler = input_->text_attribute(group, "compiler");
    run.libraries = input_->rows(group, h5::libraries_layout());
    return run;
  });
}

template <class Row>
std::vector<Row> ResultReader::read() const {
  return input_->guarded([&] {
    std::vector<Row> rows = input_->rows("/results", h5::result_layout<Row>());
    for (const Row& row : rows) check_row(row, directory_);
    return rows;
  });
}

template std::vector<ReplicationRow> ResultReader::read() const;
template std::vector<FlowRow> ResultReader::read() const;
template std::vector<PledgeRow> ResultReader::read() const;
template std::vector<ClockRow> ResultReader::read() const;
template std::vector<SeriesRow> ResultReader::read() const;
template std::vector<WaitRow> ResultReader::read() const;
template std::vector<LedgerRow> ResultReader::read() const;
template std::vector<WorkRow> ResultReader::read() const;
template std::vector<InputRow> ResultReader::read() const;
template std::vector<RingRow> ResultReader::read() const;
template std::vector<ReleaseRow> ResultReader::read() const;
template std::vector<ReleaseTimeRow> ResultReader::read() const;
template std::vector<RiskRow> ResultReader::read() const;
template std::vector<CheckRow> ResultReader::read() const;
template std::vector<DisruptionRow> ResultReader::read() const;
template std::vector<PassageRow> ResultReader::read() const;
template std::vector<PassageTimeRow> ResultReader::read() const;
template std::vector<VirtualQueueRow> ResultReader::read() const;
template std::vector<VirtualQueueTimeRow> ResultReader::read() const;
template std::vector<PortChoiceRow> ResultReader::read() const;
template std::vector<TeamRow> ResultReader::read() const;

ResultRows ResultReader::rows() const {
  ResultRows rows;
  h5::for_each_table(rows,
                     [&](auto& table) { table = read<typename std::remove_cvref_t<decltype(table)>::value_type>(); });
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

}  // namespace crossflow

#include "sim/record/snapshot.hpp"

namespace crossflow::h5 {
namespace {

constexpr auto form = TableWriter::Form::table;

std::string within(const std::string& group) {
  return group + "/snapshots";
}

template <class Row>
void append(TableWriter& table, const Layout<Row>& layout, const std::vector<Row>& rows) {
  table.append(layout.pack(rows, table.columns()));
}

void require(bool right) {
  if (!right) throw Failure("a snapshot points to what does not exist");
}

template <class Row>
std::vector<Row> rows_of(TableReader& table, const Layout<Row>& layout, std::uint64_t first, std::uint64_t count,
                         const Directory& directory) {
  require(first <= table.rows() && count <= table.rows() - first);
  std::vector<Row> rows = layout.unpack(table.read(first, count), table.columns());
  InputFile::refuse_if(layout.wrong_with(rows, directory));
  return rows;
}

template <class State>
std::vector<OnDutyRow<State>> on_duty(const std::vector<OnDutyStatus<State>>& all) {
  std::vector<OnDutyRow<State>> rows;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].state != State::off_duty) rows.push_back({static_cast<std::uint16_t>(i), all[i]});
  return rows;
}

template <class State>
void restore_on_duty(const std::vector<OnDutyRow<State>>& rows, std::vector<OnDutyStatus<State>>& all) {
  for (const OnDutyRow<State>& row : rows) all[row.row] = row.status;
}

}  // namespace

SnapshotWriter::SnapshotWriter(OutputFile& file, const std::string& group, const Directory& directory)
    : index_(file, within(group), snapshot_index_layout().columns(), form),
      entities_(file, within(group), snapshot_entities_layout().columns(), form),
      stations_(file, within(group), snapshot_stations_layout().columns(), form),
      server_rows_(file, within(group), snapshot_servers_layout().columns(), form),
      blockings_(file, within(group), snapshot_blockings_layout().columns(), form),
      officers_(file, within(group), snapshot_officers_layout().columns(), form),
      teams_(file, within(group), snapshot_teams_layout().columns(), form) {
  file.make_group(within(group), "the state of everything, every 5 simulated minutes while something happens");
  for (const StationEntry& station : directory.stations) servers_.push_back(station.servers);
}

void SnapshotWriter::take(Tick tick, std::uint64_t event_offset, const PortState& state,
                          std::span<const std::uint32_t> alive) {
  std::vector<AliveRow> alive_rows;
  alive_rows.reserve(alive.size());
  for (const std::uint32_t entity : alive) alive_rows.push_back({entity, state.entities()[entity]});
  std::vector<ServerRow> server_rows;
  std::vector<BlockingRow> blockings;
  for (std::uint16_t s = 0; s < servers_.size(); ++s) {
    for (std::uint16_t i = 0; i < servers_[s]; ++i) {
      const ServerStatus& server = state.server(s, i);
      const bool plain =
          server.state == ServerState::open && server.serving == 0 && server.staying == 0 && !server.blocked;
      if (!plain) server_rows.push_back({s, i, server});
    }
    for (const auto& [place, servers] : state.stations()[s].blocked_by) blockings.push_back({s, place, servers});
  }
  const auto officers = on_duty(state.officers());
  const auto teams = on_duty(state.teams());
  const auto number = [](std::size_t size) { return static_cast<std::uint32_t>(size); };
  const SnapshotRow row{tick,
                        event_offset,
                        entities_.rows(),
                        number(alive_rows.size()),
                        server_rows_.rows(),
                        number(server_rows.size()),
                        blockings_.rows(),
                        number(blockings.size()),
                        officers_.rows(),
                        number(officers.size()),
                        teams_.rows(),
                        number(teams.size())};
  append(index_, snapshot_index_layout(), {row});
  append(entities_, snapshot_entities_layout(), alive_rows);
  append(stations_, snapshot_stations_layout(), state.stations());
  append(server_rows_, snapshot_servers_layout(), server_rows);
  append(blockings_, snapshot_blockings_layout(), blockings);
  append(officers_, snapshot_officers_layout(), officers);
  append(teams_, snapshot_teams_layout(), teams);
}

void SnapshotWriter::finish() {
  for (TableWriter* each : {&index_, &entities_, &stations_, &server_rows_, &blockings_, &officers_, &teams_})
    each->finish();
}

SnapshotReader::SnapshotReader(const InputFile& file, const std::string& group, const Directory& directory,
                               const std::vector<TraceEntity>& entities, std::uint64_t events)
    : directory_(directory),
      entities_(entities),
      index_(file.checked_rows(within(group), snapshot_index_layout(), directory)),
      alive_(file.table(within(group), snapshot_entities_layout().columns())),
      stations_(file.table(within(group), snapshot_stations_layout().columns())),
      servers_(file.table(within(group), snapshot_servers_layout().columns())),
      blockings_(file.table(within(group), snapshot_blockings_layout().columns())) {
  if (file.has(within(group) + "/officers"))
    officers_.emplace(file.table(within(group), snapshot_officers_layout().columns()));
  if (file.has(within(group) + "/teams")) teams_.emplace(file.table(within(group), snapshot_teams_layout().columns()));
  for (std::size_t i = 0; i < index_.size(); ++i) {
    require(index_[i].event_offset <= events);
    require(i == 0 || (index_[i - 1].tick < index_[i].tick && index_[i - 1].event_offset <= index_[i].event_offset));
  }
}

PortState SnapshotReader::restore(std::size_t snapshot) {
  const SnapshotRow& at = index_[snapshot];
  PortState state(directory_);
  const std::size_t stations = directory_.stations.size();
  const auto has_server = [&](std::uint16_t station, std::uint16_t server) {
    return server == no_server || server < directory_.stations[station].servers;
  };
  const auto statuses = rows_of(stations_, snapshot_stations_layout(), snapshot * stations, stations, directory_);
  for (std::size_t s = 0; s < stations; ++s) {
    const std::uint32_t first = state.stations()[s].first_server;
    state.stations()[s] = statuses[s];
    state.stations()[s].first_server = first;
  }
  for (const AliveRow& row : rows_of(alive_, snapshot_entities_layout(), at.first_entity, at.entities, directory_)) {
    const EntityState& e = row.state;
    require(row.entity < entities_.size() && has_server(e.station, e.server));
    require(e.phase != Phase::gone && (e.target != no_station || e.phase != Phase::blocked));
    require((e.risk & risk_bits::contraband) <= contraband_kinds);
    EntityState& restored = state.entity(row.entity);
    restored = e;
    restored.traveller_class = entities_[row.entity].traveller_class;
    restored.kind = directory_.classes[restored.traveller_class].kind;
    restored.source = entities_[row.entity].source;
  }
  for (const ServerRow& row : rows_of(servers_, snapshot_servers_layout(), at.first_server, at.servers, directory_)) {
    require(row.server < directory_.stations[row.station].servers);
    require(row.status.entity < entities_.size() || row.status.entity == no_entity);
    require(row.status.held_by != no_station || row.status.blocked == 0);
    state.servers()[state.stations()[row.station].first_server + row.server] = row.status;
  }
  for (const BlockingRow& row :
       rows_of(blockings_, snapshot_blockings_layout(), at.first_blocking, at.blockings, directory_)) {
    auto& blocked_by = state.stations()[row.station].blocked_by;
    require(blocked_by.empty() || blocked_by.back().first < row.place);
    blocked_by.emplace_back(row.place, row.servers);
    state.stations()[row.place].blocks.push_back(row.station);
  }
  if (officers_)
    restore_on_duty(rows_of(*officers_, snapshot_officers_layout(), at.first_officer, at.officers, directory_),
                    state.officers());
  if (teams_)
    restore_on_duty(rows_of(*teams_, snapshot_teams_layout(), at.first_team, at.teams, directory_), state.teams());
  return state;
}

}  // namespace crossflow::h5

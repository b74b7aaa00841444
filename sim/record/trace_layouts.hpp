// How a trace lies in a result file: see docs/file-format.md. Internal to sim/record.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/record/event.hpp"
#include "sim/record/port_state.hpp"
#include "sim/record/table_layout.hpp"
#include "sim/record/trace_entity.hpp"

namespace crossflow::h5 {

/// Events in a chunk of a column, and in a block of the block index. Large enough to compress well, small enough that
/// a jump decodes little.
inline constexpr std::size_t events_in_block = 65536;

/// Simulated time between two snapshots.
inline constexpr Tick snapshot_every = 5 * minute;

/// The columns of the log, one dataset each.
struct EventColumn {
  Columns columns;
  std::size_t offset;  // in Event
};
const std::vector<EventColumn>& event_columns();

struct BlockRow {
  Tick tick = 0;
  std::uint64_t offset = 0;
};
const Layout<BlockRow>& blocks_layout();
const Layout<TraceEntity>& entities_layout();

/// A snapshot holds all events before `event_offset`, which are those before `tick`.
struct SnapshotRow {
  Tick tick = 0;
  std::uint64_t event_offset = 0;
  std::uint64_t first_entity = 0;
  std::uint32_t entities = 0;
  std::uint64_t first_server = 0;
  std::uint32_t servers = 0;
  std::uint64_t first_blocking = 0;
  std::uint32_t blockings = 0;
  std::uint64_t first_officer = 0;
  std::uint32_t officers = 0;
  std::uint64_t first_team = 0;
  std::uint32_t teams = 0;
};
struct AliveRow {
  std::uint32_t entity = 0;
  EntityState state;
};
struct ServerRow {
  std::uint16_t station = 0;
  std::uint16_t server = 0;
  ServerStatus status;
};
struct BlockingRow {
  std::uint16_t station = 0;
  std::uint16_t place = 0;
  std::int32_t servers = 0;
};
/// Of officers and of dog teams.
template <class State>
struct OnDutyRow {
  std::uint16_t row = 0;
  OnDutyStatus<State> status;
};
using OfficerStateRow = OnDutyRow<OfficerState>;
using TeamStateRow = OnDutyRow<TeamState>;
const Layout<SnapshotRow>& snapshot_index_layout();
const Layout<AliveRow>& snapshot_entities_layout();
const Layout<ServerRow>& snapshot_servers_layout();
const Layout<StationStatus>& snapshot_stations_layout();
const Layout<BlockingRow>& snapshot_blockings_layout();
const Layout<OfficerStateRow>& snapshot_officers_layout();
const Layout<TeamStateRow>& snapshot_teams_layout();

}  // namespace crossflow::h5

// Whole states of the port, stored every few simulated minutes so that a jump in a trace is cheap. Internal to
// sim/record.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/record/input_file.hpp"
#include "sim/record/output_file.hpp"
#include "sim/record/port_state.hpp"
#include "sim/record/trace_layouts.hpp"

namespace crossflow::h5 {

class SnapshotWriter {
 public:
  /// `group` is the trace's.
  SnapshotWriter(OutputFile& file, const std::string& group, const Directory& directory);
  /// The state after the events before `event_offset`; `alive` are the rows of the entities alive, ascending.
  void take(Tick tick, std::uint64_t event_offset, const PortState& state, std::span<const std::uint32_t> alive);
  void finish();

 private:
  std::vector<std::uint32_t> servers_;  // by station
  TableWriter index_, entities_, stations_, server_rows_, blockings_, officers_, teams_;
};

class SnapshotReader {
 public:
  /// `entities` are the trace's; kept by reference.
  SnapshotReader(const InputFile& file, const std::string& group, const Directory& directory,
                 const std::vector<TraceEntity>& entities, std::uint64_t events);
  const std::vector<SnapshotRow>& index() const { return index_; }
  /// The state of a snapshot; within `guarded`.
  PortState restore(std::size_t snapshot);

 private:
  const Directory& directory_;
  const std::vector<TraceEntity>& entities_;
  std::vector<SnapshotRow> index_;
  TableReader alive_, stations_, servers_, blockings_;
  std::optional<TableReader> officers_, teams_;  // older files have none
};

}  // namespace crossflow::h5

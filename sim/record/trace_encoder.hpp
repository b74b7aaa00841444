// Turns a run's log into the columns, the table of entities and the snapshots of a trace. Internal to sim/record.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/record/entity_naming.hpp"
#include "sim/record/event.hpp"
#include "sim/record/output_file.hpp"
#include "sim/record/port_state.hpp"
#include "sim/record/snapshot.hpp"

namespace crossflow::h5 {

/// Used by one thread, which takes a second one to help compress. Everything wants to be called within `guarded`.
class TraceEncoder {
 public:
  TraceEncoder(OutputFile& file, const Directory& directory, std::uint32_t replication);

  /// At most events_in_block of them; all calls but the last bring exactly that many. Entities become rows of the table
  /// of entities in place.
  void add(std::span<Event> events);
  void finish(Tick end);

 private:
  void append_entities(std::size_t count);
  void take_snapshot(Tick tick, std::uint64_t event_offset);
  void write_columns(std::span<const Event> events);
  std::span<const std::byte> gather(std::span<const Event> events, std::size_t column);

  OutputFile& file_;
  std::string group_;
  PortState state_;
  SnapshotWriter snapshots_;
  TableWriter blocks_, entities_;
  std::vector<TableWriter> columns_;
  std::vector<std::vector<std::byte>> gathered_;  // by column

  std::uint64_t events_ = 0;
  Tick next_snapshot_ = 0;
  EntityNaming naming_;
  std::vector<std::uint32_t> alive_;  // rows, ascending; swept of those gone at each snapshot
};

}  // namespace crossflow::h5

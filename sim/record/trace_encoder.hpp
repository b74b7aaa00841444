// Turns a run's log into the columns, the table of entities and the snapshots of a trace. Internal to sim/record.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

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
  void name_entity(Event& event);
  void append_entities(std::size_t count);
  void add_entity(const Event& event);
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
  std::uint32_t rows_ = 0;                  // of the table of entities
  std::vector<TraceEntity> new_entities_;   // of this block
  std::vector<std::uint32_t> row_of_slot_;  // no_entity: nobody alive
  std::vector<std::uint32_t> alive_;        // rows, ascending; swept of those gone at each snapshot
  struct Source {
    std::uint16_t number = 0;
    std::uint8_t direction = 0;
    std::uint32_t party = no_entity;  // row of the first member of its latest party
  };
  std::vector<Source> source_at_;  // by station
};

}  // namespace crossflow::h5

// Reads the trace of one replication: events by their number or their instant, and the state at any instant.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/record/event.hpp"
#include "sim/record/port_state.hpp"
#include "sim/record/result_file.hpp"
#include "sim/record/trace_entity.hpp"

namespace crossflow {

/// In the events, an entity is its row in `entities`. Events are checked against the directory before anybody sees
/// them: what is damaged is an InputError. Kinds of event that this version does not know are left out and counted.
class TraceReader {
 public:
  /// An InputError if the file has no trace of that replication.
  TraceReader(const std::string& path, std::uint32_t replication);
  ~TraceReader();
  TraceReader(const TraceReader&) = delete;
  TraceReader& operator=(const TraceReader&) = delete;

  const ResultReader& result() const { return result_; }
  const Directory& directory() const { return result_.directory(); }
  const std::vector<TraceEntity>& entities() const { return entities_; }

  /// Events are numbered from 0 to size() - 1, unknown ones included.
  std::uint64_t size() const { return size_; }
  Tick end() const { return end_; }  ///< when the run ended
  /// Events `from` to `to` - 1, without unknown ones.
  std::vector<Event> events(std::uint64_t from, std::uint64_t to);
  /// The number of the first event at or after an instant; size() if there is none.
  std::uint64_t first_at_or_after(Tick tick);
  /// After all events up to and with those of that instant.
  PortState state_at(Tick tick);
  /// Unknown events among those read so far, each counted once.
  std::uint64_t unknown() const { return unknown_; }

 private:
  struct Parts;
  const std::vector<Event>& block(std::size_t number);
  std::vector<Event> decode(std::size_t number);

  ResultReader result_;
  std::vector<TraceEntity> entities_;
  std::uint64_t size_ = 0;
  Tick end_ = 0;
  std::uint64_t unknown_ = 0;
  std::unique_ptr<Parts> parts_;
};

}  // namespace crossflow

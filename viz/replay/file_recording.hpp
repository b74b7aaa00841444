// A stored trace as a recording.
#pragma once

#include "sim/record/trace_reader.hpp"
#include "viz/replay/recording.hpp"

namespace crossflow::viz {

class FileRecording : public Recording {
 public:
  FileRecording(const std::string& path, std::uint32_t replication) : reader_(path, replication) {}

  const Directory& directory() const override { return reader_.directory(); }
  const std::vector<TraceEntity>& entities() const override { return reader_.entities(); }
  std::uint64_t size() const override { return reader_.size(); }
  std::vector<Event> events(std::uint64_t from, std::uint64_t to) override { return reader_.events(from, to); }
  std::uint64_t first_at_or_after(Tick tick) override { return reader_.first_at_or_after(tick); }
  PortState state_at(Tick tick) override { return reader_.state_at(tick); }
  Tick known_until() const override { return reader_.end(); }
  bool complete() const override { return true; }

  const ResultReader& result() const { return reader_.result(); }

 private:
  TraceReader reader_;
};

}  // namespace crossflow::viz

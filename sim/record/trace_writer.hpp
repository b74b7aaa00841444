// Keeps a run's whole log in its result file.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"

namespace crossflow {

class ResultWriter;

/// A sink that writes /trace/<replication> of a result file. The caller's thread only copies events; a second thread,
/// started at the first of them, compresses and writes. So nothing may fork from then until `finish`, and nothing else
/// may be asked of the ResultWriter until then. What goes wrong meanwhile is thrown by `finish`, never by `consume`,
/// which runs deep inside a simulation. Go through `finish` before the ResultWriter's.
class TraceWriter : public EventSink {
 public:
  TraceWriter(ResultWriter& file, const Directory& directory, std::uint32_t replication);
  ~TraceWriter() override;

  void consume(std::span<const Event> block) override;
  void finish(Tick end) override;

 private:
  class Worker;
  std::unique_ptr<Worker> worker_;
  std::vector<Event> block_;
};

}  // namespace crossflow

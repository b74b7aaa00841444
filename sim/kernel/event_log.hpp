// Where both planes write what happens; full blocks go on to the sinks of the run. The kernel knows no sink.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/record/event.hpp"

namespace crossflow {

class EventLog {
 public:
  EventLog() : block_(block_size), next_(block_.data()), end_(next_ + block_size) {}
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;

  void add_sink(EventSink& sink) { sinks_.push_back(&sink); }

  void write(const Event& event) {
    *next_ = event;
    if (++next_ == end_) [[unlikely]]
      flush();
  }

  /// Hands what is written so far to the sinks.
  void flush();
  /// The last flush; the run ended at `end`.
  void finish(Tick end);

 private:
  static constexpr std::size_t block_size = 256;  // 6 KiB: leaves the first-level cache to the rest
  std::vector<Event> block_;
  Event* next_;
  Event* end_;
  std::vector<EventSink*> sinks_;
};

}  // namespace crossflow

#include "sim/kernel/event_log.hpp"

namespace crossflow {

void EventLog::flush() {
  const std::span<const Event> written(block_.data(), next_);
  for (EventSink* sink : sinks_) sink->consume(written);
  next_ = block_.data();
}

void EventLog::finish(Tick end) {
  flush();
  for (EventSink* sink : sinks_) sink->finish(end);
}

}  // namespace crossflow

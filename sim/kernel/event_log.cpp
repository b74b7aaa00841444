#include "sim/kernel/event_log.hpp"

namespace crossflow {

void EventLog::flush() {
  for (EventSink* sink : sinks_) sink->consume({block_.data(), used_});
  used_ = 0;
}

void EventLog::finish(Tick end) {
  flush();
  for (EventSink* sink : sinks_) sink->finish(end);
}

}  // namespace crossflow

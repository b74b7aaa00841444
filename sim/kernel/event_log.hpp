// Where both planes write what happens; full blocks go on to the sinks of the run. The kernel knows no sink.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "sim/record/event.hpp"

namespace crossflow {

static_assert(std::endian::native == std::endian::little && sizeof(Event) == 24);

class EventLog {
 public:
  EventLog() : block_(block_size), next_(block_.data()), end_(next_ + block_size) {}
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;

  void add_sink(EventSink& sink) { sinks_.push_back(&sink); }

  void write(const Event& event) {
    // Three stores instead of eight, which the compiler would not join by itself.
    const std::uint64_t who =
        std::uint64_t{event.entity} | static_cast<std::uint64_t>(static_cast<std::uint32_t>(event.value)) << 32U;
    const std::uint64_t where = std::uint64_t{event.station} | std::uint64_t{event.server} << 16U |
                                static_cast<std::uint64_t>(event.kind) << 32U | std::uint64_t{event.aux} << 40U;
    auto* const to = reinterpret_cast<unsigned char*>(next_);
    std::memcpy(to, &event.tick, 8);
    std::memcpy(to + 8, &who, 8);
    std::memcpy(to + 16, &where, 8);
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

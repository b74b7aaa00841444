// A run that can be looked at: a stored trace, or a live run that still grows. Everything that the viewer shows is read
// through this, so replay and live are one code path.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/port_state.hpp"
#include "sim/record/trace_entity.hpp"

namespace crossflow::viz {

/// Used by one thread.
class Recording {
 public:
  virtual ~Recording() = default;

  virtual const Directory& directory() const = 0;
  /// By Event::entity, in order of arrival. Grows while the run does.
  virtual const std::vector<TraceEntity>& entities() const = 0;

  /// Events known so far are numbered from 0 to size() - 1.
  virtual std::uint64_t size() const = 0;
  /// Events `from` to `to` - 1; fewer where some are of kinds that this build does not know.
  virtual std::vector<Event> events(std::uint64_t from, std::uint64_t to) = 0;
  /// The number of the first event at or after an instant; size() if none is known.
  virtual std::uint64_t first_at_or_after(Tick tick) = 0;
  /// After all events up to and with those of that instant, as far as they are known.
  virtual PortState state_at(Tick tick) = 0;

  /// All events up to and with this instant are known. Of a complete recording: when the run ended.
  virtual Tick known_until() const = 0;
  /// No more will come.
  virtual bool complete() const = 0;
  /// Why no more comes though the run had not ended (the simulator died); empty if that is not so.
  virtual std::string broken() const { return {}; }

  /// Another one for each recording of this process, so that what was made of one is never taken for another's.
  std::uint64_t serial() const { return serial_; }

 private:
  static inline std::uint64_t last_serial_ = 0;
  std::uint64_t serial_ = ++last_serial_;
};

}  // namespace crossflow::viz

// When a port is open, by its hours: for those who decide where to cross.
#pragma once

#include <optional>

#include "sim/scenario/scenario.hpp"

namespace crossflow {

class PortHours {
 public:
  PortHours(const Port& port, int days) : hours_(port.hours), days_(days) {}

  /// Whether the doors stand open at this time, from the opening on and up to the closing, which is not open any more.
  bool open_at(Tick at) const;
  /// The next time at or after this one at which the doors stand open; none if never again.
  std::optional<Tick> next_open(Tick at) const;

 private:
  Hours hours_;
  int days_;
};

/// Whether hours ever close a port.
bool closes(const Hours& hours);

}  // namespace crossflow

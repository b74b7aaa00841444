// When a port is open, by its hours and the disruptions that shut its doors: for those who decide where to cross.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "sim/scenario/scenario.hpp"

namespace crossflow {

class PortHours {
 public:
  /// `shut`: from and until; announced beforehand, as before a typhoon.
  PortHours(const Port& port, int days, std::vector<std::pair<Tick, Tick>> shut = {})
      : hours_(port.hours), days_(days), shut_(std::move(shut)) {}

  /// Whether the doors stand open at this time, from the opening on and up to the closing, which is not open any more.
  bool open_at(Tick at) const;
  /// The next time at or after this one at which the doors stand open; none if never again.
  std::optional<Tick> next_open(Tick at) const;

 private:
  std::optional<Tick> next_in_hours(Tick at) const;

  Hours hours_;
  int days_;
  std::vector<std::pair<Tick, Tick>> shut_;
};

/// Whether hours ever close a port.
bool closes(const Hours& hours);

/// The first day, counted from the first date, on which hours begin that reach into a scenario's dates: what goes on
/// past midnight has begun on the day before, -1. The last such day is the last date.
int first_day(const Hours& hours);

}  // namespace crossflow

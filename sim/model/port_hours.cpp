#include "sim/model/port_hours.hpp"

#include <algorithm>

namespace crossflow {

bool closes(const Hours& hours) {
  return hours.close - hours.open < day;
}

int first_day(const Hours& hours) {
  return hours.close > day ? -1 : 0;
}

bool PortHours::open_at(Tick at) const {
  const auto next = next_open(at);
  return next && *next == at;
}

std::optional<Tick> PortHours::next_open(Tick at) const {
  std::optional<Tick> next = next_in_hours(at);
  for (bool moved = true; moved && next;) {
    moved = false;
    for (const auto& [from, until] : shut_) {
      if (!next || *next < from || *next >= until) continue;
      next = next_in_hours(until);
      moved = true;
    }
  }
  return next;
}

std::optional<Tick> PortHours::next_in_hours(Tick at) const {
  if (!closes(hours_)) return at;
  for (int d = first_day(hours_); d < days_; ++d)
    if (at < d * day + hours_.close) return std::max(at, d * day + hours_.open);
  return std::nullopt;
}

}  // namespace crossflow

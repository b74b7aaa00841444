// A day, or a part of each day, of which a measure is asked.
#include "analysis/measure.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

std::optional<std::size_t> Selection::day_of(const Directory& directory, double from_s) const {
  if (!day && from == 0 && until == never) return crossflow::day_of(directory, from_s);
  const Tick at = ticks_from_seconds(from_s);
  const auto last = static_cast<Tick>(whole_days_of(directory)) - 1;
  const Tick first = std::min(directory.warm_up / crossflow::day, last);
  // A part of a day may reach into the morning after; whoever came after the last midnight belongs to the last day.
  for (Tick d = std::min(at / crossflow::day, last), before = d - 1; d >= std::max(before, first); --d) {
    const Tick time = at - d * crossflow::day;
    if (time < from || time >= until || (d == before && until == never)) continue;
    if (!day) return static_cast<std::size_t>(d - first);
    if (*day == static_cast<std::size_t>(d)) return 0;
  }
  return std::nullopt;
}

std::size_t Selection::days_of(const Directory& directory) const {
  return day ? 1 : crossflow::days_of(directory);
}

}  // namespace crossflow

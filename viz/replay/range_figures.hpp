// What a range of time came to: who joined in it and how long they waited, where most waited. Of whole minutes; of
// whole half-hours these are the front page's figures.
#pragma once

#include <cstdint>
#include <vector>

#include "viz/replay/overview.hpp"

namespace crossflow::viz {

/// Those of a class who go one way.
struct RangeOfGroup {
  std::size_t traveller_class = 0, direction = 0;
  Clocks clocks;
};

struct RangeOfPlace {
  std::uint16_t station = no_station;
  Waits waits;            ///< of those who joined its queue in the range
  std::int32_t most = 0;  ///< waited there at once in the range
  Tick most_at = 0;       ///< in the middle of that minute
  double waiting_s = 0;   ///< time spent waiting there in the range, by all
};

struct RangeFigures {
  std::vector<RangeOfGroup> groups;  ///< whose clock started in the range, in order of classes
  std::vector<RangeOfPlace> places;  ///< where anybody waited or joined; where most time was spent waiting comes first
  double waiting_s = 0;              ///< by all, at all places

  /// Of travellers, all together; of those to whom anything was promised how many came, and for how many it was kept.
  Clocks all(const Directory& directory) const;
  Clocks promised(const Directory& directory) const;
};

RangeFigures range_figures(const Overview& overview, const Directory& directory, Tick from, Tick until);

}  // namespace crossflow::viz

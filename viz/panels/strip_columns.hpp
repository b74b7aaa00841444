// Who waits, in columns of the strip: of all, by direction, and of one place in front of these.
#pragma once

#include <vector>

#include "viz/app/session.hpp"

struct ImDrawList;

namespace crossflow::viz {

/// Whose place stands in front: none, or a station of the run; or one that the run has not.
struct InFront {
  bool any = false;
  std::uint16_t station = no_station;
  bool operator==(const InFront&) const = default;
};
InFront in_front(const Session& session, const Run& run);

/// Those who wait in a minute, the most of each place: at the place in front, and in all.
struct WaitingAt {
  std::int64_t place = 0, all = 0;
};
WaitingAt waiting_at(const Overview& overview, std::size_t minute_of_day, const InFront& place);

/// Minute by minute: by direction, first where both ways meet; those that have come in are added.
struct MinuteSums {
  std::vector<std::vector<std::int32_t>> parts;
  std::vector<std::int32_t> place;
  void add(const Overview& overview, const Directory& directory, const InFront& of);
};

/// A column for each few pixels: the most of the minutes in it; below 0 where nothing is known.
struct Columns {
  std::vector<std::vector<float>> parts;  ///< of all, by direction, then column
  std::vector<float> all, place;
  float most = 1, most_of_place = 0;  ///< of all; of the place
};
Columns columns_of(const MinuteSums& sums, const TimeScale& scale, std::size_t count);
/// Of a run, kept as long as nothing of this changes.
const Columns& columns_of(const Run& run, const TimeScale& scale, std::size_t count, const InFront& place);

/// One on top of the other, by direction; faint where a place stands in front.
void draw_columns(ImDrawList& draw, const Columns& columns, const InFront& place, const TimeScale& scale, float top,
                  float bottom, float most);
/// A line of a run beside that of another; of the place if there is one, and then a thin one of all.
void draw_lines(ImDrawList& draw, const Columns& columns, const InFront& place, const TimeScale& scale, float top,
                float bottom, float most, std::size_t run);

}  // namespace crossflow::viz

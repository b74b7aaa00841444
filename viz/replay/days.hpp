// One replication is an anecdote. Which one a viewer shows, and the band over all of them behind a chart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/tick.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow::viz {

struct DayChoice {
  std::uint32_t replication = 0;
  double waiting_person_h = 0;  ///< all waiting of the day
  std::uint32_t rank = 0;       ///< 0: the least waiting of all days in the file
  std::uint32_t days = 1;       ///< in the file
};

/// What a file has, in order of replication. Only those with a trace can be shown.
struct Days {
  std::vector<DayChoice> with_trace;
  std::size_t middle = 0;         ///< index into with_trace: nearest the middle of all days
  std::size_t one_in_twenty = 0;  ///< nearest the day that 19 of 20 do not pass in waiting
  std::uint32_t days = 0;         ///< in the file, with or without a trace
};
/// An InputError that says what to do if the file has no trace at all.
Days days_of(const ResultReader& file);

/// Over the days of a file, bin by bin: what a station's queue was on the middle day, and between which values it lay
/// on nine days of ten.
struct Band {
  Tick bin = 0;
  std::uint32_t days = 0;
  std::vector<double> low, middle, high;  ///< by bin
};
enum class BandOf : std::uint8_t { waiting_max, mean_wait_s, busy, open };
/// Empty where there are fewer than five days.
Band band_of(const std::vector<SeriesRow>& rows, std::uint32_t days, std::uint16_t station, BandOf what, Tick bin);

}  // namespace crossflow::viz

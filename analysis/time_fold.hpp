// How long people took, gathered row by row from tables that are too long to be held: for analysis/ alone.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "analysis/histogram.hpp"
#include "analysis/summary_parts.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

/// The histograms of all pages. Whoever knows the longest time of one notes it there.
class TimeFold {
 public:
  using DirectionAndClass = std::pair<std::uint8_t, std::uint8_t>;
  using HalfHours = std::map<Tick, WaitHistogram>;

  /// `rows`: of the short tables.
  TimeFold(const Directory& directory, const ResultRows& rows, const DayIndex& index);

  void add(const ClockRow& row);
  void add(const WaitRow& row);

  /// Of the pledge's clock, by day.
  std::vector<WaitHistogram>& by_day(std::uint8_t direction, std::uint8_t traveller_class);
  /// Of the pledge's clock of a class in a direction or of all travellers of a source, or of a station's queue.
  HalfHours& by_half_hour(WaitsOf of, std::uint8_t direction, std::uint16_t row) {
    return by_half_hour_[{{of, direction}, row}];
  }
  /// Of travellers, where they pass the checks of several authorities.
  WaitHistogram& by_authority(std::uint8_t direction, std::uint8_t authority) {
    return by_authority_[{direction, authority}];
  }

 private:
  // Rows of one replication, class, source, authority and half-hour stand together.
  struct Of {
    std::uint32_t replication = 0;
    std::uint16_t row = 0;  // source, or station
    std::uint8_t traveller_class = 0, direction = 0, authority = 0;
    double from_s = -1;
    bool operator==(const Of&) const = default;
  };
  void find(const ClockRow& row);

  const Directory& directory_;
  const DayIndex& index_;
  int pledge_authority_;
  bool several_authorities_;
  std::map<DirectionAndClass, std::vector<WaitHistogram>> by_day_;
  std::map<std::pair<std::pair<WaitsOf, std::uint8_t>, std::uint16_t>, HalfHours> by_half_hour_;
  std::map<std::pair<std::uint8_t, std::uint8_t>, WaitHistogram> by_authority_;
  Of clock_, wait_;                      // of the row before
  std::vector<WaitHistogram*> into_;     // all that take rows of `clock_`
  WaitHistogram* of_station_ = nullptr;  // that of `wait_`
};

}  // namespace crossflow

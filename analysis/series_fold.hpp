// What summaries need of the table of series, which is too long to be held, gathered row by row: for analysis/ alone.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "analysis/summary_parts.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

class SeriesFold {
 public:
  /// A station's servers in a half-hour, over all replications.
  struct HalfHour {
    double open_s = 0;
    bool waited = false, held = false;  ///< somebody, for any time
  };

  /// `rows`: of the short tables.
  SeriesFold(const Directory& directory, const ResultRows& rows, const DayIndex& index);

  void add(const SeriesRow& row);

  Peak waiting(std::size_t station) const { return peak(stations_[station].waiting); }
  Peak held(std::size_t station) const { return peak(stations_[station].held); }
  Peak inside(std::size_t station) const { return peak(stations_[station].inside); }
  double held_person_s(std::size_t station) const { return stations_[station].held_person_s; }
  /// Of the stations at which servers are needed.
  const std::map<Tick, HalfHour>& half_hours(std::size_t station) const { return stations_[station].half_hours; }
  /// How many can stand in an area.
  std::int64_t room(std::size_t station) const { return stations_[station].room; }
  /// Replications in which more stood there.
  int crowded(std::size_t station) const { return static_cast<int>(stations_[station].crowded.size()); }
  std::int64_t broken_off() const { return broken_off_; }
  /// Where most people were in the last bin of all replications in which not all were cleared.
  std::optional<std::uint16_t> left_over_at() const;

 private:
  struct Most {
    Peak peak;
    std::vector<std::int64_t> by_day;
  };
  struct Station {
    Most waiting, held, inside;
    double held_person_s = 0;
    bool is_area = false, needs_servers = false;
    std::int64_t room = 0;
    std::set<std::uint32_t> crowded;
    std::map<Tick, HalfHour> half_hours;
  };
  struct LastBin {
    double from_s = 0;
    std::vector<std::int64_t> there;  // by station
  };
  static void note(Most& of, std::int64_t most, double reached_s, std::size_t day);
  Peak peak(const Most& of) const;
  void add_servers(Station& station, const SeriesRow& row);

  const DayIndex& index_;
  Tick bin_;
  std::vector<Station> stations_;
  std::vector<Tick> ends_;                      // by replication
  std::map<std::uint32_t, LastBin> left_over_;  // of the replications in which not all were cleared
  std::int64_t broken_off_ = 0;
};

}  // namespace crossflow

// What a report shows of the series of all stations, gathered row by row; for analysis/ alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// A day of one replication.
struct OneDay {
  std::uint32_t replication = 0;
  int day = 0;
};

class ReportSeries {
 public:
  /// At one station at one time of the charts, over all replications and, if folded, days.
  struct Step {
    std::vector<double> waiting;  ///< one by one
    double held = 0, open = 0, busy = 0;
  };
  /// The steps of time of all charts. Of more than a week a day stands for all.
  struct Course {
    double from_s = 0, step_s = 0;
    std::size_t first = 0, steps = 0;  ///< those in which there is something to show
    bool folded = false;
  };

  explicit ReportSeries(const Directory& directory);

  /// Each row of the table in its order, those of the warm-up too.
  void add(const SeriesRow& row);

  Course course() const;
  /// By station, then bin of the run or, if folded, of the day; empty of a station without any.
  const std::vector<std::vector<Step>>& stations() const { return stations_; }
  /// Of the replication that is the middle one by all waiting, the day with most of it.
  OneDay middle_day() const;
  /// Between which rows of the table all of a replication stand.
  std::pair<std::uint64_t, std::uint64_t> rows_of(std::uint32_t replication) const;

 private:
  struct Replication {
    std::uint64_t first_row = 0, after_last_row = 0;
    std::map<int, double> waited;  // by day
  };

  double begins_s_, step_s_;
  int last_day_;
  bool folded_;
  std::uint64_t rows_ = 0;
  std::size_t first_busy_ = SIZE_MAX, after_busy_ = 0;  // bins in which anything happened
  std::vector<std::vector<Step>> stations_;
  std::map<std::uint32_t, Replication> replications_;
};

}  // namespace crossflow

// What officers did, by officer, by pool and half-hour and by station and half-hour; and the orders of supervisors.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// Until their first event officers are off duty. Hours are those rostered, whenever the run ends, and overtime, which
/// is all time on duty that is not rostered. A time on duty belongs to the date on which it begins, with the overtime
/// after it; those of other dates than the scenario's are kept apart.
class OfficerWork {
 public:
  explicit OfficerWork(const Directory& directory);

  void changed(const Event& event);
  void ordered(const Event& event) { orders_.push_back(event); }
  void finish(Tick end);
  /// Officers who are not rostered and were never on duty have no row, nor have half-hours without any.
  void add_rows(std::uint32_t replication, ResultRows& rows) const;

 private:
  using Times = std::array<Tick, officer_states>;
  /// From some instant on: what time on duty counts as.
  struct Part {
    Tick from = 0;
    bool rostered = false;
    bool of_other_dates = false;
  };
  struct Officer {
    OfficerState state = OfficerState::off_duty;
    std::uint16_t pool = 0;
    std::uint16_t station = no_station;
    Tick since = 0;
    Tick stay = 0;            // of a reserve
    Tick stays_until = 0;     // the present, or last, stay
    std::vector<Part> parts;  // in order of time, the first from 0
    Times time{};             // of the scenario's dates
    std::int64_t breaks = 0;
    Tick rostered = 0, overtime = 0;
  };
  struct PoolHalfHour {
    std::array<Times, 2> time{};  // of the scenario's dates; of others
    Tick rostered = 0, overtime = 0;
    std::int64_t most = 0;
  };
  struct Pool {
    std::int64_t on_duty = 0;
    Tick since = 0;  // so many were on duty from then on
    std::vector<PoolHalfHour> half_hours;
  };
  struct PostHalfHour {
    Tick at_post = 0, changing_over = 0;
  };

  void add_duty(const DutyEntry& duty, int days);
  void end_state(Officer& officer, Tick now);
  void end_part(Officer& officer, const Part& part, Tick from, Tick to);
  void add_overtime(Officer& officer, Tick from, Tick to);
  static void end_count(Pool& pool, Tick now);
  static const Part& part_at(const Officer& officer, Tick now);
  static Tick on_duty(const Times& times);

  std::vector<Officer> officers_;
  std::vector<Pool> pools_;
  std::vector<std::vector<PostHalfHour>> posts_;  // by station
  std::vector<Event> orders_;
};

}  // namespace crossflow

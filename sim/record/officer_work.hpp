// What officers did, by officer, by pool and half-hour and by station and half-hour; and the orders of supervisors.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// Until their first event officers are off duty; who is on duty when the run ends counts until then.
class OfficerWork {
 public:
  explicit OfficerWork(const Directory& directory);

  void changed(const Event& event);
  void ordered(const Event& event) { orders_.push_back(event); }
  void finish(Tick end);
  /// Officers who were never on duty have no row, nor have half-hours without any.
  void add_rows(std::uint32_t replication, ResultRows& rows) const;

 private:
  struct Officer {
    OfficerState state = OfficerState::off_duty;
    std::uint16_t pool = 0;
    std::uint16_t station = no_station;
    Tick since = 0;
    std::array<Tick, officer_states> time{};
    std::int64_t breaks = 0, overtime_s = 0;
    Tick on_duty() const;
  };
  struct PoolHalfHour {
    std::array<Tick, officer_states> time{};
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

  void end_state(Officer& officer, Tick now);
  static void end_count(Pool& pool, Tick now);

  std::vector<Officer> officers_;
  std::vector<Pool> pools_;
  std::vector<std::vector<PostHalfHour>> posts_;  // by station
  std::vector<Event> orders_;
};

}  // namespace crossflow

// What the detector dog teams did, and how rested their dogs were when they did it.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// Until its first event a team is off duty.
class TeamWork {
 public:
  explicit TeamWork(const Directory& directory) : teams_(directory.teams.size()) {}

  void changed(const Event& event);
  /// A check by a dog.
  void checked(const Event& event);
  void finish(Tick end);
  void add_rows(std::uint32_t replication, ResultRows& rows) const;

 private:
  struct Team {
    TeamState state = TeamState::off_duty;
    Tick since = 0;
    std::int32_t effective_s = 0;  // when the state began
    Tick stretch = 0;              // work since it last rested
    std::int64_t searches = 0, screened = 0, alerts = 0;
    Tick worked = 0, walked = 0, rested = 0, on_duty = 0, longest = 0, kept = 0;
    std::int32_t most_effective_s = 0;
  };
  /// Ends the present state of a team, whose dog then has so many effective seconds of work behind it.
  static void end_state(Team& team, Tick now, std::int32_t effective_s);

  std::vector<Team> teams_;
};

}  // namespace crossflow

// Officers as a planner describes them: pools and their shifts, posts that need officers, desks that can face either
// way, and supervisors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/distribution.hpp"
#include "sim/base/label.hpp"
#include "sim/base/problem.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

struct SupervisorPolicyKind;

/// A meal or a rest of a shift. The officers of the shift take it in `groups`, one after the other: the first group
/// `at` this time of the day, the next when that one is back.
struct BreakRule {
  Tick at = 0;  ///< of the day, may pass 24:00
  Tick takes = 30 * minute;
  long groups = 1;
};

/// Officers who come and go together, every day of the scenario.
struct Shift {
  std::string name;
  Label label;
  Place place;
  Tick from = 0;   ///< of the day
  Tick until = 0;  ///< may pass 24:00
  long officers = 0;
  std::vector<BreakRule> breaks;
  long groups = 1;              ///< who come, and go, `stagger` one after the other
  Tick stagger = 0;             ///< between groups; breaks stay where they are
  std::vector<std::size_t> at;  ///< stations whose posts they man; empty: all for which they have the skill
};

/// One line of a roster: one officer's time on duty.
struct RosterLine {
  std::string officer;
  Place place;             ///< in the table, or in the scenario
  std::optional<int> day;  ///< of the scenario, from 0, or -1, the day before; every day unless given
  Tick from = 0;           ///< of that day
  Tick until = 0;
  std::vector<std::pair<Tick, Tick>> breaks;  ///< from, until; of that day
  std::vector<std::size_t> at;                ///< as Shift::at
};

/// Officers who come when they are called, and only then.
struct Reserves {
  long officers = 0;
  Tick come_after = 0;
  Tick stay = 0;
};

/// Officers with the same skills. Who they are on a day, who of them is absent and how quick each is, hangs on pool,
/// shift (or roster line) and number alone.
struct Pool {
  std::string name;
  Label label;
  Place place;
  std::vector<std::string> skills;   ///< its own name unless given
  std::vector<Shift> shifts;         ///< in order of name
  std::vector<RosterLine> roster;    ///< in order of officer and time
  double absence = 0;                ///< the share that does not come on a day
  std::optional<Distribution> pace;  ///< a factor on service times, drawn for each officer
  std::optional<Reserves> reserves;
};

/// What becomes of work in progress when an officer goes off duty or to a break.
enum class AtShiftEnd : std::uint8_t {
  finish,     ///< takes nobody new, and goes when whoever is served has gone
  hand_over,  ///< whoever relieves him goes on in the middle of it; without relief as `finish`
  stop,       ///< breaks off: whoever is served goes back to the head of the queue, for what is left of it
};

/// What must be manned for servers of a station to be open. A station's posts: its servers in order, `servers` to each.
struct PostKeys {
  std::string skill;
  long officers = 1;  ///< that each post needs
  long servers = 1;   ///< that depend on one post
  std::string hall;   ///< officers walk between halls; empty: the port's only one
  long rank = 5;      ///< 1 to 9: posts of a lower number are manned first, if need be by officers of a higher one
  Tick opens_in = 0;  ///< change-over loss whenever the post is manned anew
  Tick handover = 0;  ///< the same where one officer relieves another
  AtShiftEnd at_shift_end = AtShiftEnd::finish;
  Tick last_start = 0;  ///< nothing begins so shortly before its officer goes, unless work is handed over
};

/// What makes officers slower or quicker than their station's service time says: factors on it, all of which apply.
struct EffortKeys {
  std::vector<std::pair<double, double>> by_queue;  ///< (who waits, factor), in order; linear between, level outside
  std::vector<std::pair<Tick, double>> by_hour;     ///< by time of day, as a Schedule
  std::vector<std::pair<double, double>> time_on_task;  ///< (minutes at the post, factor), as by_queue
};

/// How long officers walk between two halls.
struct OfficerWalk {
  std::pair<std::string, std::string> between;
  Tick takes = 0;
};

/// Desks that can face either of two stations; they are the last servers of both.
struct ContraFlow {
  std::string name;
  Place place;
  std::pair<std::size_t, std::size_t> between;  ///< stations
  long desks = 0;
  std::vector<std::pair<Tick, std::size_t>> facing;  ///< the station that they face, by time of day
  Tick turning = 0;                                  ///< how long a desk serves nobody when it turns
};

/// Somebody who looks at queues and gives orders, by a policy.
struct Supervisor {
  std::string name;
  Label label;
  Place place;
  std::vector<std::size_t> over;  ///< stations that he sees; empty: all with servers
  Tick looks_every = 5 * minute;
  Tick acts_after = 3 * minute;  ///< from the look to the effect of what he orders
  const SupervisorPolicyKind* kind = nullptr;
  std::shared_ptr<const void> keys;  ///< what the policy's description read
};

}  // namespace crossflow

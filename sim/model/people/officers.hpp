// The officers of a port during a run: what each does, and when he goes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/tick.hpp"
#include "sim/model/people/assignment.hpp"
#include "sim/record/event.hpp"

namespace crossflow {

/// A time on duty; ticks of the run.
struct DutyTime {
  Tick from = 0;
  Tick until = 0;
  std::vector<std::pair<Tick, Tick>> breaks;  ///< from, until; in order
  std::vector<std::size_t> stations;          ///< where he works then; empty: wherever he has the skill
};

/// One officer. His times come from the roster; the duty room moves him from state to state.
class OfficerOnDuty {
 public:
  std::size_t pool = 0;
  std::uint64_t skills = 0;
  double pace = 1;
  bool reserve = false;

  OfficerState state = OfficerState::off_duty;
  std::size_t post = no_post;      ///< the one that is his: he is there, on the way, or goes there when he has finished
  std::size_t finishes = no_post;  ///< the one at which he finishes
  std::vector<std::uint16_t> serving;  ///< there: servers that are not free yet
  std::size_t hall = anywhere;
  Tick arrives = 0;  ///< while walking
  OfficerState said = OfficerState::off_duty;
  std::size_t said_post = no_post;

  /// Another time on duty, behind the others; one that begins when the one before ends is one with it, if he works at
  /// the same stations. Else he goes home and comes again, at the same instant.
  void add(const DutyTime& time);
  /// When his state changes next by itself: he comes, goes or is back.
  Tick next() const;
  /// When he goes: to his next break, or home. Of one on duty.
  Tick goes() const;
  /// Where he works: wherever he has the skill, if that is empty. Of one on duty.
  const std::vector<std::size_t>& stations() const { return today().stations; }
  bool on_duty() const { return state != OfficerState::off_duty; }
  bool is_due(Tick now) const { return on_duty() && state != OfficerState::on_break && goes() <= now; }

  /// Off duty, it is his time: he comes. Or he is back from his break.
  void comes();
  /// Due, and free: he begins his break, or goes home.
  void leaves(Tick now);
  /// Whoever would go from `from` until before `until` stays until then.
  void extend(Tick from, Tick until);
  /// Off duty, and nothing to come.
  bool at_home() const { return !on_duty() && duty_ == times_.size(); }

 private:
  const DutyTime& today() const { return times_[duty_]; }

  std::vector<DutyTime> times_;
  std::size_t duty_ = 0;   // the present one, or the next
  std::size_t break_ = 0;  // of it, the next
  Tick back_ = 0;          // while on a break
};

}  // namespace crossflow

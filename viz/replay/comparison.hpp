// Two runs on one clock: who of one is who of the other, and what each waited. With common random numbers the same
// people come to both, so differences are those of persons, not of averages alone.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "viz/replay/recording.hpp"
#include "viz/replay/same_subject.hpp"

namespace crossflow::viz {

/// People of a class and direction, up to an instant.
struct GroupSoFar {
  std::int64_t came = 0;
  double waited_s = 0;                 ///< by all of them, in queues, the line outside and at a full door
  std::int64_t in_time = 0, late = 0;  ///< by the pledge: cleared in time; passed its limit, cleared or not
};

/// What everybody of one run waited, added up.
class WaitTotals {
 public:
  explicit WaitTotals(Recording& recording);
  /// Folds at most so many more events; true when all that is known is in. An InputError if an event cannot follow.
  bool advance(std::uint64_t events);
  std::uint64_t folded() const { return folded_; }
  Tick until() const { return until_; }  ///< of the last event that is in; of a whole complete run: its end

  struct OfEntity {
    Tick arrived = -1;
    Tick left = -1;   ///< -1: not known to have
    Tick waited = 0;  ///< in all; without the wait that still goes on, unless the run is over
    Tick waits = -1;  ///< since when it waits, -1: it does not
  };
  const std::vector<OfEntity>& entities() const { return entities_; }

  std::size_t groups() const { return groups_.size(); }
  std::size_t group_of(std::uint8_t traveller_class, std::uint8_t direction) const {
    return traveller_class * directions_ + direction;
  }
  /// To the whole minute before `now`.
  GroupSoFar so_far(std::size_t group, Tick now) const;

  /// By station and half-hour from 00:00: person-seconds of those that the station counts.
  const std::vector<std::vector<double>>& waiting_s() const { return waiting_s_; }

 private:
  struct Course {
    std::vector<float> waited_s;
    std::vector<std::int32_t> came, in_time, late;
  };
  friend struct WaitTotalsWatcher;
  void take(const Event& event);
  void waited(std::uint32_t entity, const EntityState& state, Tick until);
  void finish();

  Recording& recording_;
  PortState state_;
  std::uint64_t folded_ = 0;
  Tick until_ = 0;
  bool finished_ = false;
  std::size_t directions_ = 1;
  std::vector<OfEntity> entities_;
  std::vector<Tick> last_started_;
  std::vector<Course> groups_;
  std::vector<std::vector<double>> waiting_s_;
};

/// Somebody who is in both runs.
struct Change {
  std::uint32_t in_a = no_entity, in_b = no_entity;
  Tick by = 0;  ///< waited in B less waited in A
};

class Comparison {
 public:
  Comparison(Recording& a, Recording& b);
  /// Folds at most so many more events of each; true when all that is known is in.
  bool advance(std::uint64_t events);

  const WaitTotals& run(std::size_t run) const { return runs_[run]; }
  Tick until() const { return std::min(runs_[0].until(), runs_[1].until()); }

  /// The one of B with the same source, class and number; no_entity if there is none yet.
  std::uint32_t in_b(std::uint32_t in_a) const;
  /// By names.
  const SameNames& names_in_b() const { return in_b_; }

  /// Once all that is known is in, of all in A: how many are in B too, and of these how many came at the same instant.
  /// Other seeds have the same numbers, but not the same people.
  std::size_t matched() const { return matched_; }
  std::size_t same_instant() const { return same_instant_; }
  std::size_t stations_matched() const;
  /// Whether persons can be set side by side: most are in both, and most of these come at the same time.
  bool same_people() const;

  /// Those whose waiting fell most (rose most), among those that have left both; largest first. Goes through everybody.
  std::vector<Change> largest_gains(std::size_t most) const;
  std::vector<Change> largest_losses(std::size_t most) const;
  /// Person-seconds of waiting, B less A, by station of A and half-hour; empty for stations that B has not.
  std::vector<std::vector<double>> difference_s() const;

 private:
  void count_matches();
  std::vector<Change> changes() const;

  Recording& a_;
  Recording& b_;
  std::array<WaitTotals, 2> runs_;
  SameNames in_b_;
  std::unordered_map<std::uint64_t, std::uint32_t> rows_of_b_;  // by source, class and number
  std::size_t known_of_b_ = 0;
  std::size_t matched_ = 0, same_instant_ = 0;
};

}  // namespace crossflow::viz

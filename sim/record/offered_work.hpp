// The work that is offered to stations, by half-hour: when those who came to each would have come, had they waited
// nowhere before, and how long they took its servers. So the need for servers comes out of a congested run as it does
// of one in which nobody waits.
//
// Everybody carries with him how long he has been delayed since he came to the port: in queues, held up because a place
// was full, in the line outside while its door was stopped. What any number of servers would not spare him is no delay:
// walking and being served, hours in which a place is closed, a source's maximum flow, the headway on a road, waiting
// for a bus or a coach.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "sim/record/port_state.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

class OfferedWork {
 public:
  explicit OfferedWork(const Directory& directory);

  void arrived(std::uint32_t entity) {
    if (entity >= delays_.size()) [[unlikely]]
      delays_.resize(entity * std::size_t{2} + 1);
    delays_[entity] = 0;
  }
  /// It no longer waits where it is: of whoever joins, starts or leaves, as it stood before.
  void goes_on(std::uint32_t entity, const EntityState& e, Tick now, const PortState& state) {
    if (e.phase != Phase::waiting && e.phase != Phase::blocked) return;
    if (e.phase == Phase::waiting && places_[e.station].all_is_delay) [[likely]] {
      delays_[entity] += now - e.since;  // of whoever never waited 0: no branch, which would often be guessed wrong
      return;
    }
    if (now != e.since || !state.has_entered(e)) delayed(entity, e, now, state);
  }
  /// Ahead of the line's counting it; after `goes_on`.
  void joined(std::uint32_t entity, std::uint16_t station, Tick now) {
    if (places_[station].outside) [[unlikely]]
      delays_[entity] -= places_[station].stopped_until(now);
  }
  void blocked(std::uint32_t entity, const EntityState& e, Tick now);
  /// A service ended or was broken off. `last`: of those in its transaction, whom its work is charged to.
  void worked(const Event& event, const EntityState& e, bool counts, bool last) {
    Place& place = places_[event.station];
    if (static_cast<std::uint64_t>(e.since - delays_[event.entity] - place.half_from) >= half_hour) [[unlikely]]
      find_half(event, e);
    Half& h = place.halves[place.half];
    h.served += counts;
    if (last) h.work += event.tick - e.since;
  }
  void interrupted(const Event& event, const EntityState& e, bool last);
  /// After `goes_on`, of those who did not go through.
  void left(const Event& event, const EntityState& e, const PortState& state);
  /// After the change.
  void server_changed(const Event& event, const PortState& state);
  void ordered(const Event& event);
  void finish(Tick end, const PortState& state);

  void add_rows(std::uint32_t replication, ResultRows& rows) const;

 private:
  struct Half {
    std::int64_t not_served = 0, served = 0, work = 0, kept_away = 0;
  };
  struct Place {
    bool outside = false;  // a source's line
    bool road = false;
    bool rated = true;          // servers could spare people the wait
    bool all_is_delay = false;  // whoever waits here: it has a queue of its own, which hours have never closed
    EntityKind unit = EntityKind::traveller;
    std::int32_t servers = 0;
    std::vector<std::pair<Tick, Tick>> closings;  // times when it was closed by hours, those over
    Tick closed_since = never;
    // Of a door: stopped while whoever stands in it cannot go in, or a supervisor holds the crowd.
    bool is_blocked = false, is_held = false;
    Tick stopped_since = 0, stopped = 0;
    std::vector<Half> halves;
    // The half-hour of the one before, and where all is delay when it began: most are of the same one.
    std::size_t half = 0;
    Tick half_from = never;

    bool is_stopped() const { return is_blocked || is_held; }
    Tick stopped_until(Tick now) const { return stopped + (is_stopped() ? now - stopped_since : 0); }
    void set(bool Place::*reason, bool on, Tick now);
    Tick closed_between(Tick from, Tick until) const;
    Tick first_open(Tick at) const;
  };

  [[gnu::noinline]] void delayed(std::uint32_t entity, const EntityState& e, Tick now, const PortState& state);
  [[gnu::noinline]] void find_half(const Event& event, const EntityState& e);
  static Tick undelayed(Tick now, Tick delay);
  [[gnu::noinline]] std::size_t half_hour_of(std::uint16_t station, Tick now, Tick delay) const;
  Half& half_of(std::uint16_t station, std::size_t half);
  void never_came(std::uint16_t from, const EntityState& e, Tick now, Tick delay);
  std::span<const std::uint16_t> beyond(std::uint16_t station);

  std::vector<Tick> delays_;  // by entity; outside, less what its door had been stopped for when it came
  std::vector<Place> places_;
  std::vector<LinkEntry> links_;
  std::vector<std::vector<std::uint16_t>> beyond_;  // by station, when first asked
};

}  // namespace crossflow

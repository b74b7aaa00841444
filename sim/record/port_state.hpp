// Who is where at an instant: the fold of the log up to it. Statistics, snapshots and viewers all use this one piece of
// code, so they cannot disagree.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/risk_counts.hpp"

namespace crossflow {

enum class Phase : std::uint8_t {
  gone = 0,
  outside = 1,  ///< arrived, and goes straight in or joins the line outside at the same tick
  waiting = 2,  ///< in the queue of `station`; of a source: in the line outside; of a road: for its turn to go on
  serving = 3,  ///< in service or walking
  held = 4,     ///< done there, about to go on
  blocked = 5,  ///< done there (or outside, at the door), cannot go on: `target` is full
};

inline constexpr std::uint8_t no_authority = 0xff;

/// One entity alive: 32 bytes.
struct EntityState {
  Tick since = 0;        ///< when it arrived, joined, started or was blocked; on a road, ended, blocked or not
  Tick clock_start = 0;  ///< of the authority whose clock is running
  std::uint16_t station = no_station;
  std::uint16_t server = no_server;  ///< or its line while waiting
  std::uint16_t target = no_station;
  std::uint16_t joined_half_hour = 0;  ///< of the queue that it last joined
  std::uint16_t source = 0;            ///< by whose door it comes, index into Directory::sources
  std::uint8_t traveller_class = 0;
  Phase phase = Phase::gone;
  std::uint8_t clock_authority = no_authority;
  std::uint8_t cleared_authorities = 0;  ///< a bit each
  EntityKind kind = EntityKind::traveller;
  std::uint8_t risk = 0;  ///< risk_bits
};
static_assert(sizeof(EntityState) == 32);

struct ServerStatus {
  std::uint32_t entity = no_entity;  ///< the one that last started here
  std::uint16_t serving = 0;         ///< entities of any kind in its transaction
  std::uint16_t staying = 0;         ///< those done who still hold it
  ServerState state = ServerState::open;
  std::uint16_t blocked = 0;  ///< of those staying: cannot go on
  std::uint16_t held_by =
      no_station;  ///< the place that the first of these waits for: the server's blocking counts as its
};

/// What an officer or a dog team does; off duty until the first event.
template <class State>
struct OnDutyStatus {
  State state = State::off_duty;
  std::uint16_t station = no_station;  ///< where, or on the way there
  std::int32_t value = -1;             ///< of the event
  bool operator==(const OnDutyStatus&) const = default;
};
using OfficerStatus = OnDutyStatus<OfficerState>;
using TeamStatus = OnDutyStatus<TeamState>;

/// The counts of one station: of entities of the kind that it counts, not of others that come with them.
struct StationStatus {
  std::int32_t waiting = 0;                           ///< in its queue; of a source: in its line outside; of a road:
                                                      ///< who is done, blocked or not
  std::int32_t serving = 0;                           ///< in service, walking or driving
  std::int32_t staying = 0;                           ///< done here, not gone on
  std::int32_t held = 0;                              ///< elsewhere, who cannot go on because this place is full
  std::int32_t busy = 0;                              ///< servers with somebody in service
  std::int32_t blocked = 0;                           ///< servers whose somebody cannot go on; of a source: its door
  std::array<std::int32_t, server_states> servers{};  ///< servers by state; those busy or blocked count as open
  std::uint32_t first_server = 0;                     ///< into PortState::servers()
  /// Which places block this station, and how many of its servers each (of its people, where it has no servers; of a
  /// road's vehicles); in order of place.
  std::vector<std::pair<std::uint16_t, std::int32_t>> blocked_by;
  std::vector<std::uint16_t> blocks;  ///< the places of which this is one that they are blocked by

  std::int32_t inside() const { return waiting + serving + staying; }
  std::int32_t open() const { return servers[0]; }
};

/// The counts of a station whose course over time matters.
enum class Count : std::uint8_t { waiting, held, busy, blocked, open };

/// What `apply` tells somebody who watches the fold; this one does not care, and costs nothing. All is told ahead of
/// the change that it is about, while the state still is as it was.
struct NoWatcher {
  /// Something is about to happen at the station.
  void touch(std::uint16_t /*station*/, Tick) {}
  /// One of its counts is about to change; after `touch`.
  template <Count>
  void change(std::uint16_t /*station*/, Tick, std::int32_t /*by*/) {}
  /// The states of its servers are about to change; after `touch`.
  void before_states_change(std::uint16_t /*station*/, Tick) {}
  /// A server is about to change its state, or to close once it is free; after `before_states_change`.
  void server(const Event&) {}
  /// The root of the jam at `station` is about to change, and so that of all whom it holds up.
  void before_root_changes(std::uint16_t /*station*/, Tick) {}

  void arrived(const Event&) {}
  void lodged(const Event&, const EntityState&) {}
  void carries(const Event&, const EntityState&) {}
  void was_checked(const Event&, const EntityState&) {}
  void chance(const Event&, const EntityState&) {}
  void chose_port(const Event&, const EntityState&) {}
  void team(const Event&) {}
  /// It goes on from where it was, and is no longer counted, to the queue that it joins now. Not told of who has come
  /// at this very instant.
  void goes_on(const Event&, const EntityState&) {}
  /// `counts`: the entity is of the kind that the station counts.
  void joined(const Event&, std::uint16_t /*half_hour*/, bool /*counts*/) {}
  void started(const Event&, const EntityState&, bool /*counts*/) {}
  /// `last`: nobody else is left in service at its server.
  void ended(const Event&, const EntityState&, bool /*counts*/, bool /*last*/) {}
  /// It no longer waits on its road, since `entity.since`.
  void left_road(const EntityState& /*entity*/, Tick, bool /*counts*/) {}
  void cleared(const Event&, const EntityState&) {}
  void left(const Event&, const EntityState&) {}
  void port(const Event&) {}
  void elsewhere(const Event&) {}
  void stayed_away(const Event&) {}
  void interrupted(const Event&, const EntityState&, bool /*counts*/) {}
  void blocked(const Event&, const EntityState&) {}
  /// This one is told after the change.
  void server_changed(const Event&) {}
  void officer(const Event&) {}
  void order(const Event&) {}
  /// The clock of `entity.clock_authority` has just started.
  void clock_started(const EntityState& /*entity*/) {}
};

inline constexpr Tick half_hour = 30 * minute;

class PortState {
 public:
  explicit PortState(const Directory& directory);

  const std::vector<StationStatus>& stations() const { return stations_; }
  const std::vector<ServerStatus>& servers() const { return servers_; }
  const std::vector<EntityState>& entities() const { return entities_; }  ///< by Event::entity; phase gone: none
  const ServerStatus& server(std::uint16_t station, std::uint16_t server) const {
    return servers_[stations_[station].first_server + server];
  }
  const std::vector<OfficerStatus>& officers() const { return officers_; }  ///< by row of the directory
  const std::vector<TeamStatus>& teams() const { return teams_; }

  /// The source whose line outside a station is, and the direction of its travellers.
  std::uint16_t source_at(std::uint16_t source_station) const { return fixed_[source_station].source; }
  std::uint8_t direction_of(const EntityState& entity) const { return directions_[entity.source]; }
  /// Whether it has been let in: nobody who has leaves for a line outside.
  bool has_entered(const EntityState& entity) const { return !fixed_[entity.station].outside; }

  EntityKind kind_of(std::uint8_t traveller_class) const { return kinds_[traveller_class]; }
  bool is_road(std::uint16_t station) const { return fixed_[station].road; }
  /// Whether it counts, by its kind, among those who wait where it is: in a queue, the line outside, at a full door, on
  /// a road for its turn.
  bool waits(const EntityState& e) const {
    return e.phase == Phase::waiting ||
           (e.phase == Phase::blocked && (fixed_[e.station].outside || fixed_[e.station].road));
  }
  /// Whether its being blocked blocks the place where it is: those aboard a vehicle block no road.
  bool bars(const EntityState& e) const { return !fixed_[e.station].road || e.kind == fixed_[e.station].unit; }
  /// What is counted at a station.
  EntityKind unit_of(std::uint16_t station) const { return fixed_[station].unit; }

  /// The full place at the root of `station` being full: as long as servers of a place are themselves blocked, the
  /// place that blocks most of them (the first of equals); a ring ends where it closes.
  std::uint16_t root_of(std::uint16_t station) const;
  /// The full place that holds up most of its servers, the first of equals; no_station: none does.
  std::uint16_t mostly_blocked_by(std::uint16_t station) const;

  /// The station whose queue's tail is held up at `station`: itself if an authority has it, else the first such place
  /// on the way to the root. Whoever it lets in next comes to that authority first, whoever is to blame further on.
  std::uint16_t queue_behind(std::uint16_t station) const;

  /// The places of a ring, each of which is held up by the next and the last by the first, from the lowest on; empty if
  /// there is none. Of a place that several hold up, the one that holds up most counts.
  std::vector<std::uint16_t> ring() const;

  /// Takes one event and tells the watcher of it, as NoWatcher says. The event must make sense: an entity's first one
  /// is `arrived`, stations and servers are the directory's. (Whoever reads logs from elsewhere checks that first.)
  template <class Watcher>
  [[gnu::always_inline]] void apply(const Event& event, Watcher& watcher);
  /// Takes one after the other. The same, only faster: see port_state_pairs.hpp.
  template <class Watcher>
  void apply_all(std::span<const Event> events, Watcher& watcher);

  /// For restoring a snapshot.
  EntityState& entity(std::uint32_t index) {
    if (index >= entities_.size()) [[unlikely]]
      grow(index);
    return entities_[index];
  }
  std::vector<StationStatus>& stations() { return stations_; }
  std::vector<ServerStatus>& servers() { return servers_; }
  std::vector<OfficerStatus>& officers() { return officers_; }
  std::vector<TeamStatus>& teams() { return teams_; }

 private:
  void grow(std::uint32_t index);
  std::uint16_t half_hour_of(Tick tick) {
    if (static_cast<std::uint64_t>(tick - half_hour_from_) >= half_hour) [[unlikely]] {
      half_hour_ = static_cast<std::uint16_t>(tick / half_hour);
      half_hour_from_ = half_hour_ * half_hour;
    }
    return half_hour_;
  }
  // Whether another place, or none, is to blame at `at` when `by` blocks one more of its servers, or one less: else no
  // root moves, and whoever charges waiting to roots need not do so.
  bool root_moves_with(std::uint16_t at, std::uint16_t by) const;
  bool root_moves_without(std::uint16_t at, std::uint16_t by) const;
  void block(std::uint16_t at, std::uint16_t by);
  void unblock(std::uint16_t at, std::uint16_t by);
  template <Count count, class Watcher>
  [[gnu::always_inline]] void add(std::uint16_t station, std::int32_t by, Tick tick, Watcher& watcher);
  template <class Watcher>
  [[gnu::noinline]] void no_longer_blocked(const EntityState& e, Tick tick, Watcher& watcher);
  // In the innermost loop of statistics: the compiler takes these for too large.
  template <class Watcher>
  [[gnu::always_inline]] void depart(const EntityState& e, Tick tick, Watcher& watcher);
  static bool at_once(const Event& a, const Event& b) { return a.entity == b.entity && a.tick == b.tick; }
  template <class Watcher>
  [[gnu::always_inline]] void come_to(EntityState& e, const Event& joined, const Event* started, Watcher& watcher);
  template <class Watcher>
  [[gnu::always_inline]] void arrive_and_join(const Event& arrived, const Event& joined, const Event* started,
                                              Watcher& watcher);
  template <class Watcher>
  [[gnu::always_inline]] bool end_without_staying(EntityState& e, const Event& ended, Watcher& watcher);
  template <class Watcher>
  [[gnu::always_inline]] void end_and_join(const Event& ended, const Event& joined, const Event* started,
                                           Watcher& watcher);
  template <class Watcher>
  [[gnu::always_inline]] void join_and_start(const Event& joined, const Event& started, Watcher& watcher);
  template <class Watcher>
  [[gnu::always_inline]] void end_and_leave(const Event& ended, const Event& left, Watcher& watcher);
  template <class Watcher>
  void start_clock(EntityState& e, std::uint16_t station, Tick tick, Watcher& watcher);

  std::vector<StationStatus> stations_;
  std::vector<ServerStatus> servers_;
  std::vector<EntityState> entities_;
  std::vector<OfficerStatus> officers_;
  std::vector<TeamStatus> teams_;
  struct Fixed {
    std::uint16_t source = 0;  // of a source's line
    std::uint8_t authority = no_authority;
    bool outside = false;  // a source's line
    bool road = false;
    EntityKind unit = EntityKind::traveller;
  };
  std::vector<Fixed> fixed_;              // by station
  std::vector<EntityKind> kinds_;         // by class
  std::vector<std::uint8_t> directions_;  // by source
  // The half-hour of the event before, and when it began: most events need no division.
  std::uint16_t half_hour_ = 0;
  Tick half_hour_from_ = 0;
};

}  // namespace crossflow

#include "sim/record/port_state_apply.hpp"
#include "sim/record/port_state_pairs.hpp"
